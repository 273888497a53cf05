#include "core/base/path_text.h"
#include "core/pipeline/steps.h"

namespace connectorscope {

namespace {

Result<> archiveOne(PipelineState& state, RunWork& work)
{
    const auto stored = state.vault.store(work.claimed);
    if (!stored)
        return fail(stored.error());
    if (work.kind != deleteKind && stored->xxh3 != work.plan.content)
        return fail(ErrorCode::BadInput,
                    quotedPath(work.sourcePath) + " was changed between its judgement and its claim",
                    "Scan the site again and look at it.", work.sourcePath);
    work.original = stored->sha256;
    work.archived = stored->info;
    if (const auto kept = state.files().info(state.vault.pathOf(stored->sha256)))
        work.kept = *kept;
    return {};
}

} // namespace

Result<> archive(PipelineState& state, Batch& batch)
{
    std::vector<RunWork*> works;
    for (RunWork& work : batch) {
        if (!work.goesOn() || work.isDone(RunStep::Archive))
            continue;
        state.log->add(work, RunStep::Archive, StepPhase::Begun);
        works.push_back(&work);
    }
    if (auto begun = state.log->commit(); !begun)
        return begun;
    for (RunWork* work : works)
        if (auto stored = archiveOne(state, *work); !stored)
            work->error = stored.error();
    const auto flushed = state.vault.flush();
    for (RunWork* work : works) {
        if (!work->error && !flushed)
            work->error = flushed.error();
        RunEntry entry;
        entry.step = RunStep::Archive;
        entry.phase = work->error ? StepPhase::Failed : StepPhase::Done;
        if (!work->error) {
            entry.original = work->original;
            entry.hash = work->original;
            entry.path = pathBytes(state.vault.pathOf(*work->original));
        } else {
            entry.detail = work->error->message;
        }
        state.log->add(*work, std::move(entry));
    }
    return {};
}

} // namespace connectorscope
