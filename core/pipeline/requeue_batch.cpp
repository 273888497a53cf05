#include "core/pipeline/requeue_batch.h"

#include "core/pipeline/give_back.h"
#include "core/pipeline/refusals.h"
#include "core/pipeline/steps.h"

#include <algorithm>
#include <chrono>
#include <string>

namespace connectorscope {

namespace {

using BatchStep = Result<> (*)(PipelineState&, Batch&);

struct OrderedStep
{
    RunStep step;
    BatchStep run;
};

std::vector<OrderedStep> stepsOf(const std::string& kind)
{
    std::vector<OrderedStep> steps = {{RunStep::Claim, claim}, {RunStep::Archive, archive}};
    if (kind == externalRequeueKind) {
        steps.push_back({RunStep::Stage, stage});
        return steps; // the claimed original stays until the fate of the staged one is known
    }
    if (kind == requeueKind)
        steps.push_back({RunStep::Transfer, transfer});
    steps.push_back({RunStep::Remove, removeSources});
    return steps;
}

/// Only now and then is something to be put back: then it is written first what has happened.
Result<> putBackFailed(PipelineState& state, Batch& batch)
{
    const bool hasFailed =
        std::ranges::any_of(batch, [](const RunWork& work) { return work.error && !work.isOver; });
    if (!hasFailed)
        return {};
    if (auto written = state.log->commit(); !written)
        return written;
    return endFailed(state, batch);
}

void sayOutcome(const PipelineState& state, RunWork& work)
{
    if (work.state == RunState::Deleted) {
        const auto days = std::chrono::duration_cast<std::chrono::days>(state.site.pipeline.retention);
        work.outcome = "It lies in the vault for " + std::to_string(days.count()) + " days.";
    }
    if (work.state != RunState::Exposed || !work.now)
        return;
    const bool isBuiltIn = work.isBuiltIn();
    const std::string note = work.outcome.empty() ? "" : " (" + work.outcome + ")";
    work.outcome = std::string(isBuiltIn ? "It lies in PickUp" : "It lies in Incoming Mail") + " as " +
                   work.now->name + note + ".";
}

} // namespace

Result<> driveBatch(PipelineState& state, Batch& batch, const std::function<void(RunStep)>& onStep)
{
    if (batch.empty())
        return {};
    for (const OrderedStep& step : stepsOf(batch.front().kind)) {
        if (auto done = step.run(state, batch); !done)
            return done;
        if (auto ended = putBackFailed(state, batch); !ended)
            return ended;
        if (onStep)
            onStep(step.step);
    }
    if (auto written = state.log->commit(); !written)
        return written;
    for (RunWork& work : batch)
        sayOutcome(state, work);
    return {};
}

Result<> beginRuns(PipelineState& state, Batch& batch, std::vector<RunReceipt>& refused)
{
    std::vector<NewRun> runs;
    for (const RunWork& work : batch)
        runs.push_back({work.message, work.kind, work.source, work.options.action, work.kind != deleteKind,
                        work.options.isAutomatic});
    auto begun = state.runs->begin(runs, state.clock().now());
    if (!begun)
        return fail(begun.error());
    Batch remaining;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        RunWork& work = batch[i];
        const Result<BegunRun>& run = (*begun)[i];
        if (!run) {
            RunReceipt receipt;
            receipt.message = work.message;
            receipt.source = work.source;
            receipt.now = work.source;
            const bool isTaken = run.error().code == ErrorCode::AlreadyExists;
            receipt.refusals.push_back({isTaken ? RefusalKind::InRun : RefusalKind::NoSuchMessage,
                                        run.error().message, run.error().hint, std::nullopt});
            refused.push_back(std::move(receipt));
            continue;
        }
        work.id = run->id;
        work.attempt = run->attempt;
        remaining.push_back(std::move(work));
    }
    batch = std::move(remaining);
    return {};
}

} // namespace connectorscope
