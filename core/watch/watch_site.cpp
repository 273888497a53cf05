#include "core/watch/watcher_state.h"

#include <algorithm>

namespace connectorscope {

namespace {

constexpr std::chrono::nanoseconds badMailAskedEvery = std::chrono::hours(1);

} // namespace

bool WatchSteps::judgeSite()
{
    if (m_state.historyIsLoaded && refused(findLeftBehind()))
        return false;
    askBadMailPolicy();
    for (WatchedFolder& folder : m_state.folders)
        measure(folder);
    // What the ledger remembers of conditions must be known before new ones are told to it.
    if (!m_state.historyIsLoaded)
        return false;
    const UtcTime now = m_state.tools.clock.now();
    const ConditionTracker before = m_state.conditions;
    for (const ConditionChange& change :
         m_state.conditions.take(judgeConditions(m_state.site, view()), now)) {
        if (refused(m_state.tools.ledger.recordCondition(change))) {
            m_state.conditions = before; // all of them are told again
            return false;
        }
        if (change.step != ConditionStep::Counted)
            m_onEvent(change);
    }
    std::vector<FolderHealth> health;
    for (const WatchedFolder& folder : m_state.folders)
        health.push_back(folder.health);
    return !refused(m_state.tools.ledger.recordHealth(health));
}

Result<> WatchSteps::findLeftBehind()
{
    WatchedFolder* incoming = m_state.find(FolderKind::Incoming);
    if (incoming == nullptr || !incoming->health.reachable() || !incoming->wasLookedAt)
        return {};
    const FolderListing& listing = incoming->known.listing();
    std::vector<std::string> found;
    for (std::size_t file = 0; file < listing.size(); ++file) {
        if (incoming->known.progress(file) != FileProgress::Judged ||
            incoming->leftBehind.contains(listing.name(file)) ||
            !m_state.departures.hasLeftBehind(listing.stamp(file).modified,
                                              incoming->known.unchangedSince(file)))
            continue;
        WatchRecord record;
        record.kind = RecordKind::FindingAdded;
        record.place = {FolderKind::Incoming, std::string(listing.name(file))};
        record.stamp = listing.stamp(file);
        record.at = m_state.tools.clock.now();
        record.finding.emplace();
        record.finding->cause = CauseId::LeftBehind;
        record.finding->severity = causeOf(CauseId::LeftBehind).severity;
        record.finding->evidence =
            "newer messages have left in " + std::to_string(m_state.site.watch.leftBehindCycles) + " cycles";
        found.push_back(record.place.name);
        if (Result<> added = m_recorder.add(std::move(record)); !added)
            return added;
    }
    if (Result<> flushed = m_recorder.flush(); !flushed)
        return flushed;
    incoming->leftBehind.insert(found.begin(), found.end());
    return {};
}

/// Files of PickUp are opened only when they have stalled. Returns how many have.
std::uint64_t WatchSteps::wakeStalled(WatchedFolder& pickup)
{
    const SteadyTime now = m_state.tools.clock.steadyNow();
    std::uint64_t stalled = 0;
    for (std::size_t file = 0; file < pickup.known.listing().size(); ++file) {
        if (now - pickup.known.unchangedSince(file) < m_state.site.watch.pickupStalledAfter)
            continue;
        ++stalled;
        if (pickup.known.progress(file) == FileProgress::Listed)
            pickup.known.setStalled(file);
    }
    return stalled;
}

void WatchSteps::askBadMailPolicy()
{
    const SteadyTime now = m_state.tools.clock.steadyNow();
    if (m_state.badMailAsked && now - *m_state.badMailAsked < badMailAskedEvery)
        return;
    m_state.badMailAsked = now;
    m_state.badMailIsKept = m_state.tools.badMailPolicy ? m_state.tools.badMailPolicy()
                                                        : Answer{std::nullopt, "nobody asks for it here"};
}

Answer WatchSteps::mayAddToPickup()
{
    if (m_state.site.pipeline.transfer == Carrier::External)
        return {std::nullopt, "another account transfers, whose rights cannot be seen"};
    const Result<> may = m_state.tools.files.checkMayAdd(m_state.site.folders.pickup);
    if (may)
        return {true, {}};
    if (may.error().code == ErrorCode::AccessDenied)
        return {false, may.error().message};
    return {std::nullopt, may.error().message};
}

bool WatchSteps::pickupIsMissing()
{
    const WatchedFolder* pickup = m_state.find(FolderKind::PickUp);
    if (pickup == nullptr || !pickup->health.unreachableSince ||
        pickup->health.unreachableCode != ErrorCode::NotFound)
        return false;
    const auto parent = m_state.tools.files.info(pickup->path.parent_path());
    return parent && parent->kind == EntryKind::Folder;
}

void WatchSteps::measure(WatchedFolder& folder)
{
    const auto space = m_state.tools.files.freeSpace(folder.path);
    folder.health.freeSpace = space ? std::optional(*space) : std::nullopt;
    const KnownFolder& known = folder.known;
    const std::size_t oldest = known.oldest();
    folder.health.oldest.reset();
    if (folder.wasLookedAt && oldest < known.listing().size())
        folder.health.oldest =
            m_state.tools.clock.now() - (m_state.tools.clock.steadyNow() - known.unchangedSince(oldest));

    if (folder.health.reachable())
        result.files += known.listing().size();
    result.waiting += known.unfinished();
}

SiteView WatchSteps::view()
{
    const SteadyTime steady = m_state.tools.clock.steadyNow();
    SiteView view;
    view.now = m_state.tools.clock.now();
    view.pickupIsMissing = pickupIsMissing();
    view.mayAddToPickup = mayAddToPickup();
    view.badmailIsKept = m_state.badMailIsKept;
    view.sinceDeparture = steady - m_state.departures.last().value_or(m_state.watchingSince);
    for (WatchedFolder& folder : m_state.folders) {
        view.folders.push_back(folder.health);
        if (!folder.health.oldest)
            continue;
        const auto age = view.now - *folder.health.oldest;
        if (folder.kind == FolderKind::Incoming)
            view.oldestInIncoming = age;
        if (folder.kind == FolderKind::PickUp) {
            view.oldestInPickup = age;
            view.stalledInPickup = wakeStalled(folder);
        }
    }
    m_cohort.assign(m_state.failures.begin(), m_state.failures.end());
    view.failures = m_cohort;
    return view;
}

} // namespace connectorscope
