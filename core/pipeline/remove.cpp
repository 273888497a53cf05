#include "core/base/path_text.h"
#include "core/base/retry.h"
#include "core/pipeline/steps.h"

namespace connectorscope {

namespace {

/// Whether the claimed file is the one that was archived: by number, size and time, or, of another program's
/// run, by its hash.
Result<> checkClaimed(PipelineState& state, const RunWork& work)
{
    const auto other =
        fail(ErrorCode::BadInput, quotedPath(work.claimed) + " is not the file that was archived; it stays",
             "Look at it, and move it away.", work.claimed);
    if (work.archived) {
        const auto info = retryWhileLocked(state.clock(), [&] { return state.files().info(work.claimed); });
        if (!info)
            return fail(info.error());
        return isSameFile(*info, *work.archived) ? Result<>() : Result<>(other);
    }
    const auto content = contentOfFile(state.files(), state.clock(), work.claimed);
    if (!content)
        return fail(content.error());
    return content->sha256 == work.original ? Result<>() : Result<>(other);
}

/// A scanner may have cleaned the vault meanwhile: the claimed file is the last original then.
Result<> ensureVaultHasIt(PipelineState& state, const RunWork& work)
{
    // Scanners empty files, too: that it has its name proves nothing.
    const auto now = state.files().info(state.vault.pathOf(*work.original));
    if (work.kept && now && isSameFile(*now, *work.kept))
        return {};
    if (state.vault.check(*work.original))
        return {};
    const auto stored = state.vault.store(work.claimed);
    if (!stored)
        return fail(stored.error());
    return state.vault.flush();
}

Result<> removeOne(PipelineState& state, const RunWork& work)
{
    if (!work.original)
        return fail(ErrorCode::BadInput, "nothing of run " + work.id + " lies in the vault");
    const auto there = isThere(state.files(), state.clock(), work.claimed);
    if (!there)
        return fail(there.error());
    if (!*there)
        return state.vault.check(*work.original);
    if (auto same = checkClaimed(state, work); !same)
        return same;
    if (auto kept = ensureVaultHasIt(state, work); !kept)
        return kept;
    return removeIfThere(state.files(), state.clock(), work.claimed);
}

} // namespace

Result<> removeSources(PipelineState& state, Batch& batch)
{
    std::vector<RunWork*> works;
    for (RunWork& work : batch) {
        const bool isSafe =
            work.kind == deleteKind ? work.isDone(RunStep::Archive) : work.isDone(work.exposingStep());
        if (!work.goesOn() || !isSafe || work.isDone(RunStep::Remove))
            continue;
        RunEntry entry;
        entry.step = RunStep::Remove;
        entry.path = pathBytes(work.claimed);
        state.log->add(work, std::move(entry));
        works.push_back(&work);
    }
    if (auto begun = state.log->commit(); !begun)
        return begun;
    TouchedFolders folders;
    std::vector<Result<>> removed;
    for (const RunWork* work : works) {
        removed.push_back(removeOne(state, *work));
        folders.add(work->claimed.parent_path());
    }
    const auto flushed = folders.flush(state.files());
    for (std::size_t i = 0; i < works.size(); ++i) {
        RunWork& work = *works[i];
        const Result<> done = removed[i] ? flushed : removed[i];
        RunEntry entry;
        entry.step = RunStep::Remove;
        entry.phase = done ? StepPhase::Done : StepPhase::Failed;
        if (!done) {
            const Error& error = done.error();
            entry.detail = error.message;
            work.outcome = "the original stays in staging: " + error.message +
                           (error.hint.empty() ? std::string() : " - " + error.hint);
        }
        if (work.kind == deleteKind && done) {
            entry.becomes = RunState::Deleted;
            work.now.reset();
        } else if (work.kind == deleteKind) {
            work.error = done.error();
        }
        state.log->add(work, std::move(entry));
    }
    return {};
}

} // namespace connectorscope
