#include "core/pipeline/expose.h"

#include "core/base/path_text.h"
#include "core/base/publish.h"
#include "core/index/stuck.h"
#include "core/pipeline/steady_mark.h"
#include "core/pipeline/steps.h"

namespace connectorscope {

namespace {

enum class RenameOutcome : std::uint8_t
{
    Done,
    NotDone,
    NotKnown
};

/// Gives the file its name; after an error both names tell what has happened.
RenameOutcome giveName(PipelineState& state, RunWork& work)
{
    const std::filesystem::path target = state.pathOf(*work.target);
    const auto before = isThere(state.files(), state.clock(), work.temporary);
    if (!before || !*before) {
        work.error =
            before ? Error{ErrorCode::NotFound,
                           quotedPath(work.temporary) + " was taken away by another program",
                           "Look which scanner watches the staging folder, and exclude it.", work.temporary}
                   : before.error();
        return RenameOutcome::NotDone;
    }
    const auto renamed = renameChecked(state.files(), state.clock(), work.temporary, target);
    if (renamed)
        return RenameOutcome::Done;
    work.error = renamed.error();
    const auto temporary = isThere(state.files(), state.clock(), work.temporary);
    if (temporary && *temporary)
        return RenameOutcome::NotDone;
    const auto info = state.files().info(target);
    if (temporary && info && isRunFile(*work.exposed, *info)) {
        work.error.reset();
        return RenameOutcome::Done;
    }
    return RenameOutcome::NotKnown;
}

void noteOutcome(PipelineState& state, RunWork& work, RunStep step, RenameOutcome outcome)
{
    switch (outcome) {
    case RenameOutcome::Done:
        return;
    case RenameOutcome::NotDone: {
        RunEntry entry;
        entry.step = step;
        entry.phase = StepPhase::Failed;
        entry.detail = work.error->message;
        state.log->add(work, std::move(entry));
        (void)removeIfThere(state.files(), state.clock(), work.temporary);
        return;
    }
    case RenameOutcome::NotKnown:
        break;
    }
    RunEntry entry;
    entry.becomes = RunState::OutcomeUnknown;
    entry.outcome = "It was given to its consumer, or not: " + work.error->message;
    work.outcome = entry.outcome;
    work.isOver = true;
    state.log->add(work, std::move(entry));
}

void noteRepair(PipelineState& state, RunWork& work)
{
    if (work.phase(RunStep::Repair))
        return;
    if (work.plan.preview.repairs.empty()) {
        state.log->add(work, RunStep::Repair, StepPhase::Skipped);
        return;
    }
    RunEntry entry;
    entry.step = RunStep::Repair;
    for (const PlannedRepair& repair : work.plan.preview.repairs)
        entry.detail += (entry.detail.empty() ? "" : ", ") + repair.plan.name;
    state.log->add(work, entry);
    entry.phase = StepPhase::Done;
    state.log->add(work, std::move(entry));
}

Result<> writeOne(PipelineState& state, RunWork& work, const Exposure& exposure)
{
    // Of a program that was stopped while it wrote.
    if (auto removed = removeIfThere(state.files(), state.clock(), work.temporary); !removed)
        return removed;
    const auto written = writeFileDurably(state.files(), state.clock(), work.temporary, exposure.head(work),
                                          outgoingBytes(state, work));
    if (!written)
        return fail(written.error());
    // Who had it open before its claim may still write to it.
    const auto claimed = state.files().info(work.claimed);
    if (work.archived && claimed && !isSameFile(*claimed, *work.archived)) {
        (void)removeIfThere(state.files(), state.clock(), work.temporary);
        return fail(ErrorCode::ReadFault,
                    quotedPath(work.claimed) + " was changed after it was archived; it goes back as it is",
                    "Something still writes it; try again when that is done.", work.claimed);
    }
    const auto name = exposure.name(state, work);
    if (!name)
        return fail(name.error());
    work.target = Place{exposure.folder, *name};
    work.exposed = runFileOf(*work.target, written->info, written->xxh3);
    work.exposedHash = written->sha256;
    return {};
}

std::vector<RunWork*> beginExposing(PipelineState& state, Batch& batch, const Exposure& exposure)
{
    std::vector<RunWork*> works;
    for (RunWork& work : batch) {
        if (!work.goesOn() || work.isDone(exposure.step))
            continue;
        const auto folder = state.staging.of(exposure.folder);
        if (!folder) {
            work.error = folder.error();
            continue;
        }
        noteRepair(state, work);
        work.temporary = *folder / (work.id + std::string(exposure.suffix));
        RunEntry entry;
        entry.step = exposure.step;
        entry.path = pathBytes(work.temporary);
        state.log->add(work, std::move(entry));
        works.push_back(&work);
    }
    return works;
}

void announceExposing(PipelineState& state, RunWork& work, RunStep step)
{
    RunEntry entry;
    entry.step = step;
    entry.phase = StepPhase::Exposing;
    entry.path = pathBytes(state.pathOf(*work.target));
    entry.hash = work.exposedHash;
    entry.bootId = state.tools.bootId;
    entry.file = work.exposed;
    state.log->add(work, std::move(entry));
}

} // namespace

OpenBytes outgoingBytes(PipelineState& state, const RunWork& work)
{
    OpenBytes bytes = bytesOfFile(state.files(), state.clock(), work.claimed);
    for (const Edits& edits : work.plan.edits)
        bytes = withEdits(std::move(bytes), edits);
    return bytes;
}

Result<> expose(PipelineState& state, Batch& batch, const Exposure& exposure)
{
    const std::vector<RunWork*> works = beginExposing(state, batch, exposure);
    if (auto begun = state.log->commit(); !begun)
        return begun;
    for (RunWork* work : works) {
        if (auto written = writeOne(state, *work, exposure); !written) {
            work->error = written.error();
            noteOutcome(state, *work, exposure.step, RenameOutcome::NotDone);
            continue;
        }
        announceExposing(state, *work, exposure.step);
    }
    if (auto announced = state.log->commit(); !announced)
        return announced;
    for (RunWork* work : works)
        if (work->goesOn())
            noteOutcome(state, *work, exposure.step, giveName(state, *work));
    return confirmExposed(state, batch);
}

Result<> exposeAgain(PipelineState& state, RunWork& work)
{
    noteOutcome(state, work, work.exposingStep(), giveName(state, work));
    return {};
}

Result<> confirmExposed(PipelineState& state, Batch& batch)
{
    TouchedFolders targets;
    TouchedFolders staging;
    std::vector<RunWork*> works;
    for (RunWork& work : batch) {
        if (!work.goesOn() || work.phase(work.exposingStep()) != StepPhase::Exposing)
            continue;
        targets.add(folderPath(state.site, work.target->folder));
        staging.add(work.temporary.parent_path());
        works.push_back(&work);
    }
    auto flushed = targets.flush(state.files());
    if (flushed)
        flushed = staging.flush(state.files());
    for (RunWork* work : works) {
        RunEntry entry;
        if (flushed) {
            entry.step = work->exposingStep();
            entry.phase = StepPhase::Done;
            entry.bootId = steadyMark(state.tools);
        }
        // What may not survive a power failure is exposed, and not done: the claimed original stays.
        if (work->state == RunState::Running)
            entry.becomes = RunState::Exposed;
        work->now = work->target;
        if (entry.step || entry.becomes)
            state.log->add(*work, std::move(entry));
    }
    return {};
}

} // namespace connectorscope
