#include "core/base/path_text.h"
#include "core/pipeline/expose.h"
#include "core/pipeline/give_back.h"
#include "core/pipeline/hold.h"
#include "core/pipeline/pipeline.h"
#include "core/pipeline/pipeline_parts.h"
#include "core/pipeline/requeue_batch.h"
#include "core/pipeline/steps.h"
#include "core/pipeline/take_back.h"

#include <algorithm>

namespace connectorscope {

namespace {

/// What is to be done with a run that an earlier program left.
enum class Resumption : std::uint8_t
{
    Nothing, ///< it waits for its consumer, or for a person
    Forward, ///< its steps go on
    Ended    ///< it was brought to its end
};

Result<> become(PipelineState& state, RunWork& work, RunState becomes, std::string outcome)
{
    RunEntry entry;
    entry.becomes = becomes;
    entry.outcome = outcome;
    work.outcome = std::move(outcome);
    work.isOver = true;
    state.log->add(work, std::move(entry));
    return state.log->commit();
}

Result<Resumption> ended(const Result<>& done)
{
    if (!done)
        return fail(done.error());
    return Resumption::Ended;
}

/// Only the file that the journal speaks of counts; another one may have come under its name.
Result<bool> isExposed(PipelineState& state, const RunWork& work)
{
    if (!work.target || !work.exposed)
        return false;
    const auto info = state.files().info(state.pathOf(*work.target));
    if (!info && info.error().code == ErrorCode::NotFound)
        return false;
    if (!info)
        return fail(info.error());
    return isRunFile(*work.exposed, *info);
}

/// What was about to be exposed: by journal and names.
Result<Resumption> resumeExposing(PipelineState& state, RunWork& work)
{
    const auto exposed = isExposed(state, work);
    const auto waits = isThere(state.files(), state.clock(), work.temporary);
    if (!exposed || !waits) {
        work.error = exposed ? waits.error() : exposed.error();
        return Resumption::Nothing; // whatever cannot be looked at now is looked at later
    }
    if (*exposed) {
        // Left by a power failure; it is the file that has its name.
        (void)removeIfThere(state.files(), state.clock(), work.temporary);
        return Resumption::Forward;
    }
    if (work.exposingBoot != state.tools.bootId)
        return ended(become(state, work, RunState::OutcomeUnknown,
                            "The machine was restarted at the moment of the handover: it was given to its "
                            "consumer, or not."));
    if (*waits) {
        if (auto renamed = exposeAgain(state, work); !renamed)
            return fail(renamed.error());
        return Resumption::Forward;
    }
    return Resumption::Forward; // both gone, and no power was lost: its consumer has it
}

Result<Resumption> resumeClaim(PipelineState& state, RunWork& work)
{
    const auto claimed = state.files().info(work.claimed);
    const auto source = state.files().info(work.sourcePath);
    const bool isGone = !source && source.error().code == ErrorCode::NotFound;
    if (!claimed && claimed.error().code != ErrorCode::NotFound) {
        work.error = claimed.error();
        return Resumption::Nothing;
    }
    if (claimed && source && claimed->identity == source->identity) {
        // A power failure has left both names of the one file.
        if (auto removed = state.files().remove(work.claimed); !removed) {
            work.error = removed.error();
            return Resumption::Nothing;
        }
        return Resumption::Forward;
    }
    if (claimed) {
        // The program may have been stopped before it flushed them: its old name would be back after a power
        // failure, while the message goes on.
        TouchedFolders folders;
        folders.add(work.claimed.parent_path());
        folders.add(work.sourcePath.parent_path());
        if (auto flushed = folders.flush(state.files()); !flushed) {
            work.error = flushed.error();
            return Resumption::Nothing;
        }
        state.log->add(work, RunStep::Claim, StepPhase::Done);
        return Resumption::Forward;
    }
    if (source)
        return Resumption::Forward;
    if (!isGone) {
        work.error = source.error();
        return Resumption::Nothing;
    }
    state.log->add(work, RunStep::Claim, StepPhase::Failed);
    return ended(become(state, work, RunState::Failed, "Another program has taken its file."));
}

Result<Resumption> resumeClaimed(PipelineState& state, RunWork& work)
{
    const auto claimed = isThere(state.files(), state.clock(), work.claimed);
    if (!claimed) {
        work.error = claimed.error();
        return Resumption::Nothing;
    }
    if (*claimed || (work.kind == deleteKind && work.phase(RunStep::Remove)))
        return Resumption::Forward;
    const bool isKept = work.original && state.vault.check(*work.original);
    if (!isKept)
        return ended(become(state, work, RunState::OutcomeUnknown,
                            "Its claimed file " + quotedPath(work.claimed) +
                                " was taken away, and the vault has none."));
    return ended(giveBack(state, work, work.source.folder, RunState::Failed,
                          "Its claimed file was taken away; it is back from the vault."));
}

/// What was about to go back.
struct Return
{
    std::optional<Place> place; ///< where it lies under its name
    bool isToIncoming = false;  ///< from where the connector takes what comes
};

Result<Return> returnOf(PipelineState& state, const RunWork& work)
{
    const auto files = state.runs->files(work.id);
    if (!files)
        return fail(files.error());
    Return back;
    for (const RunFile& file : *files) {
        if (file.content) // the exposed file; what goes back bears none
            continue;
        back.isToIncoming = back.isToIncoming || file.place.folder == FolderKind::Incoming;
        const auto info = state.files().info(state.pathOf(file.place));
        if (info && isRunFile(file, *info) && !back.place)
            back.place = file.place;
    }
    return back;
}

Result<Resumption> endReturned(PipelineState& state, RunWork& work, RunState becomes,
                               const std::optional<Place>& place)
{
    TouchedFolders folders;
    if (place)
        folders.add(state.pathOf(*place).parent_path());
    folders.add(work.claimed.parent_path());
    if (auto flushed = folders.flush(state.files()); !flushed) {
        work.error = flushed.error();
        return Resumption::Nothing;
    }
    (void)removeIfThere(state.files(), state.clock(), work.claimed);
    removeLeftovers(state, work);
    work.now = place;
    state.log->add(work, RunStep::Undo, StepPhase::Done);
    return ended(become(state, work, becomes, "It is back."));
}

/// It was to come back out of the vault to where the connector takes it: a run that had ended waits for no
/// decision, so it stays deleted until a person asks for it again.
Result<> leaveDeleted(PipelineState& state, RunWork& work)
{
    RunEntry entry;
    entry.step = RunStep::Undo;
    entry.phase = StepPhase::Failed;
    entry.detail =
        "The machine was restarted while it went back: the connector has taken it, or it is in the "
        "vault only. Ask a recipient before it is undone again.";
    work.outcome = entry.detail;
    work.isOver = true;
    removeLeftovers(state, work);
    state.log->add(work, std::move(entry));
    return state.log->commit();
}

/// An undo, or the return of what has failed, goes on.
Result<Resumption> resumeUndo(PipelineState& state, RunWork& work)
{
    const bool isRunning = work.state == RunState::Running;
    const bool isExposedRun = work.state == RunState::Exposed || work.state == RunState::Stalled;
    const RunState becomes = isRunning ? RunState::Failed : RunState::Undone;
    if (work.phase(RunStep::Undo) == StepPhase::Exposing) {
        const auto back = returnOf(state, work);
        if (!back)
            return fail(back.error());
        if (back->place)
            return endReturned(state, work, becomes, back->place);
        std::filesystem::path restored = work.claimed;
        restored.replace_extension(".restored");
        const auto claimed = isThere(state.files(), state.clock(), work.claimed);
        const auto copy = isThere(state.files(), state.clock(), restored);
        if (!claimed || !copy) {
            work.error = claimed ? copy.error() : claimed.error();
            return Resumption::Nothing;
        }
        const bool isGone = !*claimed && !*copy;
        const bool isSameBoot = work.undoBoot == state.tools.bootId;
        // It had its name, and somebody has taken it from there.
        if (isGone && isSameBoot)
            return endReturned(state, work, becomes, std::nullopt);
        // Its old name may be back although the connector has taken it under the new one.
        if (!isSameBoot && back->isToIncoming && work.state == RunState::Deleted)
            return ended(leaveDeleted(state, work));
        if (!isSameBoot && (isGone || back->isToIncoming) && work.state != RunState::Deleted)
            return ended(become(state, work, isRunning ? RunState::OutcomeUnknown : RunState::UndoUncertain,
                                "The machine was restarted while it went back; the vault has it."));
    }
    if (isExposedRun)
        return ended(takeBack(state, work));
    return ended(
        giveBack(state, work, isRunning ? returnFolderOf(work) : work.source.folder, becomes, "It is back."));
}

Result<Resumption> resumeRunning(PipelineState& state, RunWork& work)
{
    if (!work.phase(RunStep::Claim))
        return ended(become(state, work, RunState::Cancelled, "It was stopped before anything was done."));
    const auto exposing = work.phase(work.exposingStep());
    if (work.kind != deleteKind && exposing == StepPhase::Exposing)
        return resumeExposing(state, work);
    if (!work.isDone(RunStep::Claim))
        return resumeClaim(state, work);
    const bool hasFailed = exposing == StepPhase::Failed || work.phase(RunStep::Archive) == StepPhase::Failed;
    if (work.kind != deleteKind && hasFailed)
        return ended(
            giveBack(state, work, returnFolderOf(work), RunState::Failed, "It had failed; it is back."));
    return resumeClaimed(state, work);
}

Result<Resumption> look(PipelineState& state, RunWork& work)
{
    const auto undo = work.phase(RunStep::Undo);
    const bool needsAPerson = work.state == RunState::OutcomeUnknown || work.state == RunState::UndoUncertain;
    if (needsAPerson)
        return Resumption::Nothing;
    if (undo == StepPhase::Begun || undo == StepPhase::Exposing)
        return resumeUndo(state, work);
    if (work.state == RunState::Running)
        return resumeRunning(state, work);
    if (work.phase(work.exposingStep()) == StepPhase::Exposing) {
        const auto exposed = isExposed(state, work);
        if (exposed && !*exposed && work.exposingBoot != state.tools.bootId)
            return ended(become(state, work, RunState::OutcomeUnknown,
                                "Its name was not on the disk when the machine was restarted."));
        return exposed ? Resumption::Forward : Resumption::Nothing;
    }
    return work.isBuiltIn() && !work.isDone(RunStep::Remove) ? Resumption::Forward : Resumption::Nothing;
}

/// Makes the plan anew from the file, wherever it lies now; what can no longer be planned is given back.
Result<> planAgain(PipelineState& state, RunWork& work)
{
    const bool needsPlan = work.kind != deleteKind && !work.isDone(work.exposingStep()) &&
                           work.phase(work.exposingStep()) != StepPhase::Exposing;
    const std::filesystem::path& file = work.isDone(RunStep::Claim) ? work.claimed : work.sourcePath;
    if (work.kind == deleteKind && !work.isDone(RunStep::Claim)) {
        const auto info = state.files().info(file);
        if (info)
            work.plan.source = *info;
        else
            work.error = info.error();
        return {};
    }
    if (!needsPlan)
        return {};
    const auto envelope = work.plan.preview.envelope;
    auto plan = state.planner->planClaimed(work.message, file, work.source.folder, work.options, {});
    if (!plan) {
        work.error = plan.error();
        return {};
    }
    work.plan = std::move(*plan);
    work.plan.preview.envelope = envelope;
    for (const Refusal& refusal : work.plan.preview.refusals)
        if (refusal.kind == RefusalKind::StillFatal)
            work.error = Error{ErrorCode::BadInput, refusal.reason, refusal.hint, file};
    return {};
}

bool isTaken(PipelineState& state, const RunWork& work)
{
    if (work.state != RunState::Exposed || !work.isBuiltIn())
        return false;
    const auto exposed = isExposed(state, work);
    return exposed && !*exposed;
}

Result<> goForward(PipelineState& state, Batch& batch, const OnReceipt& onReceipt)
{
    for (RunWork& work : batch)
        if (auto planned = planAgain(state, work); !planned)
            return planned;
    if (auto written = state.log->commit(); !written)
        return written;
    if (auto failed = endFailed(state, batch); !failed)
        return failed;
    if (auto confirmed = confirmExposed(state, batch); !confirmed)
        return confirmed;
    if (auto driven = driveBatch(state, batch, {}); !driven)
        return driven;
    for (RunWork& work : batch) {
        if (work.goesOn() && isTaken(state, work)) {
            if (auto concluded = conclude(state, work, RunState::HandedOver, "Its consumer has taken it.");
                !concluded)
                return concluded;
        }
        if (onReceipt)
            onReceipt(receiptOf(work));
    }
    return {};
}

} // namespace

Result<> Pipeline::resume(const OnReceipt& onReceipt, std::stop_token stop)
{
    PipelineState& state = *m_state;
    if (auto holds = resumeHolds(state, onReceipt); !holds)
        return holds;
    auto runs = state.runs->unfinished();
    if (!runs)
        return fail(runs.error());
    const auto undone = state.runs->deletionsBeingUndone();
    if (!undone)
        return fail(undone.error());
    runs->insert(runs->end(), undone->begin(), undone->end());
    std::map<std::string, Batch> forward;
    for (const RunRow& run : *runs) {
        if (stop.stop_requested())
            return {};
        auto work = workOf(state, run);
        if (!work)
            return fail(work.error());
        const auto resumption = look(state, *work);
        if (!resumption)
            return fail(resumption.error());
        if (*resumption == Resumption::Forward) {
            Batch& batch = forward[work->kind];
            batch.push_back(std::move(*work));
            if (batch.size() == Pipeline::batchLimit) {
                if (auto gone = goForward(state, batch, onReceipt); !gone)
                    return gone;
                batch.clear();
            }
        } else if (onReceipt && (*resumption == Resumption::Ended || work->error)) {
            onReceipt(receiptOf(*work));
        }
    }
    for (auto& [kind, batch] : forward)
        if (auto gone = goForward(state, batch, onReceipt); !gone)
            return gone;
    return {};
}

} // namespace connectorscope
