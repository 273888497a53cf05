#include "ui/detail/transfer/transfer_page.h"

#include "ui/acting/act_words.h"
#include "ui/detail/transfer/diff_view.h"
#include "ui/detail/transfer/line_diff.h"
#include "ui/theme/sense.h"
#include "ui/theme/sense_chip.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace connectorscope {
namespace {

constexpr int mostNamed = 20; ///< recipients, warnings

QString titleText(CauseId cause)
{
    const std::string_view title = causeOf(cause).title;
    return QString::fromUtf8(title.data(), static_cast<qsizetype>(title.size()));
}

} // namespace

TransferPage::TransferPage(QWidget* parent)
    : QScrollArea(parent)
{
    setObjectName(QStringLiteral("transferPage"));
    setAccessibleName(tr("What a transfer would do"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    clear(false);
}

void TransferPage::clear(bool isReading)
{
    m_proposal.reset();
    m_dryRun.reset();
    m_dryRunError.reset();
    m_isReading = isReading;
    m_isDryRunning = false;
    update();
}

void TransferPage::endReading()
{
    if (!m_isReading)
        return;
    m_isReading = false;
    update();
}

void TransferPage::setProposal(const RepairProposal& proposal)
{
    m_proposal = proposal;
    m_isReading = false;
    update();
}

void TransferPage::offerDryRun(bool offered)
{
    m_isDryRunOffered = offered;
    update();
}

void TransferPage::tryIt()
{
    if (!m_isDryRunOffered || m_isDryRunning)
        return;
    m_isDryRunning = true;
    if (auto* button = findChild<QPushButton*>(QStringLiteral("dryRun")))
        button->setEnabled(false);
    emit dryRunWished();
}

void TransferPage::offerSaving(bool offered)
{
    m_isSavingOffered = offered;
    update();
}

void TransferPage::setDryRun(const RequeuePreview& preview)
{
    m_dryRun = preview;
    m_dryRunError.reset();
    m_isDryRunning = false;
    update();
}

void TransferPage::setDryRunError(const Error& error)
{
    m_dryRunError = error;
    m_isDryRunning = false;
    update();
}

QVBoxLayout* TransferPage::addCard(const QString& heading)
{
    auto* card = new QFrame(widget());
    setRole(card, "card");
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(cardPadding, 14, cardPadding, cardPadding);
    layout->setSpacing(8);
    addText(layout, heading, "section");
    m_cards->addWidget(card);
    return layout;
}

QLabel* TransferPage::addText(QVBoxLayout* layout, const QString& text, const char* role)
{
    auto* label = new QLabel(text, widget());
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (role != nullptr)
        setRole(label, role);
    layout->addWidget(label);
    return label;
}

void TransferPage::addDiff(QVBoxLayout* layout, const Preview& preview)
{
    auto* diff = new DiffView(widget());
    diff->setObjectName(QStringLiteral("repairDiff"));
    diff->setAccessibleName(tr("Lines that the repair changes"));
    diff->setPreview(preview);
    layout->addWidget(diff);
}

void TransferPage::update()
{
    auto* content = new QWidget(this);
    setRole(content, "page");
    m_cards = new QVBoxLayout(content);
    m_cards->setContentsMargins(0, 12, 4, 4);
    m_cards->setSpacing(12);
    setWidget(content); // deletes the one before
    if (m_isDryRunOffered || m_dryRun) {
        QVBoxLayout* layout = addCard(tr("Dry run"));
        if (m_dryRunError)
            addText(layout, shownError(*m_dryRunError))->setObjectName(QStringLiteral("dryRunError"));
        else if (!m_dryRun)
            addText(layout, tr("What requeueing would do is found out without doing it."), "muted");
        else
            addText(layout, tr("Nothing was moved or written. Requeueing would do this:"), "muted");
        if (m_isDryRunOffered) {
            auto* button = new QPushButton(m_dryRun ? tr("Try again") : tr("Try it"), content);
            button->setObjectName(QStringLiteral("dryRun"));
            button->setEnabled(!m_isDryRunning);
            connect(button, &QPushButton::clicked, this, &TransferPage::tryIt);
            layout->addWidget(button, 0, Qt::AlignLeft);
        }
        if (m_dryRun)
            addDryRun(*m_dryRun);
    }
    if (m_proposal && !m_dryRun)
        addRepair(*m_proposal);
    else if (!m_dryRun)
        addText(addCard(tr("Repair")),
                m_isReading ? tr("The message is being read.") : tr("The file has not been read."), "muted");
    m_cards->addStretch();
    content->show();
}

void TransferPage::addRepair(const RepairProposal& proposal)
{
    QVBoxLayout* layout = addCard(tr("Repair"));
    if (proposal.error) {
        addText(layout, shownError(*proposal.error));
        return;
    }
    if (proposal.steps.empty() && proposal.left.empty())
        addText(layout, tr("Nothing needs a repair."), "muted");
    for (const ProposedStep& step : proposal.steps) {
        addText(layout, titleText(step.plan.cause) + QStringLiteral(": ") + shownText(step.plan.what))
            ->setObjectName(QStringLiteral("repairStep"));
        if (step.plan.breaksDkim)
            addText(layout, tr("▲ It breaks the DKIM signature, which covers what is changed."));
        if (step.plan.leavesContentMissing)
            addText(layout, tr("▲ Content stays missing; a note in the message says so."));
        if (step.plan.certainty != Certainty::Certain)
            addText(layout, tr("It had to be guessed from the bytes."), "muted");
        addDiff(layout, step.preview);
    }
    for (const Unrepaired& left : proposal.left)
        addText(layout,
                tr("%1 is not repaired: %2.").arg(titleText(left.cause), shownText(left.reason.message)),
                "muted");
    if (proposal.steps.empty())
        return;
    addText(layout, proposal.helps() ? tr("✓ After that the message passes.")
                                     : tr("◆ Even after that the message does not pass."))
        ->setObjectName(QStringLiteral("repairOutcome"));
    if (!m_isSavingOffered)
        return;
    auto* save = new QPushButton(tr("Save repaired copy…"), widget());
    save->setObjectName(QStringLiteral("saveRepaired"));
    connect(save, &QPushButton::clicked, this, &TransferPage::chooseFile);
    layout->addWidget(save, 0, Qt::AlignLeft);
}

void TransferPage::addDryRun(const RequeuePreview& preview)
{
    QVBoxLayout* outcome = addCard(preview.passes() ? tr("It would pass") : tr("It would be refused"));
    for (const Refusal& refusal : preview.refusals)
        addText(outcome, tr("◆ %1").arg(refusalWords(refusal)))
            ->setObjectName(QStringLiteral("dryRunRefusal"));
    int warnings = 0;
    for (const std::string& warning : preview.warnings)
        if (++warnings <= mostNamed)
            addText(outcome, tr("▲ %1").arg(asSentence(shownText(warning))));
    for (const PlannedStep& step : preview.steps) {
        const bool happens = preview.passes() && !step.skipped;
        addText(outcome, (happens ? tr("✓ %1") : tr("– %1")).arg(shownText(step.what)),
                happens ? nullptr : "muted")
            ->setObjectName(QStringLiteral("dryRunStep"));
    }
    addNextDeed(outcome, preview);
    if (preview.envelope) {
        QVBoxLayout* envelope = addCard(tr("Envelope"));
        addText(envelope, tr("From %1").arg(preview.envelope->sender.empty()
                                                ? QStringLiteral("<>")
                                                : shownText(preview.envelope->sender, 200)));
        int named = 0;
        for (const PlannedRecipient& recipient : preview.envelope->recipients)
            if (++named <= mostNamed)
                addText(envelope, tr("To %1").arg(shownText(recipient.mailbox, 200)));
        if (named > mostNamed)
            addText(envelope, tr("and %1 more").arg(named - mostNamed), "muted");
        const std::size_t leftOut = preview.envelope->leftOut.size();
        if (leftOut > 0)
            addText(envelope,
                    leftOut == 1 ? tr("1 address of another domain is left out.")
                                 : tr("%1 addresses of other domains are left out.").arg(countWords(leftOut)),
                    "muted");
    }
    QVBoxLayout* headers = addCard(tr("Headers before and after"));
    auto* diff = new DiffView(widget());
    diff->setObjectName(QStringLiteral("headerDiff"));
    diff->setAccessibleName(tr("Headers before and after the transfer"));
    diff->setLines(diffLines(preview.headerBefore, preview.headerAfter), preview.headerIsCut);
    headers->addWidget(diff);
    for (const PlannedRepair& repair : preview.repairs) {
        QVBoxLayout* card = addCard(tr("Repair"));
        addText(card, titleText(repair.plan.cause) + QStringLiteral(": ") + shownText(repair.plan.what));
        addDiff(card, repair.diff);
    }
}

void TransferPage::addNextDeed(QVBoxLayout* layout, const RequeuePreview& preview)
{
    Deed deed = preview.repairs.empty() ? Deed::Requeue : Deed::RepairAndRequeue;
    QString text = preview.repairs.empty() ? tr("Requeue") : tr("Repair and requeue");
    if (!preview.passes()) {
        const NextStep step = nextStepOf(preview.refusals.front());
        text = nextStepText(step);
        if (step == NextStep::Repair)
            deed = Deed::RepairAndRequeue;
        else if (step == NextStep::ChooseMailbox)
            deed = Deed::ChooseMailbox;
        else
            return;
    }
    auto* button = new QPushButton(text, widget());
    button->setObjectName(QStringLiteral("dryRunDeed"));
    setRole(button, "primary");
    connect(button, &QPushButton::clicked, this, [this, deed] { emit deedWished(deed); });
    layout->addWidget(button, 0, Qt::AlignLeft);
}

void TransferPage::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Save repaired copy"));
    dialog->setObjectName(QStringLiteral("saveRepairedDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // a file that is there is never replaced
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    dialog->selectFile(QStringLiteral("repaired.eml"));
    connect(dialog, &QFileDialog::fileSelected, this, &TransferPage::saveRepairedWished);
    dialog->open();
}

} // namespace connectorscope
