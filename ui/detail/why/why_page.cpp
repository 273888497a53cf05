#include "ui/detail/why/why_page.h"

#include "core/diagnosis/limit_words.h"
#include "ui/detail/why/ask_row.h"
#include "ui/detail/why/deed_order.h"
#include "ui/detail/why/deed_questions.h"
#include "ui/detail/why/proof_view.h"
#include "ui/theme/flow_layout.h"
#include "ui/theme/sense.h"
#include "ui/theme/sense_chip.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace connectorscope {
namespace {

constexpr int mostOthers = 30;

QString catalogueText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// "CDO_E_FROM_MISSING · 0x8004020D · documented by the vendor"
QString codeText(const Cause& cause)
{
    QStringList words;
    for (const std::string_view word : {cause.symbol, cause.hresult})
        if (!word.empty())
            words << catalogueText(word);
    words << basisText(cause.basis);
    return words.join(QStringLiteral(" \u00B7 "));
}

/// Where nothing is wrong with a message, who has to do with it.
QString soundWords(const std::optional<MessageRow>& row)
{
    return row && row->place.folder == FolderKind::PickUp
               ? WhyPage::tr(
                     "It lies in PickUp, from where the SMTP service takes it. If it stays there, look at "
                     "that service.")
               : WhyPage::tr("Nothing was found in it that would stop the transfer.");
}

} // namespace

int WhyPage::primaryIndex() const
{
    const std::optional<CauseId> primary = m_request.row ? m_request.row->primary
                                           : m_message   ? m_message->diagnosis.primary
                                                         : std::nullopt;
    const auto found = primary ? std::ranges::find(m_findings, *primary, &Finding::cause) : m_findings.end();
    return found == m_findings.end() ? -1 : static_cast<int>(found - m_findings.begin());
}

Verdict WhyPage::verdict() const
{
    if (m_request.row)
        return m_request.row->verdict;
    return m_message ? m_message->diagnosis.verdict : Verdict::Pending;
}

void WhyPage::setRequest(const DetailRequest& request)
{
    m_request = request;
    m_message.reset();
    m_proposal.reset();
    m_findings = request.findings;
    m_isUnreadable = false;
    m_ask->withdraw();
    update();
    ensureVisible(0, 0);
}

void WhyPage::setUnreadable()
{
    m_isUnreadable = true;
    update();
}

void WhyPage::setLoaded(const LoadedPointer& message)
{
    m_message = message;
    m_isUnreadable = false;
    m_findings = message->findings;
    update();
}

void WhyPage::setProposal(const RepairProposal& proposal)
{
    m_proposal = proposal;
    update();
}

void WhyPage::setOffered(Deeds offered)
{
    m_offered = offered;
    update();
}

void WhyPage::update()
{
    const int index = primaryIndex();
    const Finding* primary = index < 0 ? nullptr : &m_findings[static_cast<std::size_t>(index)];
    updateCause(primary);
    updateDeeds(primary);
    updateOthers(index);
    updateNoted();
}

void WhyPage::updateCause(const Finding* primary)
{
    const int index = primaryIndex();
    const bool isKnown = m_request.row.has_value() || m_message != nullptr;
    m_chip->setVisible(isKnown);
    m_chip->set(senseOf(verdict()), wordOf(verdict()));
    const std::optional<CauseId> cause = primary != nullptr ? std::optional(primary->cause)
                                         : m_request.row    ? m_request.row->primary
                                                            : std::nullopt;
    if (cause) {
        m_title->setText(catalogueText(causeOf(*cause).title));
        m_meaning->setText(meaningText(causeOf(*cause)));
        m_code->setText(codeText(causeOf(*cause)));
    } else if (isKnown) {
        m_title->setText(verdict() == Verdict::Pending ? tr("Not judged yet")
                                                       : tr("Nothing is wrong with this message"));
        m_meaning->setText(
            verdict() == Verdict::Pending
                ? tr("The message is on its way, or has just arrived. It is judged when it has settled.")
                : soundWords(m_request.row));
    } else if (m_isUnreadable) {
        m_title->setText(tr("The file could not be read"));
        m_meaning->setText(tr("What is found in it will stand here when it can be read."));
    } else {
        m_title->setText(tr("Reading the message"));
        m_meaning->setText(tr("What was found in it will stand here."));
    }
    m_code->setVisible(cause.has_value());
    m_code->setToolTip(
        tr("What the event log of the server shows, and how sure it is that this cause fails the transfer"));

    const bool isMeasured = primary != nullptr && isOfSize(primary->cause); // its bytes would prove nothing
    const bool hasProof = primary != nullptr && !isMeasured && m_message &&
                          static_cast<std::size_t>(index) < m_message->proofs.size();
    m_proof->setVisible(hasProof);
    m_inSource->setVisible(hasProof);
    if (hasProof) {
        m_proof->set(*primary, m_message->proofs[static_cast<std::size_t>(index)]);
        if (m_proposal)
            for (const ProposedStep& step : m_proposal->steps)
                if (step.plan.cause == primary->cause)
                    m_proof->setAddedLines(step.preview.hunks);
    }
    m_evidence->setVisible(!hasProof && primary != nullptr && !primary->evidence.empty());
    if (primary != nullptr)
        m_evidence->setText(
            isMeasured ? shownText(primary->evidence)
                       : tr("Line %1: %2").arg(countWords(primary->line), shownText(primary->evidence)));
}

QString WhyPage::meaningText(const Cause& cause) const
{
    return catalogueText(meaningWithin(m_request.options.context, m_request.options.limits, cause));
}

bool WhyPage::canRepair(const Cause* cause) const
{
    if (m_proposal)
        return m_proposal->helps() || questionOf(*m_proposal, {}).has_value();
    return cause != nullptr && !cause->repair.empty();
}

const Cause* WhyPage::primaryCause(const Finding* primary) const
{
    if (primary != nullptr)
        return &causeOf(primary->cause);
    return m_request.row && m_request.row->primary ? &causeOf(*m_request.row->primary) : nullptr;
}

RequeueOptions WhyPage::requeueOptions() const
{
    RequeueOptions options;
    options.repair = m_proposal && !m_proposal->steps.empty();
    return options;
}

void WhyPage::begin(Deed deed)
{
    if (!m_offered.testFlag(deed))
        return;
    switch (deed) {
    case Deed::Requeue:
        emit requeueWished({});
        break;
    case Deed::RepairAndRequeue: {
        RequeueOptions options;
        options.repair = true;
        askAndRequeue(options);
        break;
    }
    case Deed::ChooseMailbox:
        askForMailbox();
        break;
    case Deed::Acknowledge:
        askForNote();
        break;
    case Deed::Hold:
    case Deed::Release:
    case Deed::Remove:
        emit deedWished(deed);
        break;
    }
}

void WhyPage::askAndRequeue(const RequeueOptions& answered)
{
    const auto question = m_proposal ? questionOf(*m_proposal, answered) : std::nullopt;
    if (!question) {
        emit requeueWished(answered);
        return;
    }
    m_ask->ask(wordsOf(*question, m_request, m_message),
               [this, question, options = answered](const QString& answer) mutable {
                   if (*question == DeedQuestion::From)
                       options.from = answer.toStdString();
                   else if (*question == DeedQuestion::Mailbox)
                       options.to = {answer.toStdString()};
                   else
                       options.leaveMissing = true;
                   askAndRequeue(options);
               });
    showQuestion();
}

void WhyPage::showQuestion()
{
    // It has its place when the page has been laid out.
    QTimer::singleShot(0, m_ask, [this] { ensureWidgetVisible(m_ask); });
}

void WhyPage::askForMailbox()
{
    m_ask->ask(wordsOf(DeedQuestion::Mailbox, m_request, m_message), [this](const QString& answer) {
        RequeueOptions options = requeueOptions();
        options.to = {answer.toStdString()};
        options.repair = options.repair || m_request.repairsRecipient;
        emit requeueWished(options);
    });
    showQuestion();
}

void WhyPage::askForNote()
{
    AskRow::Question note;
    note.field = tr("Note");
    note.placeholder = tr("What you know of it");
    note.confirm = tr("Acknowledge");
    m_ask->ask(note, [this](const QString& answer) { emit acknowledgeWished(answer); });
    showQuestion();
}

void WhyPage::updateDeeds(const Finding* primary)
{
    const Cause* cause = primaryCause(primary);
    m_advice->setText(cause != nullptr ? catalogueText(cause->advice) : QString());
    m_advice->setVisible(cause != nullptr);
    while (QLayoutItem* item = m_buttons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const MessageState state = m_request.row ? m_request.row->state : MessageState::Present;
    const DeedOrder order = orderOfDeeds(cause, state, m_offered, canRepair(cause));
    const bool asks = m_proposal && questionOf(*m_proposal, {}).has_value();
    const bool isOneRepair =
        !m_proposal || m_proposal->steps.size() == 1 || (m_proposal->steps.empty() && asks);
    std::string_view repair = cause != nullptr && isOneRepair ? cause->repair : std::string_view();
    if (m_proposal && m_proposal->steps.size() == 1)
        repair = m_proposal->steps.front().plan.name;
    for (const Deed deed : order.deeds) {
        const QString more = deed == Deed::RepairAndRequeue && asks ? QStringLiteral("…") : QString();
        auto* button = new QPushButton(deedText(deed, cause, repair) + more, m_deedsCard);
        button->setObjectName(QStringLiteral("deed%1").arg(static_cast<int>(deed)));
        if (order.primary == deed)
            setRole(button, "primary");
        connect(button, &QPushButton::clicked, this, [this, deed] { begin(deed); });
        m_buttons->addWidget(button);
        button->show();
    }
    m_buttonsBox->setVisible(!order.deeds.empty());
    QStringList notes;
    if (m_proposal) {
        for (const ProposedStep& step : m_proposal->steps) {
            notes << shownText(step.plan.what);
            if (step.plan.breaksDkim)
                notes << tr("It breaks the DKIM signature.");
            if (step.plan.leavesContentMissing)
                notes << tr("Content stays missing; a note in the message says so.");
        }
        if (!m_proposal->steps.empty())
            notes << (m_proposal->helps() ? tr("After that the message passes.")
                      : asks              ? tr("One thing more is asked for.")
                                          : tr("Even after that the message does not pass."));
    }
    const bool isMendable =
        m_proposal && !m_proposal->left.empty() && !causeOf(m_proposal->left.front().cause).repair.empty();
    if (isMendable && m_proposal->steps.empty() && !asks)
        notes << tr("No repair: %1.").arg(shownText(m_proposal->left.front().reason.message));
    m_repairNote->setText(notes.join(QLatin1Char(' ')));
    m_repairNote->setVisible(!notes.isEmpty());
    m_deedsCard->setVisible(cause != nullptr || !order.deeds.empty());
}

void WhyPage::updateOthers(int primary)
{
    while (QLayoutItem* item = m_others->takeAt(1)) { // the heading stays
        if (item->widget() != nullptr)
            item->widget()->deleteLater();
        delete item;
    }
    int shown = 0;
    for (std::size_t i = 0; i < m_findings.size() && shown < mostOthers; ++i) {
        if (static_cast<int>(i) == primary)
            continue;
        const Finding& finding = m_findings[i];
        const Sense sense = senseOf(finding.severity);
        auto* row = new QPushButton(m_othersCard);
        row->setObjectName(QStringLiteral("otherFinding%1").arg(i));
        setRole(row, "row");
        const QString where = tr("line %1").arg(countWords(finding.line));
        row->setText(QStringLiteral("%1  %2 \u00B7 %3 \u00B7 %4")
                         .arg(signOf(sense), catalogueText(causeOf(finding.cause).title),
                              wordOf(finding.severity), where));
        setSense(row, sense);
        row->setToolTip(meaningText(causeOf(finding.cause)));
        row->setAccessibleDescription(meaningText(causeOf(finding.cause)));
        connect(row, &QPushButton::clicked, this, [this, i] { emit proofWished(static_cast<int>(i)); });
        m_others->addWidget(row);
        ++shown;
    }
    m_othersCard->setVisible(shown > 0);
}

void WhyPage::updateNoted()
{
    const std::optional<Acknowledgement>& noted = m_request.acknowledgement;
    m_notedCard->setVisible(noted.has_value());
    if (noted)
        m_noted->setText(tr("%1\n%2, %3")
                             .arg(noted->note.empty() ? tr("Acknowledged.") : shownText(noted->note),
                                  shownText(noted->actor.account, 100), exactTime(noted->at)));
}

} // namespace connectorscope
