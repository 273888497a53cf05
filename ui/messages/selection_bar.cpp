#include "ui/messages/selection_bar.h"

#include "ui/theme/menu_button.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>

namespace connectorscope {
namespace {

constexpr int barMargin = 16;
constexpr int barGap = 8;

} // namespace

SelectionBar::SelectionBar(QWidget* parent)
    : QFrame(parent)
    , m_lines(new QGridLayout(this))
    , m_head(new QWidget(this))
    , m_buttons(new QWidget(this))
    , m_count(new QLabel(this))
    , m_all(new QPushButton(this))
    , m_save(new QPushButton(tr("Save as .eml"), this))
    , m_acknowledge(new QPushButton(tr("Acknowledge"), this))
    , m_more(new MenuButton(tr("More"), this))
    , m_note(new QLineEdit(this))
    , m_done(new QPushButton(tr("Note it"), this))
{
    setRole(this, "top");
    m_count->setObjectName(QStringLiteral("chosenCount"));
    m_all->setObjectName(QStringLiteral("chooseAll"));
    m_save->setObjectName(QStringLiteral("saveMessages"));
    m_acknowledge->setObjectName(QStringLiteral("acknowledge"));
    m_note->setObjectName(QStringLiteral("note"));
    m_done->setObjectName(QStringLiteral("noteDone"));
    m_note->setPlaceholderText(tr("What the next person should know"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setMaxLength(1000);
    setRole(m_done, "primary");
    setRole(m_all, "row");
    m_lines->setContentsMargins(barMargin, barGap, barMargin, barGap);
    m_lines->setSpacing(barGap);
    m_lines->setColumnStretch(0, 1);
    m_lines->addWidget(m_head, 0, 0);
    m_lines->addWidget(m_buttons, 0, 1);
    auto* head = new QHBoxLayout(m_head);
    head->setContentsMargins(0, 0, 0, 0);
    head->setSpacing(barGap);
    head->addWidget(m_count);
    head->addWidget(m_all);
    head->addWidget(m_note, 1);
    head->addWidget(m_done);
    head->addStretch();
    auto* layout = new QHBoxLayout(m_buttons);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(barGap);
    setRole(addDeed(tr("Requeue…"), "requeueMany", Deed::Requeue), "primary");
    addDeed(tr("Hold"), "holdMany", Deed::Hold);
    addDeed(tr("Release"), "releaseMany", Deed::Release);
    addDeed(tr("Delete"), "removeMany", Deed::Remove);
    for (QPushButton* deed : m_deeds)
        layout->addWidget(deed);
    layout->addWidget(m_acknowledge);
    layout->addWidget(m_save);
    layout->addWidget(m_more);
    m_more->setObjectName(QStringLiteral("moreForMany"));
    auto* more = new QMenu(m_more);
    more->addAction(tr("Acknowledge with a note"), this, &SelectionBar::askForNote);
    more->addAction(tr("Save as .eml"), this, &SelectionBar::saveWanted);
    m_more->setMenu(more);
    setTabOrder(m_deeds.back(), m_acknowledge);
    setTabOrder(m_acknowledge, m_save);
    setTabOrder(m_save, m_more);
    const auto note = [this] {
        const QString text = m_note->text().trimmed();
        if (text.isEmpty())
            return;
        showNote(false);
        emit noted(text);
    };
    connect(m_all, &QPushButton::clicked, this, &SelectionBar::allWanted);
    connect(m_save, &QPushButton::clicked, this, &SelectionBar::saveWanted);
    connect(m_acknowledge, &QPushButton::clicked, this, &SelectionBar::askForNote);
    connect(m_done, &QPushButton::clicked, this, note);
    connect(m_note, &QLineEdit::returnPressed, this, note);
    connect(m_note, &QLineEdit::textChanged, this,
            [this](const QString& text) { m_done->setEnabled(!text.trimmed().isEmpty()); });
    showNote(false);
    setVisible(false);
}

QPushButton* SelectionBar::addDeed(const QString& text, const char* name, Deed deed)
{
    auto* button = new QPushButton(text, this);
    button->setObjectName(QLatin1String(name));
    button->setProperty("deed", static_cast<int>(deed));
    connect(button, &QPushButton::clicked, this, [this, deed] { emit deedWanted(deed); });
    m_deeds.push_back(button);
    return button;
}

void SelectionBar::setChosen(const ChosenMessages& chosen, bool areHeld)
{
    m_count->setText(tr("%1 selected").arg(countWords(chosen.count)));
    m_all->setText(tr("Select all %1").arg(countWords(chosen.all)));
    m_hasSeveral = chosen.count > 1;
    m_hasMore = !chosen.areAll;
    m_areHeld = areHeld;
    showNote(!m_note->isHidden());
    setVisible(chosen.count > 0);
}

void SelectionBar::askForNote()
{
    m_note->clear();
    m_done->setEnabled(false);
    showNote(true);
    m_note->setFocus();
}

void SelectionBar::showNote(bool shown)
{
    m_note->setVisible(shown);
    m_done->setVisible(shown);
    m_all->setVisible(!shown && m_hasMore);
    m_acknowledge->setVisible(!shown && !m_hasSeveral);
    m_save->setVisible(!shown && !m_hasSeveral);
    m_more->setVisible(!shown && m_hasSeveral);
    for (QPushButton* button : m_deeds) {
        const int deed = button->property("deed").toInt();
        const bool fits = (deed == static_cast<int>(Deed::Release)) == m_areHeld;
        button->setVisible(!shown && m_hasSeveral && fits);
    }
    m_buttons->setVisible(!shown);
    arrange();
}

void SelectionBar::arrange()
{
    const int needed = m_head->minimumSizeHint().width() + barGap + m_buttons->minimumSizeHint().width();
    const bool isOneLine = needed <= width() - 2 * barMargin;
    if (isOneLine == m_isOneLine)
        return;
    m_isOneLine = isOneLine;
    m_lines->removeWidget(m_buttons);
    if (isOneLine)
        m_lines->addWidget(m_buttons, 0, 1);
    else
        m_lines->addWidget(m_buttons, 1, 0, 1, 2, Qt::AlignRight);
}

void SelectionBar::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    arrange();
}

void SelectionBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !m_note->isHidden())
        showNote(false);
    else
        QFrame::keyPressEvent(event);
}

} // namespace connectorscope
