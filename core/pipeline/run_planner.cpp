#include "core/pipeline/run_planner.h"

#include "core/base/path_text.h"
#include "core/base/retry.h"
#include "core/diagnosis/recipient_proposal.h"
#include "core/diagnosis/site_context.h"
#include "core/index/journal_writer.h"
#include "core/index/stuck.h"
#include "core/message/message_reader.h"
#include "core/pipeline/envelope.h"
#include "core/pipeline/file_bytes.h"
#include "core/pipeline/plan_text.h"
#include "core/pipeline/refusals.h"
#include "core/pipeline/staging.h"
#include "core/watch/body_hash.h"

namespace connectorscope {

namespace {

/// Reads and judges in one pass, and hashes what passes by.
Result<JudgedMessage> readHashed(RunPlan& plan, const OpenBytes& bytes, const RepairOptions& options,
                                 const std::stop_token& stop)
{
    const auto source = bytes();
    if (!source)
        return fail(source.error());
    Xxh3Hasher content;
    Xxh3Hasher body;
    HashingSource hashing(**source, content, body, stop);
    ReadBuffer buffer;
    auto message = readMessage(hashing, buffer, options.limits);
    if (!message)
        return fail(message.error());
    plan.content = hashing.contentHash();
    JudgedMessage state;
    state.bytes = bytes;
    state.message = std::move(*message);
    state.summary = summarise(state.message);
    state.diagnosis = judge(state.message, state.summary, options.context);
    plan.preview.likeness.body = plan.content;
    if (!state.message.parts.empty())
        plan.preview.likeness.body =
            hashing.bodyHashFrom(state.message.parts.front().bodyOffset).value_or(plan.content);
    const auto from = state.summary.from();
    plan.preview.likeness.from = from.empty() ? std::string() : from.front().spec();
    plan.preview.likeness.subject = state.summary.subject;
    // As the journal tells messages apart; a hostile From or Subject is as long as a header.
    plan.preview.likeness = storedLikeness(plan.preview.likeness);
    return state;
}

/// What the transfer of ours, that led to BadMail, has put before the message.
Edits withoutOwnLines(std::uint64_t end)
{
    Edit edit;
    edit.removed = end;
    return {edit};
}

} // namespace

RunPlanner::RunPlanner(const Site& site, PipelineTools tools)
    : m_site(site)
    , m_tools(std::move(tools))
    , m_context(contextOf(site, FolderKind::None))
    , m_limits(readLimitsOf(site))
{
}

Result<std::unique_ptr<RunPlanner>> RunPlanner::open(const Site& site, const PipelineTools& tools)
{
    std::unique_ptr<RunPlanner> planner(new RunPlanner(site, tools));
    auto runs = RunJournal::open(site.folders.work, tools.actor);
    if (!runs)
        return fail(runs.error());
    auto holds = Holds::open(site.folders.work, tools.actor);
    if (!holds)
        return fail(holds.error());
    auto index = IndexReader::open(site.folders.work);
    if (!index)
        return fail(index.error());
    auto journal = JournalReader::open(site.folders.work);
    if (!journal)
        return fail(journal.error());
    planner->m_runs = std::move(*runs);
    planner->m_holds = std::move(*holds);
    planner->m_index = std::move(*index);
    planner->m_journal = std::move(*journal);
    return planner;
}

Result<RunPlan> RunPlanner::locate(const std::string& message, bool mayBeInPickUp)
{
    RunPlan plan;
    plan.preview.message = message;
    plan.preview.transfer = m_site.pipeline.transfer;
    const auto row = m_index->message(message);
    if (!row)
        return fail(row.error());
    if (!*row) {
        plan.preview.refusals.push_back(noSuchMessage(message));
        return plan;
    }
    plan.preview.source = (*row)->place;
    const auto held = m_holds->hold(message);
    if (!held)
        return fail(held.error());
    const auto runs = m_runs->runsOfMessage(message);
    if (!runs)
        return fail(runs.error());
    const RunRow* const last = runs->empty() ? nullptr : &runs->back();
    if (*held)
        plan.preview.refusals.push_back(isHeld(**held));
    else if (last != nullptr && !isFinished(last->state))
        plan.preview.refusals.push_back(isInRun(*last));
    else if (auto refusal = refusalOfPlace(**row, mayBeInPickUp))
        plan.preview.refusals.push_back(whyNotThere(std::move(*refusal), *runs, **row));
    if (!plan.preview.passes())
        return plan;
    plan.path = pathOf(m_site, (*row)->place);
    const auto info = retryWhileLocked(m_tools.clock, [&] { return m_tools.files.info(plan.path); });
    if (!info)
        plan.preview.refusals.push_back(whyNotThere(cannotRead(info.error()), *runs, **row));
    else if (info->size != (*row)->size || info->modified != (*row)->modified)
        plan.preview.refusals.push_back(wasChanged(plan.path));
    else
        plan.source = *info;
    return plan;
}

Result<RunPlan> RunPlanner::plan(const std::string& message, const RequeueOptions& options, bool forPeople,
                                 std::stop_token stop)
{
    auto plan = locate(message, false);
    if (!plan || !plan->preview.passes())
        return plan;
    if (auto done = read(*plan, plan->preview.source->folder, options, forPeople, stop); !done) {
        if (done.error().code == ErrorCode::Cancelled || plan->preview.passes())
            return fail(done.error());
    }
    if (forPeople)
        showSteps(plan->preview, m_site);
    return plan;
}

Result<RunPlan> RunPlanner::planClaimed(const std::string& message, const std::filesystem::path& claimed,
                                        FolderKind folder, const RequeueOptions& options,
                                        std::stop_token stop)
{
    RunPlan plan;
    plan.preview.message = message;
    plan.preview.transfer = m_site.pipeline.transfer;
    plan.path = claimed;
    const auto info = retryWhileLocked(m_tools.clock, [&] { return m_tools.files.info(claimed); });
    if (!info)
        return fail(info.error());
    plan.source = *info;
    if (auto done = read(plan, folder, options, false, stop); !done)
        return fail(done.error());
    return plan;
}

RepairOptions RunPlanner::repairOptions(const std::string& message, FolderKind folder,
                                        const RequeueOptions& options) const
{
    RepairOptions repairs;
    repairs.context = contextFor(m_context, folder);
    repairs.limits = m_limits;
    repairs.now = m_tools.clock.now();
    repairs.uniqueId = message;
    repairs.leaveMissing = options.leaveMissing;
    repairs.from = options.from;
    if (!options.to.empty())
        repairs.recipient = options.to.front();
    if (!m_site.routing.localDomains.empty())
        repairs.domain = m_site.routing.localDomains.front();
    return repairs;
}

Result<> RunPlanner::read(RunPlan& plan, FolderKind folder, const RequeueOptions& options, bool forPeople,
                          const std::stop_token& stop)
{
    const RepairOptions repairs = repairOptions(plan.preview.message, folder, options);
    const OpenBytes bytes = bytesOfFile(m_tools.files, m_tools.clock, plan.path);
    auto state = readHashed(plan, bytes, repairs, stop);
    if (state && folder == FolderKind::BadMail && !state->message.parts.empty()) {
        const std::uint64_t end = endOfEnvelopeLines(state->message.header());
        if (end > 0 && m_runs->run(tracedRun(state->message.header()))) {
            plan.edits.push_back(withoutOwnLines(end));
            state = readAndJudge(withEdits(bytes, plan.edits.back()), repairs);
        }
    }
    if (!state) {
        if (state.error().code != ErrorCode::Cancelled)
            plan.preview.refusals.push_back(cannotRead(state.error()));
        return fail(state.error());
    }
    const Message before = forPeople ? state->message : Message();
    plan.preview.before = state->diagnosis;
    if (options.repair) {
        if (auto done = repair(plan, *state, options); !done)
            return done;
    }
    plan.preview.after = state->diagnosis;
    if (auto done = refuse(plan, *state, options); !done)
        return done;
    if (forPeople)
        showHeaders(plan.preview, before, state->message);
    return {};
}

Result<> RunPlanner::repair(RunPlan& plan, JudgedMessage& state, const RequeueOptions& options)
{
    RepairOptions repairs = repairOptions(plan.preview.message, FolderKind::None, options);
    const FolderKind folder = plan.preview.source ? plan.preview.source->folder : FolderKind::Failed;
    repairs.context = contextFor(m_context, folder);
    if (repairs.recipient.empty() && !state.message.parts.empty()) {
        const auto proposed = proposeRecipients(state.message, state.diagnosis, *m_context.routing);
        if (!proposed.empty())
            repairs.recipient = proposed.front().mailbox;
    }
    auto outcome = repairAll(state.bytes, repairs, options.cause);
    if (!outcome) {
        plan.preview.refusals.push_back(cannotRead(outcome.error()));
        return fail(outcome.error());
    }
    OpenBytes bytes = outcome->before.bytes;
    for (RepairPlan& step : outcome->steps) {
        auto diff = previewPlan(bytes, step);
        if (!diff) {
            plan.preview.refusals.push_back(cannotRead(diff.error()));
            return fail(diff.error());
        }
        bytes = withEdits(std::move(bytes), step.edits);
        plan.edits.push_back(step.edits);
        plan.preview.repairs.push_back({std::move(step), std::move(*diff)});
    }
    plan.preview.left = std::move(outcome->left);
    state = std::move(outcome->after);
    return {};
}

Result<> RunPlanner::refuse(RunPlan& plan, const JudgedMessage& state, const RequeueOptions& options)
{
    RequeuePreview& preview = plan.preview;
    const bool isBuiltIn = preview.transfer == Carrier::BuiltIn;
    const auto add = [&](std::vector<Refusal> refusals) {
        preview.refusals.insert(preview.refusals.end(), refusals.begin(), refusals.end());
    };
    if (auto refusal = refusalOfDiagnosis(preview.after, isBuiltIn && !options.to.empty(), options.repair))
        preview.refusals.push_back(std::move(*refusal));
    if (state.message.parts.empty())
        return {};
    if (auto refusal = refusalOfEnvelopeLines(state.message.header()); refusal && preview.passes())
        preview.refusals.push_back(std::move(*refusal));
    if (!isBuiltIn && !state.message.header().isWhole())
        preview.refusals.push_back(headerNotRead("Deliver it by hand."));
    if (const std::string traced = tracedRun(state.message.header()); !traced.empty()) {
        const auto run = m_runs->run(traced);
        const bool isOfBadMail = preview.source && preview.source->folder == FolderKind::BadMail;
        if (run && !isOfBadMail)
            preview.refusals.push_back(wentThroughUs(*run));
    }
    if (isBuiltIn) {
        EnvelopeAnswer answer = planEnvelope(state, *m_context.routing, options.to);
        answer.envelope.lines = envelopeLines(answer.envelope, "...", 1);
        preview.envelope = std::move(answer.envelope);
        add(std::move(answer.refusals));
        preview.warnings.insert(preview.warnings.end(), answer.warnings.begin(), answer.warnings.end());
    }
    const auto filtered = m_journal->filtered(preview.message);
    if (!filtered)
        return fail(filtered.error());
    for (const FilterVerdict& verdict : *filtered)
        preview.warnings.push_back((verdict.stops ? "The bypassed filters would have stopped this: "
                                                  : "The bypassed filters would have refused a recipient: ") +
                                   verdict.reason);
    if (options.again)
        return {};
    const auto before =
        m_runs->handedOverWithin(preview.message, m_site.pipeline.retention, m_tools.clock.now());
    if (!before)
        return fail(before.error());
    const auto underWay = m_runs->sameContentUnderWay(preview.message);
    if (!underWay)
        return fail(underWay.error());
    if (*before || *underWay)
        preview.refusals.push_back(wasHandedOver(*before ? **before : **underWay));
    return {};
}

} // namespace connectorscope
