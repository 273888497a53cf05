#include "ui/acting/plan_bar.h"

#include "ui/acting/act_words.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"

#include <QCheckBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace connectorscope {
namespace {

constexpr std::size_t mostLinesOfPlan = 4;
constexpr int planProgressWidth = 180;
constexpr int longestMailbox = 320;

} // namespace

PlanBar::PlanBar(QWidget* parent)
    : QFrame(parent)
    , m_title(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_close(new QPushButton(tr("Cancel"), this))
    , m_go(new QPushButton(this))
    , m_reasons(new QLabel(this))
    , m_repair(new QCheckBox(tr("Repair what would fail again"), this))
    , m_mailbox(makeAsked(tr("Mailbox"), QStringLiteral("planMailbox")))
    , m_sender(makeAsked(tr("Sender"), QStringLiteral("planSender")))
{
    setObjectName(QStringLiteral("planBar"));
    setRole(this, "panel");
    setAccessibleName(tr("What will happen"));
    m_title->setObjectName(QStringLiteral("planTitle"));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    setRole(m_title, "section");
    m_progress->setObjectName(QStringLiteral("planProgress"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(planProgressWidth);
    m_go->setObjectName(QStringLiteral("planGo"));
    setRole(m_go, "primary");
    m_close->setObjectName(QStringLiteral("planClose"));
    setRole(m_close, "quiet");
    m_reasons->setObjectName(QStringLiteral("planReasons"));
    m_reasons->setTextFormat(Qt::PlainText);
    m_reasons->setWordWrap(true);
    setRole(m_reasons, "muted");
    m_repair->setObjectName(QStringLiteral("planRepair"));
    m_repair->setChecked(true);
    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_title, 1);
    top->addWidget(m_progress);
    top->addWidget(m_close);
    top->addWidget(m_go);
    auto* wishes = new QHBoxLayout;
    wishes->setSpacing(8);
    wishes->addWidget(m_repair);
    wishes->addStretch(1);
    auto* more = new QHBoxLayout; // both do not fit beside the wish to repair
    more->setSpacing(8);
    more->addStretch(1);
    const auto add = [](QHBoxLayout& line, const Asked& asked) {
        line.addWidget(asked.label);
        line.addWidget(asked.field);
        line.addWidget(asked.use);
    };
    add(*wishes, m_mailbox);
    add(*more, m_sender);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(cardPadding, 10, cardPadding, 10);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_reasons);
    layout->addLayout(wishes);
    layout->addLayout(more);
    const auto change = [this] { emit wishChanged(wish()); };
    connect(m_repair, &QCheckBox::toggled, this, change);
    for (const Asked& asked : {m_sender, m_mailbox}) {
        connect(asked.use, &QPushButton::clicked, this, change);
        connect(asked.field, &QLineEdit::returnPressed, this, change);
    }
    connect(m_go, &QPushButton::clicked, this, &PlanBar::goWished);
    connect(m_close, &QPushButton::clicked, this, &PlanBar::closeWished);
    setVisible(false);
}

PlanBar::Asked PlanBar::makeAsked(const QString& name, const QString& object)
{
    Asked asked;
    asked.label = new QLabel(this);
    asked.label->setTextFormat(Qt::PlainText);
    asked.field = new QLineEdit(this);
    asked.field->setObjectName(object);
    asked.field->setAccessibleName(name);
    asked.field->setPlaceholderText(name);
    asked.field->setMaxLength(longestMailbox);
    asked.field->setMinimumWidth(planProgressWidth);
    asked.use = new QPushButton(tr("Use"), this);
    asked.use->setObjectName(object + QStringLiteral("Use"));
    asked.use->setAccessibleName(tr("Use: %1").arg(name));
    showAsked(asked, {});
    return asked;
}

void PlanBar::showAsked(const Asked& asked, const QString& text)
{
    asked.label->setText(text);
    for (QWidget* part : std::initializer_list<QWidget*>{asked.label, asked.field, asked.use})
        part->setVisible(!text.isEmpty());
}

void PlanBar::setMailboxes(const QStringList& mailboxes)
{
    auto* completer = new QCompleter(mailboxes, m_mailbox.field);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_mailbox.field->setCompleter(completer);
}

BulkWish PlanBar::wish() const
{
    return {m_repair->isChecked(), m_mailbox.field->text().trimmed().toStdString(),
            m_sender.field->text().trimmed().toStdString()};
}

void PlanBar::begin()
{
    m_mailbox.field->clear();
    m_sender.field->clear();
    showLooking(0, 0);
    m_close->setFocus();
}

void PlanBar::showLooking(std::uint64_t done, std::uint64_t total)
{
    m_title->setText(total == 0
                         ? tr("Looking what will happen")
                         : tr("Looking what will happen: %1 of %2").arg(countWords(done), countWords(total)));
    m_progress->setRange(0, total == 0 ? 0 : planProgressWidth);
    m_progress->setValue(total == 0 ? 0 : static_cast<int>(done * planProgressWidth / total));
    m_progress->setVisible(true);
    m_go->setVisible(false);
    m_reasons->setVisible(false);
    setVisible(true);
}

void PlanBar::showPlan(const BulkPlan& plan)
{
    const QSignalBlocker quiet(m_repair);
    m_repair->setChecked(plan.wish.repair);
    m_title->setText(planWords(plan));
    m_progress->setVisible(false);
    const std::uint64_t goes = plan.isOneAtFirst ? 1 : plan.goThrough();
    m_go->setText(plan.isOneAtFirst ? tr("Requeue the first one")
                  : goes == 1       ? tr("Requeue 1 message")
                                    : tr("Requeue %1 messages").arg(countWords(goes)));
    m_go->setVisible(goes > 0);
    const QStringList reasons = planReasons(plan, mostLinesOfPlan);
    m_reasons->setText(reasons.join(QLatin1Char('\n')));
    m_reasons->setVisible(!reasons.isEmpty());
    const QString lackMailbox = plan.needMailbox > 0
                                    ? tr("For the %1 that need a mailbox:").arg(countWords(plan.needMailbox))
                                    : tr("Those that needed a mailbox go to:");
    const QString lackSender = plan.needSender > 0
                                   ? tr("For the %1 that need a sender:").arg(countWords(plan.needSender))
                                   : tr("Those that needed a sender are from:");
    showAsked(m_mailbox, plan.needMailbox > 0 || !plan.toMailbox.empty() ? lackMailbox : QString());
    showAsked(m_sender, plan.needSender > 0 || !plan.wish.sender.empty() ? lackSender : QString());
    setVisible(true);
    // Who types elsewhere meanwhile goes on there.
    if (goes > 0 && m_close->hasFocus())
        m_go->setFocus();
}

void PlanBar::showProblem(const QString& text)
{
    m_title->setText(text);
    m_progress->setVisible(false);
    m_go->setVisible(false);
    m_reasons->setVisible(false);
    setVisible(true);
}

void PlanBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        emit closeWished();
    else
        QFrame::keyPressEvent(event);
}

} // namespace connectorscope
