#include "ui/messages/selection_bar.h"

#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace connectorscope {

SelectionBar::SelectionBar(QWidget* parent)
    : QFrame(parent)
    , m_count(new QLabel(this))
    , m_all(new QPushButton(this))
    , m_save(new QPushButton(tr("Save as .eml"), this))
    , m_acknowledge(new QPushButton(tr("Acknowledge"), this))
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
    setRole(m_all, "quiet");
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(8);
    layout->addWidget(m_count);
    layout->addWidget(m_all);
    layout->addWidget(m_note, 1);
    layout->addWidget(m_done);
    layout->addStretch();
    layout->addWidget(m_acknowledge);
    layout->addWidget(m_save);
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

void SelectionBar::setChosen(std::uint64_t chosen, std::uint64_t all)
{
    m_count->setText(tr("%1 selected").arg(countWords(chosen)));
    m_all->setText(tr("Select all %1").arg(countWords(all)));
    m_all->setVisible(chosen < all && m_note->isHidden());
    setVisible(chosen > 0);
}

void SelectionBar::askForNote()
{
    showNote(true);
    m_note->setFocus();
}

void SelectionBar::showNote(bool shown)
{
    m_note->clear();
    m_done->setEnabled(false);
    m_note->setVisible(shown);
    m_done->setVisible(shown);
    m_acknowledge->setVisible(!shown);
    m_save->setVisible(!shown);
    if (shown)
        m_all->setVisible(false);
}

void SelectionBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !m_note->isHidden())
        showNote(false);
    else
        QFrame::keyPressEvent(event);
}

} // namespace connectorscope
