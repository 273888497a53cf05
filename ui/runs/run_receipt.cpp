#include "ui/runs/run_receipt.h"

#include "core/base/path_text.h"
#include "core/pipeline/retry_policy.h"
#include "core/pipeline/run_text.h"
#include "ui/runs/breakable.h"
#include "ui/runs/receipt_text.h"
#include "ui/runs/run_words.h"
#include "ui/runs/step_list.h"
#include "ui/theme/flow_layout.h"
#include "ui/theme/sense.h"
#include "ui/theme/sense_chip.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace connectorscope {
namespace {

constexpr int sideMargin = 18;
constexpr int factLabelWidth = 92;
constexpr int leastWidth = 345; ///< two buttons side by side

QLabel* plainLabel(QWidget* parent, const char* role)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setRole(label, role);
    return label;
}

QFrame* cardIn(QVBoxLayout& layout, QWidget* parent, QVBoxLayout*& inside)
{
    auto* card = new QFrame(parent);
    setRole(card, "card");
    inside = new QVBoxLayout(card);
    inside->setContentsMargins(cardPadding, 12, cardPadding, 12);
    inside->setSpacing(8);
    layout.addWidget(card);
    return card;
}

} // namespace

RunReceiptView::RunReceiptView(QWidget* parent)
    : QWidget(parent)
    , m_scroll(new QScrollArea(this))
    , m_empty(plainLabel(this, "muted"))
{
    setObjectName(QStringLiteral("runReceipt"));
    setRole(this, "page");
    setMinimumWidth(leastWidth);
    m_empty->setObjectName(QStringLiteral("receiptEmpty"));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setText(tr("Choose a run to see what was done, by whom, and what became of it."));
    auto* inside = new QWidget;
    setRole(inside, "page");
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(sideMargin, 16, sideMargin, 16);
    column->setSpacing(12);
    buildHead(*column);
    buildDecision(*column);
    QVBoxLayout* steps = nullptr;
    cardIn(*column, inside, steps);
    auto* heading = plainLabel(inside, "section");
    heading->setText(tr("What was done"));
    steps->addWidget(heading);
    m_steps = new StepList(inside);
    steps->addWidget(m_steps);
    buildFacts(*column);
    column->addStretch();
    m_scroll->setAccessibleName(tr("Receipt"));
    m_scroll->setWidget(inside);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_scroll, 1);
    m_empty->setMargin(24);
    layout->addWidget(m_empty, 1);
    show(nullptr);
}

void RunReceiptView::buildHead(QVBoxLayout& layout)
{
    m_about = plainLabel(this, "small");
    m_about->setObjectName(QStringLiteral("runAbout"));
    m_subject = plainLabel(this, "title");
    m_subject->setObjectName(QStringLiteral("runSubject"));
    m_chip = new SenseChip(this);
    m_outcome = plainLabel(this, "");
    m_outcome->setObjectName(QStringLiteral("runOutcome"));
    m_undo = new QPushButton(tr("Take it back"), this);
    m_undo->setObjectName(QStringLiteral("undoRun"));
    setRole(m_undo, "primary");
    m_open = new QPushButton(tr("Open the message"), this);
    m_open->setObjectName(QStringLiteral("openMessage"));
    m_open->setToolTip(tr("Return"));
    m_copy = new QPushButton(tr("Copy receipt"), this);
    m_copy->setObjectName(QStringLiteral("copyReceipt"));
    m_copy->setToolTip(tr("Ctrl+C"));
    m_undoNote = plainLabel(this, "small");
    m_undoNote->setObjectName(QStringLiteral("undoNote"));
    auto* undo = new QHBoxLayout;
    undo->addWidget(m_undo);
    undo->addStretch();
    auto* buttons = new FlowLayout(8);
    buttons->addWidget(m_open);
    buttons->addWidget(m_copy);
    auto* first = new QHBoxLayout;
    first->addWidget(m_chip);
    first->addStretch();
    layout.addWidget(m_about);
    layout.addWidget(m_subject);
    layout.addLayout(first);
    layout.addWidget(m_outcome);
    layout.addLayout(undo);
    layout.addWidget(m_undoNote);
    layout.addLayout(buttons);
    connect(m_undo, &QPushButton::clicked, this, [this] {
        if (m_row)
            emit undoWished(m_row->run.id);
    });
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (m_row)
            emit openMessageWished(m_row->run.message);
    });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        copy();
        emit copied();
    });
}

void RunReceiptView::buildDecision(QVBoxLayout& layout)
{
    QVBoxLayout* inside = nullptr;
    m_decision = cardIn(layout, this, inside);
    m_decision->setObjectName(QStringLiteral("decisionCard"));
    auto* heading = plainLabel(this, "section");
    heading->setText(tr("You have to decide"));
    m_question = plainLabel(this, "");
    inside->addWidget(heading);
    inside->addWidget(m_question);
    const auto add = [this, inside](const QString& title, const QString& what, const char* name,
                                    OutcomeDecision decision) {
        auto* button = new QPushButton(title, this);
        button->setObjectName(QLatin1String(name));
        button->setAccessibleDescription(what);
        auto* explained = plainLabel(this, "small");
        explained->setText(what);
        auto* line = new QHBoxLayout;
        line->addWidget(button);
        line->addStretch();
        inside->addLayout(line);
        inside->addWidget(explained);
        connect(button, &QPushButton::clicked, this, [this, decision] {
            if (m_row)
                emit decisionWished(m_row->run.id, decision);
        });
    };
    add(tr("It was handed over"),
        tr("The claimed original is removed; the vault keeps it. The message does not go out again."),
        "decideHandedOver", OutcomeDecision::HandedOver);
    add(tr("Nobody took it"),
        tr("The original goes back to its folder, from where it can be requeued. If it was taken after all, "
           "its recipients get it twice then."),
        "decideUndone", OutcomeDecision::Undone);
}

void RunReceiptView::buildFacts(QVBoxLayout& layout)
{
    cardIn(layout, this, m_facts);
    m_facts->setSpacing(6);
}

void RunReceiptView::showFacts(const RunSummary& row)
{
    std::vector<std::pair<QString, QString>> facts;
    const RunRow& run = row.run;
    QStringList to;
    for (const std::string& mailbox : recipientsOf(run))
        to << shownText(mailbox, 200);
    facts.emplace_back(
        tr("From"), tr("%1, %2").arg(wordOf(run.source.folder), shownPath(pathFromBytes(run.source.name))));
    if (const std::string made = madeFile(row); !made.empty())
        facts.emplace_back(tr("Became"), shownPath(pathFromBytes(made)));
    if (!to.isEmpty())
        facts.emplace_back(tr("Goes to"), to.join(QStringLiteral(", ")));
    if (run.original)
        facts.emplace_back(tr("In the vault"), shownText(hexText(*run.original)));
    facts.emplace_back(
        tr("By"), tr("%1 on %2").arg(shownText(run.actor.account, 100), shownText(run.actor.machine, 100)));
    facts.emplace_back(tr("Began"), exactTime(run.began));
    if (run.ended)
        facts.emplace_back(tr("Ended"),
                           tr("%1, after %2").arg(exactTime(*run.ended), ageWords(*run.ended - run.began)));
    if (const auto next = m_site ? nextTry(*m_site, run) : run.retryAt)
        facts.emplace_back(run.attempt < mostAutomaticAttempts ? tr("Next try") : tr("Held"),
                           exactTime(*next));
    facts.emplace_back(tr("Run"), shownText(run.id, 40));
    while (m_factLines.size() < facts.size()) {
        auto* line = new QHBoxLayout;
        auto* label = plainLabel(this, "muted");
        label->setFixedWidth(factLabelWidth);
        label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
        auto* value = plainLabel(this, "");
        line->addWidget(label);
        line->addWidget(value, 1);
        m_facts->addLayout(line);
        m_factLines.emplace_back(label, value);
    }
    for (std::size_t i = 0; i < m_factLines.size(); ++i) {
        const auto& [label, value] = m_factLines[i];
        const bool isThere = i < facts.size();
        label->setVisible(isThere);
        value->setVisible(isThere);
        if (!isThere)
            continue;
        label->setText(facts[i].first);
        value->setText(breakable(facts[i].second));
        value->setAccessibleName(tr("%1: %2").arg(facts[i].first, facts[i].second));
    }
}

void RunReceiptView::show(const RunSummary* row)
{
    const bool isAnother = row == nullptr || !m_row || m_row->number != row->number;
    m_row = row == nullptr ? std::nullopt : std::optional(*row);
    m_scroll->setVisible(row != nullptr);
    m_empty->setVisible(row == nullptr);
    if (row == nullptr)
        return;
    const RunRow& run = row->run;
    m_about->setText(
        tr("%1 · %2 · message %3").arg(kindWords(run), senderOf(*row), shownText(run.message, 40)));
    m_subject->setText(subjectOf(*row));
    m_chip->set(senseOf(run.state), chipWord(run.state));
    m_outcome->setText(asSentence(shownText(outcomeOf(run))));
    m_undo->setVisible(canBeUndone(run.state));
    m_undo->setText(run.state == RunState::Deleted ? tr("Bring it back") : tr("Take it back"));
    m_undoNote->setVisible(canBeUndone(run.state));
    m_undoNote->setText(run.state == RunState::Deleted
                            ? tr("The original returns from the vault to its folder.")
                            : tr("As long as nobody has taken it, the original returns to its folder."));
    m_decision->setVisible(canBeDecided(run.state));
    m_question->setText(
        run.state == RunState::UndoUncertain
            ? tr("It was being taken back when the machine stopped. Ask a recipient, or look into the log of "
                 "the SMTP service, whether the message has come.")
            : tr("The machine stopped while it was handed over. Ask a recipient, or look into the log of the "
                 "SMTP service, whether the message has come."));
    m_steps->show(*row);
    showFacts(*row);
    if (isAnother)
        m_scroll->verticalScrollBar()->setValue(0);
}

void RunReceiptView::copy() const
{
    if (m_row && m_site)
        QGuiApplication::clipboard()->setText(receiptText(*m_site, *m_row));
}

} // namespace connectorscope
