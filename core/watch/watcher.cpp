#include "core/watch/watcher.h"

#include "core/watch/watcher_state.h"

#include <algorithm>
#include <utility>

namespace connectorscope {

namespace {

/// Between two listings, however many notifications come.
constexpr std::chrono::nanoseconds shortestPause = std::chrono::milliseconds(50);

/// Clocks that differ by more are not only skewed: one of them is wrong, and it may be ours.
constexpr std::chrono::nanoseconds mostSkew = std::chrono::hours(24);

std::filesystem::path pathOf(const SiteFolders& folders, FolderKind kind)
{
    switch (kind) {
    case FolderKind::Incoming:
        return folders.incoming;
    case FolderKind::Failed:
        return folders.failed;
    case FolderKind::PickUp:
        return folders.pickup;
    case FolderKind::BadMail:
        return folders.badmail;
    case FolderKind::None:
        break;
    }
    return {};
}

WatchPass fullPass(WatcherState& state, std::stop_token stop, const OnWatchEvent& onEvent)
{
    state.ledgerRefuses = false;
    const bool jumped = state.clockWatch.hasJumped();
    for (WatchedFolder& folder : state.folders) {
        ensureNews(folder, state.tools.files, state.tools.news);
        ensureSkew(folder, state.tools.files, state.tools.clock, state.site.folders.staging, jumped);
    }
    WatchSteps steps(state, stop, onEvent);
    const bool done = steps.load() && steps.list([](const WatchedFolder&) { return true; }) && steps.scan();
    // Also after a failure: a ledger that cannot be written does not hide that a folder is gone.
    const bool judged = steps.judgeSite();
    steps.result.complete = steps.result.complete && done && judged;
    if (!state.ledgerRefuses && !stop.stop_requested() && std::exchange(state.isInTrouble, false))
        onEvent(RecoveredEvent());
    return steps.result;
}

/// What news or a settled file asks for between two passes.
void hurriedPass(WatcherState& state, std::stop_token stop, const OnWatchEvent& onEvent)
{
    WatchSteps steps(state, std::move(stop), onEvent);
    if (steps.load() && steps.list([](const WatchedFolder& folder) { return folder.hurry; }))
        (void)steps.scan();
}

void takeNews(WatcherState& state, const std::vector<FolderNewsItem>& news)
{
    for (const FolderNewsItem& item : news) {
        WatchedFolder* folder = state.find(item.folder);
        if (folder == nullptr)
            continue;
        folder->hurry = true;
        folder->hadNews = true;
        if (item.lost) {
            folder->notified.reset();
            ensureNews(*folder, state.tools.files, state.tools.news);
        } else if (folder->notified) {
            folder->health.news = NewsSource::Events;
            folder->health.whyPolling.clear();
        }
    }
}

SteadyTime nextDue(const WatcherState& state)
{
    SteadyTime next = SteadyTime::max();
    for (const WatchedFolder& folder : state.folders)
        if (folder.hurry)
            next = SteadyTime::min();
        else if (folder.health.reachable())
            next = std::min(next, folder.known.nextDue(state.site.watch.settle));
    return next;
}

bool clocksAgree(const WatcherState& state)
{
    return std::ranges::all_of(state.folders, [](const WatchedFolder& folder) {
        const std::chrono::nanoseconds skew = folder.health.skew.value_or(std::chrono::nanoseconds(0));
        return skew < mostSkew && skew > -mostSkew;
    });
}

/// A step of forgetting, where that is due and nothing else is; true when it was done.
bool forgetSome(WatcherState& state, const std::stop_token& stop, const OnWatchEvent& onEvent)
{
    if (state.ledgerRefuses || !clocksAgree(state) || !state.forgetting.isDue())
        return false;
    const Result<> done = state.forgetting.step(stop);
    if (!done && done.error().code != ErrorCode::Cancelled) {
        state.isInTrouble = true;
        onEvent(TroubleEvent{FolderKind::None, done.error()});
    }
    return true;
}

} // namespace

WatcherState::WatcherState(const Site& watchedSite, const WatchTools& watchTools)
    : site(watchedSite)
    , rules(watchedSite)
    , tools(watchTools)
    , clockWatch(watchTools.clock)
    , departures(watchedSite.watch.cycle, watchedSite.watch.leftBehindCycles)
    , conditions(watchedSite.watch.clearAfter)
    , forgetting(watchTools.ledger, watchTools.clock, watchedSite.pipeline.retention)
    , watchingSince(watchTools.clock.steadyNow())
{
    for (const FolderKind kind : watchedFolders)
        if (std::filesystem::path path = pathOf(site.folders, kind); !path.empty())
            folders.emplace_back(kind, std::move(path));
}

WatchedFolder* WatcherState::find(FolderKind kind)
{
    const auto found = std::ranges::find(folders, kind, &WatchedFolder::kind);
    return found == folders.end() ? nullptr : &*found;
}

void WatcherState::forgetAll()
{
    for (WatchedFolder& folder : folders) {
        folder.isLoaded = false;
        folder.leftBehind.clear();
    }
    historyIsLoaded = false;
}

Watcher::Watcher(const Site& site, const WatchTools& tools)
    : m_state(std::make_unique<WatcherState>(site, tools))
{
}

Watcher::~Watcher() = default;

WatchPass Watcher::scanOnce(std::stop_token stop, const OnWatchEvent& onEvent)
{
    return fullPass(*m_state, std::move(stop), onEvent);
}

void Watcher::run(std::stop_token stop, const OnWatchEvent& onEvent)
{
    Clock& clock = m_state->tools.clock;
    while (!stop.stop_requested()) {
        const SteadyTime nextPoll = clock.steadyNow() + m_state->site.watch.poll;
        (void)fullPass(*m_state, stop, onEvent);
        while (clock.sleep(shortestPause, stop)) {
            SteadyTime until = nextPoll;
            if (!m_state->ledgerRefuses) // else the same would fail at once again
                until = std::min(until, nextDue(*m_state));
            const bool isIdle = until > clock.steadyNow();
            const bool forgot = isIdle && forgetSome(*m_state, stop, onEvent);
            const std::chrono::nanoseconds patience =
                isIdle && !forgot ? std::max(until - clock.steadyNow(), std::chrono::nanoseconds(0))
                                  : std::chrono::nanoseconds(0);
            const auto news = m_state->tools.news.wait(patience, stop);
            takeNews(*m_state, news);
            if (stop.stop_requested() || clock.steadyNow() >= nextPoll)
                break;
            if (forgot && news.empty())
                continue;
            hurriedPass(*m_state, stop, onEvent);
        }
    }
}

std::vector<FolderHealth> Watcher::health() const
{
    std::vector<FolderHealth> health;
    for (const WatchedFolder& folder : m_state->folders)
        health.push_back(folder.health);
    return health;
}

std::vector<ConditionState> Watcher::conditions() const
{
    return m_state->conditions.holding();
}

std::size_t Watcher::memory() const
{
    std::size_t bytes = 0;
    for (const WatchedFolder& folder : m_state->folders)
        bytes += folder.known.memory();
    return bytes;
}

} // namespace connectorscope
