#include "core/pipeline/hold.h"

#include "core/base/path_text.h"
#include "core/base/publish.h"
#include "core/pipeline/pipeline.h"
#include "core/pipeline/pipeline_parts.h"

namespace connectorscope {

namespace {

Result<> moveDurably(PipelineState& state, const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (auto renamed = renameChecked(state.files(), state.clock(), from, to); !renamed)
        return renamed;
    TouchedFolders folders;
    folders.add(to.parent_path());
    folders.add(from.parent_path());
    return folders.flush(state.files());
}

RunReceipt holdReceipt(const std::string& message, const Place& source, std::string outcome)
{
    RunReceipt receipt;
    receipt.message = message;
    receipt.source = source;
    receipt.outcome = std::move(outcome);
    return receipt;
}

/// After a move that failed both names are looked at: whether the file lies at `to`, or still at `from`.
Result<bool> hasMoved(PipelineState& state, const std::filesystem::path& from,
                      const std::filesystem::path& to)
{
    const auto there = isThere(state.files(), state.clock(), to);
    if (!there)
        return fail(there.error());
    if (*there)
        return true;
    const auto here = isThere(state.files(), state.clock(), from);
    if (!here)
        return fail(here.error());
    return false;
}

bool areOneFile(PipelineState& state, const std::filesystem::path& a, const std::filesystem::path& b)
{
    const auto first = state.files().info(a);
    const auto second = state.files().info(b);
    return first && second && first->identity == second->identity;
}

Result<RunReceipt> releaseOne(PipelineState& state, const Hold& hold, std::string_view note)
{
    const std::filesystem::path staged = pathFromBytes(hold.staged);
    const auto info = state.files().info(staged);
    if (!info)
        return fail(info.error());
    const auto name = freeName(state, hold.place.folder, hold.place.name);
    if (!name)
        return fail(name.error());
    const Place place{hold.place.folder, *name};
    const UtcTime now = state.clock().now();
    if (auto begun = state.holds->beginRelease(hold.message, runFileOf(place, *info, std::nullopt), now);
        !begun)
        return fail(begun.error());
    if (const auto moved = moveDurably(state, staged, state.pathOf(place)); !moved) {
        const auto has = hasMoved(state, staged, state.pathOf(place));
        if (has && !*has) {
            if (auto given = state.holds->giveUpRelease(hold.message); !given)
                return fail(given.error());
        }
        // Not known, or moved and not on the disk for sure: resume() looks again.
        return fail(moved.error());
    }
    if (auto finished = state.holds->finishRelease(hold.message, note, state.clock().now()); !finished)
        return fail(finished.error());
    RunReceipt receipt = holdReceipt(hold.message, hold.place, "It is back.");
    receipt.now = place;
    return receipt;
}

} // namespace

Result<RunReceipt> Pipeline::hold(const std::string& message, std::string_view note)
{
    const auto plan = m_state->planner->locate(message, false);
    if (!plan)
        return fail(plan.error());
    RunReceipt refused;
    refused.message = message;
    refused.source = plan->preview.source;
    refused.now = plan->preview.source;
    refused.refusals = plan->preview.refusals;
    if (!plan->preview.passes())
        return refused;
    const Place& place = *plan->preview.source;
    const auto folder = m_state->staging.heldOf(place.folder);
    if (!folder)
        return fail(folder.error());
    const std::filesystem::path staged = *folder / (message + ".held");
    if (auto begun =
            m_state->holds->beginHold(message, place, pathBytes(staged), note, m_state->clock().now());
        !begun)
        return fail(begun.error());
    if (const auto moved = moveDurably(*m_state, plan->path, staged); !moved) {
        const auto has = hasMoved(*m_state, plan->path, staged);
        if (has && !*has) {
            if (auto given = m_state->holds->giveUpHold(message); !given)
                return fail(given.error());
        }
        return fail(moved.error());
    }
    if (auto finished = m_state->holds->finishHold(message, m_state->clock().now()); !finished)
        return fail(finished.error());
    return holdReceipt(message, place, "It is held.");
}

Result<RunReceipt> Pipeline::release(const std::string& message, std::string_view note)
{
    const auto hold = m_state->holds->hold(message);
    if (!hold)
        return fail(hold.error());
    if (!*hold || (*hold)->state != HoldState::Held)
        return fail(ErrorCode::NotFound, "message " + message + " is not held",
                    "'connectorctl list --state held' shows what is.");
    return releaseOne(*m_state, **hold, note);
}

Result<> resumeHolds(PipelineState& state, const OnReceipt& onReceipt)
{
    const auto holds = state.holds->all();
    if (!holds)
        return fail(holds.error());
    for (const Hold& hold : *holds) {
        if (hold.state == HoldState::Held)
            continue;
        const bool isHolding = hold.state == HoldState::Holding;
        const std::filesystem::path staged = pathFromBytes(hold.staged);
        const std::filesystem::path place =
            state.pathOf(isHolding ? hold.place : hold.releasedTo.value_or(hold.place));
        RunReceipt receipt = holdReceipt(hold.message, hold.place, {});
        auto isStaged = isThere(state.files(), state.clock(), staged);
        if (isStaged && *isStaged && areOneFile(state, staged, place)) {
            // A power failure has left both names: the one that others see counts.
            if (const auto removed = state.files().remove(staged); removed)
                *isStaged = false;
        }
        TouchedFolders folders;
        folders.add(isHolding ? staged.parent_path() : place.parent_path());
        folders.add(isHolding ? place.parent_path() : staged.parent_path());
        Result<> done = isStaged ? folders.flush(state.files()) : Result<>(fail(isStaged.error()));
        const UtcTime now = state.clock().now();
        if (done && isHolding) {
            done = *isStaged ? state.holds->finishHold(hold.message, now)
                             : state.holds->giveUpHold(hold.message);
            receipt.outcome = *isStaged ? "It is held." : "It was not held, and lies where it was.";
        } else if (done) {
            done = *isStaged ? state.holds->giveUpRelease(hold.message)
                             : state.holds->finishRelease(hold.message, {}, now);
            receipt.outcome = *isStaged ? "It still is held." : "It is back.";
        }
        if (!done)
            receipt.error = done.error();
        if (onReceipt)
            onReceipt(receipt);
    }
    return {};
}

} // namespace connectorscope
