#include "core/pipeline/give_back.h"

#include "core/base/path_text.h"
#include "core/base/publish.h"
#include "core/pipeline/retry_policy.h"

#include <array>

namespace connectorscope {

namespace {

/// The file that goes back: the claimed one, else a copy of what the vault holds.
Result<std::filesystem::path> fileToGiveBack(PipelineState& state, const RunWork& work)
{
    const auto claimed = isThere(state.files(), state.clock(), work.claimed);
    if (!claimed)
        return fail(claimed.error());
    if (*claimed)
        return work.claimed;
    if (!work.original)
        return fail(ErrorCode::NotFound, quotedPath(work.claimed) + " was taken away by another program",
                    "Look which scanner watches the staging folder, and exclude it.", work.claimed);
    const auto staging = state.staging.of(work.source.folder);
    if (!staging)
        return fail(staging.error());
    const std::filesystem::path restored = *staging / (work.id + ".restored");
    if (auto removed = removeIfThere(state.files(), state.clock(), restored); !removed)
        return fail(removed.error());
    const auto written =
        writeFileDurably(state.files(), state.clock(), restored, {}, state.vault.bytesOf(*work.original));
    if (!written) {
        const auto kept = state.vault.check(*work.original);
        return fail(kept ? written.error() : kept.error());
    }
    if (written->sha256 != work.original) {
        (void)removeIfThere(state.files(), state.clock(), restored);
        return fail(ErrorCode::ReadFault, quotedPath(state.vault.pathOf(*work.original)) +
                                              " holds something else than its name says");
    }
    // Its name, too: after a power failure it is there, or has gone where it was to go.
    if (auto flushed = state.files().flushFolder(*staging); !flushed)
        return fail(flushed.error());
    return restored;
}

Result<> announce(PipelineState& state, RunWork& work, const std::filesystem::path& file, const Place& place)
{
    const auto info = state.files().info(file);
    if (!info)
        return fail(info.error());
    if (work.phase(RunStep::Undo) == StepPhase::Exposing) {
        state.log->add(work, RunStep::Undo, StepPhase::Failed);
        state.log->add(work, RunStep::Undo, StepPhase::Begun);
    }
    RunEntry entry;
    entry.step = RunStep::Undo;
    entry.phase = StepPhase::Exposing;
    entry.path = pathBytes(state.pathOf(place));
    entry.bootId = state.tools.bootId;
    entry.file = runFileOf(place, *info, std::nullopt);
    state.log->add(work, std::move(entry));
    return {};
}

/// One try under one name; ErrorCode::AlreadyExists when somebody was quicker.
Result<> putBack(PipelineState& state, const RunWork& work, const std::filesystem::path& file,
                 const Place& place)
{
    const std::filesystem::path target = state.pathOf(place);
    if (auto renamed = renameChecked(state.files(), state.clock(), file, target); !renamed)
        return renamed;
    TouchedFolders folders;
    folders.add(target.parent_path());
    folders.add(file.parent_path());
    (void)work;
    return folders.flush(state.files());
}

/// `isJournal` tells whose error it is.
struct GiveBackError
{
    Error error;
    bool isJournal = false;
};

/// Taken out of staging by another program before the vault had it: there is nothing to give back.
bool isTakenAway(PipelineState& state, const RunWork& work)
{
    const auto there = isThere(state.files(), state.clock(), work.claimed);
    return there && !*there && !work.original;
}

Result<> endTakenAway(PipelineState& state, RunWork& work, const GiveBackError& refused)
{
    RunEntry entry;
    entry.step = RunStep::Undo;
    entry.phase = StepPhase::Failed;
    entry.becomes = RunState::Failed;
    entry.outcome = refused.error.message + ", before it was archived.";
    work.outcome = entry.outcome;
    work.error = refused.error;
    work.now.reset();
    state.log->add(work, std::move(entry));
    return state.log->commit();
}

std::optional<GiveBackError> tryGivingBack(PipelineState& state, RunWork& work, FolderKind folder)
{
    constexpr int mostTries = 5;
    const auto phase = work.phase(RunStep::Undo);
    if (phase != StepPhase::Begun && phase != StepPhase::Exposing) {
        RunEntry entry;
        entry.step = RunStep::Undo;
        entry.bootId = state.tools.bootId;
        state.log->add(work, std::move(entry));
        if (auto begun = state.log->commit(); !begun)
            return GiveBackError{begun.error(), true};
    }
    const auto file = fileToGiveBack(state, work);
    if (!file)
        return GiveBackError{file.error()};
    for (int tries = 0;; ++tries) {
        const auto name = freeName(state, folder, work.source.name);
        if (!name)
            return GiveBackError{name.error()};
        const Place place{folder, *name};
        if (auto announced = announce(state, work, *file, place); !announced)
            return GiveBackError{announced.error()};
        if (auto written = state.log->commit(); !written)
            return GiveBackError{written.error(), true};
        const auto put = putBack(state, work, *file, place);
        if (put) {
            work.now = place;
            return std::nullopt;
        }
        if (put.error().code != ErrorCode::AlreadyExists || tries == mostTries)
            return GiveBackError{put.error()};
    }
}

} // namespace

Result<> giveBack(PipelineState& state, RunWork& work, FolderKind folder, RunState becomes,
                  const std::string& outcome)
{
    if (auto written = state.log->commit(); !written)
        return written;
    auto refused = tryGivingBack(state, work, folder);
    if (refused && !refused->isJournal && folder != work.source.folder)
        refused = tryGivingBack(state, work, work.source.folder);
    work.isOver = true;
    if (refused && !refused->isJournal && becomes == RunState::Failed && isTakenAway(state, work))
        return endTakenAway(state, work, *refused);
    if (refused) {
        const auto claimed = isThere(state.files(), state.clock(), work.claimed);
        work.error = refused->error;
        work.outcome = outcome + (claimed && *claimed ? "; it lies safe in staging and" : "; it") +
                       " could not be put back: " + refused->error.message;
        if (refused->isJournal)
            return fail(refused->error);
        return {};
    }
    removeLeftovers(state, work);
    RunEntry entry;
    entry.step = RunStep::Undo;
    entry.phase = StepPhase::Done;
    entry.becomes = becomes;
    entry.outcome = outcome;
    if (becomes == RunState::Failed)
        entry.retryAt = retryTime(state, work);
    work.outcome = outcome;
    state.log->add(work, std::move(entry));
    return state.log->commit();
}

std::optional<UtcTime> retryTime(PipelineState& state, const RunWork& work)
{
    const bool mayRetry = state.site.pipeline.automaticRetry && work.attempt > 0 && work.error;
    if (!mayRetry || !isTransient(*work.error))
        return std::nullopt;
    return state.clock().now() + retryPause(work.attempt);
}

FolderKind returnFolderOf(const RunWork& work)
{
    const bool wasMoving = work.phase(RunStep::Transfer) == StepPhase::Failed;
    return wasMoving && work.source.folder != FolderKind::BadMail ? FolderKind::Failed : work.source.folder;
}

Result<> endFailed(PipelineState& state, Batch& batch)
{
    for (RunWork& work : batch) {
        if (!work.error || work.isOver)
            continue;
        const std::string outcome = work.error->message;
        if (!work.isDone(RunStep::Claim)) {
            RunEntry entry;
            entry.becomes = RunState::Failed;
            entry.outcome = outcome;
            entry.retryAt = retryTime(state, work);
            work.outcome = outcome;
            work.now = work.source;
            work.isOver = true;
            state.log->add(work, std::move(entry));
            continue;
        }
        if (auto given = giveBack(state, work, returnFolderOf(work), RunState::Failed, outcome); !given)
            return given;
    }
    return state.log->commit();
}

void removeLeftovers(PipelineState& state, const RunWork& work)
{
    constexpr std::array<std::string_view, 4> suffixes = {".transfer", ".stage", ".undone", ".restored"};
    for (const FolderKind kind : {work.source.folder, FolderKind::PickUp, FolderKind::Incoming}) {
        const std::filesystem::path folder = stagingFolderOf(state.site, kind);
        for (const std::string_view suffix : suffixes)
            (void)state.files().remove(folder / (work.id + std::string(suffix)));
    }
}

} // namespace connectorscope
