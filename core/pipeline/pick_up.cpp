#include "core/base/path_text.h"
#include "core/index/stuck.h"
#include "core/pipeline/pipeline.h"
#include "core/pipeline/pipeline_parts.h"
#include "core/pipeline/steady_mark.h"
#include "core/pipeline/take_back.h"

#include <algorithm>
#include <set>

namespace connectorscope {

namespace {

/// What lies in a folder at one moment, by name.
using Names = std::set<std::string, std::less<>>;

Result<Names> namesNow(PipelineState& state, FolderKind kind)
{
    Names names;
    const auto listed =
        state.files().listWithInfo(folderPath(state.site, kind), [&](const ListedEntry& entry) {
            names.emplace(entry.name);
            return true;
        });
    if (!listed)
        return fail(listed.error());
    return names;
}

struct StepTimes
{
    UtcTime exposed;
    std::string mark; ///< of that moment; empty where an earlier program has written none
    std::string left; ///< the mark of when it was seen first that it has left Incoming Mail; empty: never
};

Result<StepTimes> timesOf(PipelineState& state, const RunWork& work)
{
    const auto steps = state.runs->steps(work.id);
    if (!steps)
        return fail(steps.error());
    StepTimes times;
    for (const StepRow& row : *steps) {
        if (row.step == work.exposingStep())
            times.exposed = row.at;
        if (row.step == work.exposingStep() && row.phase == StepPhase::Done)
            times.mark = row.bootId;
        if (row.step == RunStep::PickUp && row.phase == StepPhase::Begun)
            times.left = row.bootId;
    }
    return times;
}

/// Looks at what became of runs; remembers the folders' listings from one to the next.
class Observation
{
public:
    Observation(PipelineState& state, const OnReceipt& onReceipt)
        : m_state(state)
        , m_onReceipt(onReceipt)
    {
    }

    Result<> look(const RunRow& run)
    {
        auto work = workOf(m_state, run);
        if (!work)
            return fail(work.error());
        const auto undo = work->phase(RunStep::Undo);
        const bool isUndoing = undo == StepPhase::Begun || undo == StepPhase::Exposing;
        if (isUndoing || !work->isDone(work->exposingStep()))
            return {}; // resume() has to look first
        work->now = work->target;
        const RunState before = work->state;
        auto looked = work->isBuiltIn() ? lookAtPickUp(*work) : lookAtIncoming(*work);
        if (looked && work->state != before && m_onReceipt)
            m_onReceipt(receiptOf(*work));
        return looked;
    }

    /// What was handed over may turn out badly later.
    Result<> lookAgain(const RunRow& run)
    {
        const auto place = failedPlace(run, run.kind == externalRequeueKind);
        if (!place)
            return fail(place.error());
        if (!*place)
            return {};
        auto work = workOf(m_state, run);
        if (!work)
            return fail(work.error());
        const bool isBadMail = (**place).folder == FolderKind::BadMail;
        RunEntry entry;
        entry.becomes = isBadMail ? RunState::BadMailed : RunState::Ineffective;
        entry.outcome = isBadMail ? "It lies in BadMail." : "It came back to Failed Mail.";
        work->outcome = entry.outcome;
        work->now = **place;
        m_state.log->add(*work, std::move(entry));
        if (auto written = m_state.log->commit(); !written)
            return written;
        if (m_onReceipt)
            m_onReceipt(receiptOf(*work));
        return {};
    }

private:
    Result<> lookAtPickUp(RunWork& work)
    {
        if (!m_pickup)
            m_pickup = namesNow(m_state, FolderKind::PickUp);
        if (!*m_pickup)
            return {}; // nobody knows; the watch says why
        if ((*m_pickup)->contains(work.target->name))
            return noteStall(work, m_state.site.watch.pickupStalledAfter,
                             "The SMTP service has not taken it from PickUp.");
        const auto run = m_state.runs->run(work.id);
        if (!run)
            return fail(run.error());
        const auto place = failedPlace(*run, false);
        if (!place)
            return fail(place.error());
        if (*place) {
            work.now = **place;
            return conclude(m_state, work, RunState::BadMailed, "It lies in BadMail.");
        }
        return conclude(m_state, work, RunState::HandedOver, "The SMTP service has taken it.");
    }

    Result<> lookAtIncoming(RunWork& work)
    {
        const auto info = m_state.files().info(m_state.pathOf(*work.target));
        if (info && work.exposed && isRunFile(*work.exposed, *info))
            return noteStall(work, m_state.site.watch.stuckAfter,
                             "The connector has not taken it from Incoming Mail.");
        if (!info && info.error().code != ErrorCode::NotFound)
            return {};
        const auto run = m_state.runs->run(work.id);
        if (!run)
            return fail(run.error());
        auto back = failedPlace(*run, true);
        if (!back)
            return fail(back.error());
        if (!*back)
            back = backByName(work);
        if (!back)
            return fail(back.error());
        if (*back) {
            work.now = **back;
            const bool isBadMail = (**back).folder == FolderKind::BadMail;
            return conclude(m_state, work, isBadMail ? RunState::BadMailed : RunState::Ineffective,
                            isBadMail ? "It lies in BadMail." : "It came back to Failed Mail.");
        }
        const auto confirmed = wasSeenInPickUp(*run);
        if (!confirmed)
            return fail(confirmed.error());
        if (*confirmed)
            return conclude(m_state, work, RunState::HandedOver, "The connector has moved it to PickUp.");
        return waitTwoCycles(work);
    }

    Result<> waitTwoCycles(RunWork& work)
    {
        const auto times = timesOf(m_state, work);
        if (!times)
            return fail(times.error());
        // The wall clock may be set at any time. After a restart of the machine the count begins anew.
        const auto passed = timeSince(times->left, m_state.tools);
        if (!passed) {
            RunEntry entry;
            entry.step = RunStep::PickUp;
            entry.bootId = steadyMark(m_state.tools);
            entry.detail = "It has left Incoming Mail.";
            m_state.log->add(work, std::move(entry));
            return m_state.log->commit();
        }
        if (*passed < 2 * m_state.site.watch.cycle)
            return {};
        return conclude(m_state, work, RunState::HandedOver,
                        "The connector has taken it, and it did not come back for two cycles.");
    }

    Result<> noteStall(RunWork& work, std::chrono::nanoseconds patience, const char* outcome)
    {
        const auto times = timesOf(m_state, work);
        if (!times)
            return fail(times.error());
        if (work.state == RunState::Stalled)
            return {};
        // The wall clock may be set; after a restart of the machine there is none but that.
        const auto now = m_state.clock().now();
        const auto waited = timeSince(times->mark, m_state.tools).value_or(now - times->exposed);
        // What lies there since a time to come was told by a clock that was wrong.
        if (waited <= patience && waited >= std::chrono::nanoseconds(0))
            return {};
        RunEntry entry;
        entry.becomes = RunState::Stalled;
        entry.outcome = outcome;
        work.outcome = outcome;
        m_state.log->add(work, std::move(entry));
        return m_state.log->commit();
    }

    /// Where the watch has seen the message fail, and it lies there. What the watch has seen before the run
    /// began lies there no more: the run has claimed it. By times nobody could tell: the clock may be set.
    Result<std::optional<Place>> failedPlace(const RunRow& run, bool isExternal)
    {
        const auto row = m_state.index->message(run.message);
        if (!row)
            return fail(row.error());
        if (!*row || (*row)->state != MessageState::Present)
            return std::optional<Place>();
        const FolderKind folder = (*row)->place.folder;
        const bool counts = folder == FolderKind::BadMail || (folder == FolderKind::Failed && isExternal);
        if (!counts)
            return std::optional<Place>();
        const auto info = m_state.files().info(m_state.pathOf((*row)->place));
        const bool isAbsent = !info && info.error().code == ErrorCode::NotFound;
        const bool isIt = info && info->size == (*row)->size && info->modified == (*row)->modified;
        if (isAbsent || (info && !isIt))
            return std::optional<Place>();
        return isIt || (*row)->since >= run.began ? std::optional((*row)->place) : std::nullopt;
    }

    /// The same before the watch has looked: a file of its name and content in Failed Mail.
    Result<std::optional<Place>> backByName(const RunWork& work)
    {
        const Place place{FolderKind::Failed, work.target->name};
        const auto there = isThere(m_state.files(), m_state.clock(), m_state.pathOf(place));
        if (!there || !*there || !work.exposed || !work.exposed->content)
            return std::optional<Place>();
        const auto content = contentOfFile(m_state.files(), m_state.clock(), m_state.pathOf(place));
        return content && content->xxh3 == *work.exposed->content ? std::optional(place) : std::nullopt;
    }

    Result<bool> wasSeenInPickUp(const RunRow& run)
    {
        const auto row = m_state.index->message(run.message);
        if (!row)
            return fail(row.error());
        return *row && (*row)->place.folder == FolderKind::PickUp && (*row)->since >= run.began;
    }

    PipelineState& m_state;
    const OnReceipt& m_onReceipt;
    std::optional<Result<Names>> m_pickup;
};

} // namespace

Result<std::size_t> Pipeline::observe(const OnReceipt& onReceipt)
{
    constexpr std::size_t latestRuns = 1000;
    constexpr std::chrono::hours lookedAtFor{24};
    const auto runs = m_state->runs->unfinished();
    if (!runs)
        return fail(runs.error());
    const auto latest = m_state->runs->latest(latestRuns);
    if (!latest)
        return fail(latest.error());
    Observation observation(*m_state, onReceipt);
    for (const RunRow& run : *runs) {
        if (run.state != RunState::Exposed && run.state != RunState::Stalled)
            continue;
        if (auto looked = observation.look(run); !looked)
            return fail(looked.error());
    }
    for (const RunRow& run : *latest) {
        const bool isRecent = run.ended && m_state->clock().now() - *run.ended < lookedAtFor;
        if (run.state != RunState::HandedOver || !isRecent)
            continue;
        if (auto looked = observation.lookAgain(run); !looked)
            return fail(looked.error());
    }
    const auto remaining = m_state->runs->unfinished();
    if (!remaining)
        return fail(remaining.error());
    return static_cast<std::size_t>(std::ranges::count_if(*remaining, [](const RunRow& run) {
        return run.state == RunState::Exposed || run.state == RunState::Stalled;
    }));
}

} // namespace connectorscope
