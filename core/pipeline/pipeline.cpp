#include "core/pipeline/pipeline.h"

#include "core/pipeline/duplicate_guard.h"
#include "core/pipeline/pipeline_parts.h"
#include "core/pipeline/requeue_batch.h"

#include <algorithm>

namespace connectorscope {

namespace {

RunReceipt refusedReceipt(const RequeuePreview& preview)
{
    RunReceipt receipt;
    receipt.message = preview.message;
    receipt.source = preview.source;
    receipt.now = preview.source;
    receipt.refusals = preview.refusals;
    return receipt;
}

RunWork newWork(PipelineState& state, RunPlan plan, const RequeueOptions& options, const char* kind)
{
    RunWork work;
    work.message = plan.preview.message;
    work.kind = kind;
    work.source = *plan.preview.source;
    work.now = work.source;
    work.sourcePath = state.pathOf(work.source);
    work.options = options;
    work.plan = std::move(plan);
    return work;
}

/// What is common to requeueing and deleting many messages.
class BulkRun
{
public:
    BulkRun(PipelineState& state, const OnReceipt& onReceipt, const OnPipelineProgress& onProgress,
            std::uint64_t total)
        : m_state(state)
        , m_onReceipt(onReceipt)
        , m_onProgress(onProgress)
    {
        m_progress.total = total;
    }

    void tell(const RunReceipt& receipt)
    {
        ++m_progress.done;
        if (m_onReceipt)
            m_onReceipt(receipt);
    }

    Result<> drive(Batch& batch)
    {
        std::vector<RunReceipt> refused;
        if (!batch.empty()) {
            if (auto begun = beginRuns(m_state, batch, refused); !begun)
                return begun;
        }
        for (const RunReceipt& receipt : refused)
            tell(receipt);
        auto driven = driveBatch(m_state, batch, [this](RunStep step) {
            m_progress.step = step;
            if (m_onProgress)
                m_onProgress(m_progress);
        });
        if (!driven)
            return driven;
        for (const RunWork& work : batch)
            tell(receiptOf(work));
        if (m_onProgress)
            m_onProgress(m_progress);
        return {};
    }

private:
    PipelineState& m_state;
    const OnReceipt& m_onReceipt;
    const OnPipelineProgress& m_onProgress;
    PipelineProgress m_progress;
};

Result<> requeueBatch(PipelineState& state, std::span<const std::string> messages,
                      const RequeueOptions& options, BulkRun& bulk, const std::stop_token& stop)
{
    const auto site = state.planner->siteRefusals(1);
    if (!site)
        return fail(site.error());
    const char* kind = state.site.pipeline.transfer == Carrier::BuiltIn ? requeueKind : externalRequeueKind;
    Batch batch;
    DuplicateGuard guard;
    for (const std::string& message : messages) {
        auto plan = state.planner->plan(message, options, false, stop);
        if (!plan)
            return fail(plan.error());
        RequeuePreview& preview = plan->preview;
        preview.refusals.insert(preview.refusals.end(), site->begin(), site->end());
        if (!options.again)
            guard.check(preview);
        if (preview.passes())
            batch.push_back(newWork(state, std::move(*plan), options, kind));
        else
            bulk.tell(refusedReceipt(preview));
    }
    return bulk.drive(batch);
}

Result<> deleteBatch(PipelineState& state, std::span<const std::string> messages, BulkRun& bulk)
{
    Batch batch;
    for (const std::string& message : messages) {
        auto plan = state.planner->locate(message, false);
        if (!plan)
            return fail(plan.error());
        if (plan->preview.passes())
            batch.push_back(newWork(state, std::move(*plan), {}, deleteKind));
        else
            bulk.tell(refusedReceipt(plan->preview));
    }
    return bulk.drive(batch);
}

template <class DoBatch>
Result<> inBatches(std::span<const std::string> messages, const std::stop_token& stop, DoBatch doBatch)
{
    for (std::size_t at = 0; at < messages.size(); at += Pipeline::batchLimit) {
        if (stop.stop_requested())
            return {};
        const auto some = messages.subspan(at, std::min(Pipeline::batchLimit, messages.size() - at));
        Result<> done = doBatch(some);
        if (!done && done.error().code == ErrorCode::Cancelled)
            return {};
        if (!done)
            return done;
    }
    return {};
}

} // namespace

Pipeline::Pipeline(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

Pipeline::~Pipeline() = default;

Result<std::unique_ptr<Pipeline>> Pipeline::open(const Site& site, const PipelineTools& tools,
                                                 RoleLock worker)
{
    auto state = std::make_unique<State>(site, tools, std::move(worker));
    auto planner = RunPlanner::open(site, tools);
    if (!planner)
        return fail(planner.error());
    auto runs = RunJournal::open(site.folders.work, tools.actor);
    if (!runs)
        return fail(runs.error());
    auto holds = Holds::open(site.folders.work, tools.actor);
    if (!holds)
        return fail(holds.error());
    auto index = IndexReader::open(site.folders.work);
    if (!index)
        return fail(index.error());
    if (auto opened = state->vault.open(); !opened)
        return fail(opened.error());
    auto originals = KeptOriginals::open(site.folders.work, tools.actor);
    if (!originals)
        return fail(originals.error());
    state->planner = std::move(*planner);
    state->runs = std::move(*runs);
    state->holds = std::move(*holds);
    state->index = std::move(*index);
    state->log.emplace(*state->runs, tools.clock);
    state->originals = std::move(*originals);
    state->purge.emplace(state->vault, *state->originals, tools.files, tools.clock, site.pipeline.retention);
    return std::unique_ptr<Pipeline>(new Pipeline(std::move(state)));
}

Result<> Pipeline::requeue(std::span<const std::string> messages, const RequeueOptions& options,
                           const OnReceipt& onReceipt, const OnPipelineProgress& onProgress,
                           std::stop_token stop)
{
    BulkRun bulk(*m_state, onReceipt, onProgress, messages.size());
    const auto site = m_state->planner->siteRefusals(messages.size());
    if (!site)
        return fail(site.error());
    if (!site->empty()) {
        for (const std::string& message : messages) {
            RequeuePreview preview;
            preview.message = message;
            preview.refusals = *site;
            bulk.tell(refusedReceipt(preview));
        }
        return {};
    }
    return inBatches(messages, stop, [&](std::span<const std::string> some) {
        return requeueBatch(*m_state, some, options, bulk, stop);
    });
}

Result<> Pipeline::deleteMessages(std::span<const std::string> messages, const OnReceipt& onReceipt,
                                  const OnPipelineProgress& onProgress, std::stop_token stop)
{
    BulkRun bulk(*m_state, onReceipt, onProgress, messages.size());
    return inBatches(messages, stop,
                     [&](std::span<const std::string> some) { return deleteBatch(*m_state, some, bulk); });
}

Result<std::chrono::nanoseconds> Pipeline::purgeDueIn()
{
    return m_state->purge->dueIn();
}

Result<bool> Pipeline::purgeSome(VaultPurged& purged)
{
    auto more = m_state->purge->step();
    purged = m_state->purge->purged();
    return more;
}

} // namespace connectorscope
