#include "core/pipeline/take_back.h"

#include "core/base/path_text.h"
#include "core/base/publish.h"
#include "core/base/retry.h"
#include "core/pipeline/give_back.h"
#include "core/pipeline/retry_policy.h"
#include "core/pipeline/steps.h"

namespace connectorscope {

namespace {

void readStep(RunWork& work, const StepRow& row)
{
    work.phases[row.step] = row.phase;
    if (row.step == RunStep::Claim && row.phase == StepPhase::Begun)
        work.claimed = pathFromBytes(row.path);
    if (row.step == RunStep::Undo && !row.bootId.empty())
        work.undoBoot = row.bootId;
    if (row.step != work.exposingStep())
        return;
    if (row.phase == StepPhase::Begun)
        work.temporary = pathFromBytes(row.path);
    if (row.phase == StepPhase::Exposing) {
        work.exposingBoot = row.bootId;
        work.target = Place{work.isBuiltIn() ? FolderKind::PickUp : FolderKind::Incoming,
                            pathBytes(pathFromBytes(row.path).filename())};
        if (row.hash)
            work.exposedHash = *row.hash;
    }
}

enum class Taken : std::uint8_t
{
    Yes,
    No,   ///< it is still where its consumer sees it; the error says why
    Gone, ///< its consumer has it
    Unknown
};

Taken takeOut(PipelineState& state, RunWork& work, const std::filesystem::path& exposed,
              const std::filesystem::path& taken)
{
    const auto already = isThere(state.files(), state.clock(), taken);
    const auto info = retryWhileLocked(state.clock(), [&] { return state.files().info(exposed); });
    const bool isGone = !info && info.error().code == ErrorCode::NotFound;
    if (already && *already && isGone)
        return Taken::Yes;
    if (isGone)
        return already ? Taken::Gone : Taken::Unknown;
    if (!info) {
        work.error = info.error();
        return Taken::No;
    }
    if (!work.exposed || !isRunFile(*work.exposed, *info))
        return already && *already ? Taken::Yes : Taken::Gone; // another file has that name
    // A power failure has left both names of the one file.
    if (already && *already) {
        if (auto removed = state.files().remove(taken); !removed) {
            work.error = removed.error();
            return Taken::No;
        }
    }
    const auto renamed = renameChecked(state.files(), state.clock(), exposed, taken);
    if (renamed)
        return Taken::Yes;
    const auto here = isThere(state.files(), state.clock(), taken);
    const auto there = isThere(state.files(), state.clock(), exposed);
    if (here && *here)
        return Taken::Yes;
    work.error = renamed.error();
    if (here && there)
        return *there ? Taken::No : Taken::Gone;
    return Taken::Unknown;
}

Result<> endUndo(PipelineState& state, RunWork& work, std::optional<RunState> becomes,
                 const std::string& outcome)
{
    RunEntry entry;
    entry.step = RunStep::Undo;
    entry.phase = StepPhase::Failed;
    entry.detail = outcome;
    entry.becomes = becomes;
    entry.outcome = becomes ? outcome : std::string();
    work.outcome = outcome;
    work.isOver = true;
    state.log->add(work, std::move(entry));
    return state.log->commit();
}

Result<> tooLate(PipelineState& state, RunWork& work, bool isSameBoot)
{
    if (!isSameBoot) {
        return endUndo(state, work, RunState::UndoUncertain,
                       "After a restart of the machine nobody can know whether it was taken back.");
    }
    if (!work.isBuiltIn())
        return endUndo(state, work, std::nullopt, "Too late: the connector has it.");
    if (auto ended = endUndo(state, work, std::nullopt, "Too late: the SMTP service has taken it."); !ended)
        return ended;
    work.isOver = false;
    work.error.reset();
    return conclude(state, work, RunState::HandedOver, "Too late to undo: the SMTP service has taken it.");
}

} // namespace

Result<RunWork> workOf(PipelineState& state, const RunRow& run)
{
    RunWork work;
    work.message = run.message;
    work.id = run.id;
    work.kind = run.kind;
    work.attempt = run.attempt;
    work.source = run.source;
    work.state = run.state;
    work.original = run.original;
    work.outcome = run.outcome;
    work.sourcePath = state.pathOf(run.source);
    const auto steps = state.runs->steps(run.id);
    if (!steps)
        return fail(steps.error());
    for (const StepRow& row : *steps)
        readStep(work, row);
    if (work.claimed.empty())
        work.claimed = stagingFolderOf(state.site, run.source.folder) / (run.id + ".claimed");
    const auto files = state.runs->files(run.id);
    if (!files)
        return fail(files.error());
    for (const RunFile& file : *files)
        if (work.target && file.place == *work.target && file.content)
            work.exposed = file;
    if (!run.envelope.empty()) {
        if (const auto plan = storedPlanFrom(run.envelope)) {
            work.options = plan->options;
            work.plan.preview.envelope = plan->envelope;
        }
    }
    return work;
}

Result<> takeBack(PipelineState& state, RunWork& work)
{
    if (!work.target)
        return fail(ErrorCode::BadInput, "run " + work.id + " has given nothing to anybody");
    const auto staging = state.staging.of(work.target->folder);
    if (!staging) {
        work.error = staging.error();
        return {};
    }
    const std::filesystem::path taken = *staging / (work.id + ".undone");
    const std::filesystem::path exposed = state.pathOf(*work.target);
    // That it is gone proves nothing where an earlier undo has lost the power.
    const bool isSameBoot = work.undoBoot.empty() || work.undoBoot == state.tools.bootId;
    if (work.phase(RunStep::Undo) != StepPhase::Exposing) {
        RunEntry entry;
        entry.step = RunStep::Undo;
        entry.path = pathBytes(taken);
        entry.bootId = state.tools.bootId;
        state.log->add(work, std::move(entry));
        if (auto begun = state.log->commit(); !begun)
            return begun;
        switch (takeOut(state, work, exposed, taken)) {
        case Taken::Yes:
            break;
        case Taken::No:
            return endUndo(state, work, std::nullopt, "It could not be taken back: " + work.error->message);
        case Taken::Gone:
            return tooLate(state, work, isSameBoot);
        case Taken::Unknown:
            return endUndo(state, work, RunState::UndoUncertain,
                           "It was taken back, or handed over: " + work.error->message);
        }
        TouchedFolders folders;
        folders.add(taken.parent_path());
        folders.add(exposed.parent_path());
        if (auto flushed = folders.flush(state.files()); !flushed) {
            // The original may go back only when nobody can get the other one after a power failure.
            work.error = flushed.error();
            work.isOver = true;
            return {};
        }
    }
    work.error.reset();
    return giveBack(state, work, work.source.folder, RunState::Undone, "It was taken back.");
}

Result<> conclude(PipelineState& state, RunWork& work, RunState becomes, const std::string& outcome)
{
    if (!work.isDone(RunStep::Remove) && work.isDone(work.exposingStep())) {
        Batch one;
        one.push_back(work);
        if (auto removed = removeSources(state, one); !removed)
            return removed;
        work = std::move(one.front());
        if (auto written = state.log->commit(); !written)
            return written;
    }
    if (!work.phase(RunStep::PickUp))
        state.log->add(work, RunStep::PickUp, StepPhase::Begun);
    RunEntry entry;
    entry.step = RunStep::PickUp;
    entry.phase = StepPhase::Done;
    entry.detail = outcome;
    entry.becomes = becomes;
    entry.outcome = outcome;
    if (becomes == RunState::Ineffective && state.site.pipeline.automaticRetry) {
        const auto row = state.index->message(work.message);
        if (row && *row && (*row)->primary && isTransient(*(*row)->primary))
            entry.retryAt = state.clock().now() + retryPause(work.attempt);
    }
    work.outcome = outcome;
    work.isOver = true;
    if (becomes == RunState::HandedOver)
        work.now.reset();
    state.log->add(work, std::move(entry));
    return state.log->commit();
}

} // namespace connectorscope
