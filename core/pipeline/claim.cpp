#include "core/base/path_text.h"
#include "core/base/publish.h"
#include "core/pipeline/steps.h"

namespace connectorscope {

namespace {

tl::unexpected<Error> isAnotherFile(const std::filesystem::path& path)
{
    return fail(ErrorCode::BadInput, quotedPath(path) + " is not the file that was judged",
                "Scan the site again and look at it.", path);
}

/// Renames the source; afterwards it is known whether it has happened, or the run is left as it is.
Result<> claimOne(PipelineState& state, RunWork& work)
{
    const auto before = state.files().info(work.sourcePath);
    if (!before)
        return fail(before.error());
    if (before->kind != EntryKind::File || !isSameFile(*before, work.plan.source))
        return isAnotherFile(work.sourcePath);
    auto renamed = renameChecked(state.files(), state.clock(), work.sourcePath, work.claimed);
    if (renamed)
        return renamed;
    const auto claimed = isThere(state.files(), state.clock(), work.claimed);
    const auto source = isThere(state.files(), state.clock(), work.sourcePath);
    if (claimed && *claimed)
        return {};
    // Where neither name can be looked at, resume() decides: the run stays as it is.
    if (!claimed || !source)
        work.isOver = true;
    return renamed;
}

Result<> announceClaims(PipelineState& state, Batch& batch)
{
    for (RunWork& work : batch) {
        if (!work.goesOn() || work.isDone(RunStep::Claim))
            continue;
        const auto folder = state.staging.of(work.source.folder);
        if (!folder) {
            work.error = folder.error();
            continue;
        }
        work.claimed = *folder / (work.id + ".claimed");
        RunEntry entry;
        entry.step = RunStep::Claim;
        entry.path = pathBytes(work.claimed);
        if (work.kind != deleteKind)
            entry.envelope = work.plan.asJson(work.options);
        state.log->add(work, std::move(entry));
    }
    return state.log->commit();
}

} // namespace

Result<> claim(PipelineState& state, Batch& batch)
{
    if (auto announced = announceClaims(state, batch); !announced)
        return announced;
    TouchedFolders staging;
    TouchedFolders sources;
    std::vector<RunWork*> claimed;
    for (RunWork& work : batch) {
        if (!work.goesOn() || work.isDone(RunStep::Claim))
            continue;
        if (auto done = claimOne(state, work); !done) {
            work.error = done.error();
            if (!work.isOver)
                state.log->add(work, RunStep::Claim, StepPhase::Failed);
            continue;
        }
        staging.add(work.claimed.parent_path());
        sources.add(work.sourcePath.parent_path());
        claimed.push_back(&work);
    }
    // First where they are now: after a power failure a message is seen twice rather than not at all.
    auto flushed = staging.flush(state.files());
    if (flushed)
        flushed = sources.flush(state.files());
    for (RunWork* work : claimed) {
        state.log->add(*work, RunStep::Claim, StepPhase::Done);
        if (!flushed)
            work->error = flushed.error();
    }
    return {};
}

} // namespace connectorscope
