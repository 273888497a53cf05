#include "ui/detail/why/ask_row.h"

#include "ui/theme/flow_layout.h"
#include "ui/theme/style_sheet.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace connectorscope {
namespace {

constexpr int longestAnswer = 500;

QLabel* makeAskLabel(QWidget* parent, const char* name, const char* role)
{
    auto* label = new QLabel(parent);
    label->setObjectName(QLatin1String(name));
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setRole(label, role);
    return label;
}

} // namespace

AskRow::AskRow(QWidget* parent)
    : QWidget(parent)
    , m_text(makeAskLabel(this, "askText", "section"))
    , m_proposalsBox(new QWidget(this))
    , m_proposals(new FlowLayout(8, m_proposalsBox))
    , m_line(new QWidget(this))
    , m_field(new QLineEdit(m_line))
    , m_confirm(new QPushButton(m_line))
    , m_fault(makeAskLabel(this, "askFault", "fault"))
{
    setObjectName(QStringLiteral("askRow"));
    m_field->setObjectName(QStringLiteral("askField"));
    m_field->setMaxLength(longestAnswer);
    m_confirm->setObjectName(QStringLiteral("askConfirm"));
    setRole(m_confirm, "primary");
    auto* cancel = new QPushButton(tr("Cancel"), m_line);
    cancel->setObjectName(QStringLiteral("askCancel"));
    setRole(cancel, "quiet");
    auto* line = new QHBoxLayout(m_line);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(m_field, 1);
    line->addWidget(m_confirm);
    line->addWidget(cancel);
    line->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_text);
    layout->addWidget(m_proposalsBox);
    layout->addWidget(m_line);
    layout->addWidget(m_fault);
    const auto takeField = [this] { answer(m_field->text().trimmed()); };
    connect(m_confirm, &QPushButton::clicked, this, takeField);
    connect(m_field, &QLineEdit::returnPressed, this, takeField);
    connect(m_field, &QLineEdit::textEdited, m_fault, &QWidget::hide);
    connect(cancel, &QPushButton::clicked, this, &AskRow::withdraw);
    setVisible(false);
}

void AskRow::ask(const Question& question, std::function<void(const QString& answer)> take)
{
    m_question = question;
    m_take = std::move(take);
    m_text->setText(question.text);
    m_text->setVisible(!question.text.isEmpty());
    while (QLayoutItem* item = m_proposals->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const auto& [proposed, why] : question.proposals) {
        auto* button = new QPushButton(proposed, m_proposalsBox);
        button->setObjectName(QStringLiteral("askProposal%1").arg(m_proposals->count()));
        button->setToolTip(why);
        button->setAccessibleDescription(why);
        connect(button, &QPushButton::clicked, this, [this, text = proposed] { answer(text); });
        m_proposals->addWidget(button);
        button->show();
    }
    m_proposalsBox->setVisible(!question.proposals.empty());
    m_field->clear();
    m_field->setPlaceholderText(question.placeholder);
    m_field->setAccessibleName(question.field);
    m_field->setVisible(!question.field.isEmpty());
    auto* completer = new QCompleter(question.completions, m_field);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    delete m_field->completer();
    m_field->setCompleter(completer);
    m_confirm->setText(question.confirm);
    m_fault->hide();
    setVisible(true);
    if (question.field.isEmpty())
        m_confirm->setFocus();
    else
        m_field->setFocus();
}

void AskRow::withdraw()
{
    m_take = {};
    setVisible(false);
}

void AskRow::answer(const QString& text)
{
    const QString fault = m_question.check ? m_question.check(text) : QString();
    m_fault->setText(fault);
    m_fault->setVisible(!fault.isEmpty());
    if (!fault.isEmpty() || !m_take)
        return;
    const auto take = std::move(m_take);
    withdraw();
    take(text);
}

void AskRow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        withdraw();
    else
        QWidget::keyPressEvent(event);
}

} // namespace connectorscope
