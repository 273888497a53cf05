#include "core/base/path_text.h"
#include "core/base/publish.h"
#include "core/pipeline/give_back.h"
#include "core/pipeline/pipeline.h"
#include "core/pipeline/pipeline_parts.h"
#include "core/pipeline/take_back.h"

#include <chrono>
#include <string>

namespace connectorscope {

namespace {

tl::unexpected<Error> cannotBe(const RunWork& work, std::string_view done, const char* hint)
{
    return fail(ErrorCode::BadInput,
                "run " + work.id + " is '" + std::string(toString(work.state)) + "' and cannot be " +
                    std::string(done),
                hint);
}

/// What a decision finds exposed all the same is taken out of its consumer's way first.
Result<> withdraw(PipelineState& state, RunWork& work)
{
    if (!work.target || !work.exposed)
        return {};
    const std::filesystem::path exposed = state.pathOf(*work.target);
    const auto info = state.files().info(exposed);
    if (!info && info.error().code == ErrorCode::NotFound)
        return {};
    if (!info)
        return fail(info.error());
    if (!isRunFile(*work.exposed, *info))
        return {};
    const auto staging = state.staging.of(work.target->folder);
    if (!staging)
        return fail(staging.error());
    const std::filesystem::path taken = *staging / (work.id + ".undone");
    if (auto renamed = renameChecked(state.files(), state.clock(), exposed, taken); !renamed)
        return renamed;
    TouchedFolders folders;
    folders.add(*staging);
    folders.add(exposed.parent_path());
    return folders.flush(state.files());
}

/// What was deleted comes back out of the vault, as long as it is there.
Result<> checkKept(PipelineState& state, const RunWork& work, const RunRow& run)
{
    if (!work.original || work.phase(RunStep::Undo))
        return {};
    const auto kept = state.vault.has(*work.original);
    if (!kept)
        return fail(kept.error());
    if (*kept)
        return state.vault.check(*work.original);
    const auto days = std::chrono::duration_cast<std::chrono::days>(state.site.pipeline.retention);
    const bool isOld = run.ended && *run.ended < state.clock().now() - state.site.pipeline.retention;
    if (isOld)
        return fail(ErrorCode::NotFound,
                    "run " + work.id +
                        " cannot be undone: its original is in the vault no more, where what "
                        "was deleted is kept for " +
                        std::to_string(days.count()) + " days (pipeline.retention)",
                    "A backup of that time may hold it.");
    return fail(ErrorCode::NotFound,
                "run " + work.id + " cannot be undone: " + quotedPath(state.vault.pathOf(*work.original)) +
                    " was taken away by another program",
                "Look which scanner watches the vault, and exclude the folder from it; a backup may hold it.",
                state.vault.pathOf(*work.original));
}

Result<> decideHandedOver(PipelineState& state, RunWork& work)
{
    // The journal knows it as exposed; a person knows that it was taken.
    if (work.original && state.vault.check(*work.original))
        (void)removeIfThere(state.files(), state.clock(), work.claimed);
    removeLeftovers(state, work);
    RunEntry entry;
    entry.becomes = RunState::HandedOver;
    entry.outcome = "Somebody has said that it was handed over.";
    work.outcome = entry.outcome;
    work.now.reset();
    state.log->add(work, std::move(entry));
    return state.log->commit();
}

} // namespace

Result<RunReceipt> Pipeline::undo(const std::string& run)
{
    const auto row = m_state->runs->run(run);
    if (!row)
        return fail(row.error());
    auto work = workOf(*m_state, *row);
    if (!work)
        return fail(work.error());
    Result<> done;
    switch (work->state) {
    case RunState::Exposed:
    case RunState::Stalled:
        done = takeBack(*m_state, *work);
        break;
    case RunState::Deleted:
        if (auto kept = checkKept(*m_state, *work, *row); !kept)
            return fail(kept.error());
        done = giveBack(*m_state, *work, work->source.folder, RunState::Undone, "It is back from the vault.");
        break;
    case RunState::HandedOver:
        work->outcome = "Too late to undo: it was handed over.";
        break;
    default:
        return cannotBe(*work, "undone",
                        "What lies in PickUp or Incoming Mail, and what was deleted, can be undone.");
    }
    if (!done)
        return fail(done.error());
    return receiptOf(*work);
}

Result<RunReceipt> Pipeline::decide(const std::string& run, OutcomeDecision decision)
{
    const auto row = m_state->runs->run(run);
    if (!row)
        return fail(row.error());
    auto work = workOf(*m_state, *row);
    if (!work)
        return fail(work.error());
    if (work->state != RunState::OutcomeUnknown && work->state != RunState::UndoUncertain)
        return cannotBe(*work, "decided", "Only what nobody can know is decided by a person.");
    if (decision == OutcomeDecision::HandedOver) {
        if (auto decided = decideHandedOver(*m_state, *work); !decided)
            return fail(decided.error());
        return receiptOf(*work);
    }
    if (auto out = withdraw(*m_state, *work); !out)
        return fail(out.error());
    if (auto given = giveBack(*m_state, *work, work->source.folder, RunState::Undone,
                              "Somebody has said that it was not handed over; it is back.");
        !given)
        return fail(given.error());
    return receiptOf(*work);
}

} // namespace connectorscope
