#include "core/watch/watcher_state.h"

#include "core/watch/test_message.h"

#include <algorithm>

namespace connectorscope {

namespace {

/// How many past departures and failures are asked of the ledger.
constexpr std::size_t mostHistory = 10'000;

} // namespace

WatchSteps::WatchSteps(WatcherState& state, std::stop_token stop, const OnWatchEvent& onEvent)
    : m_state(state)
    , m_stop(std::move(stop))
    , m_onEvent(onEvent)
    , m_recorder(state.tools.ledger, [this](const WatchRecord& record, const std::string& message) {
        noteRecorded(record, message);
    })
{
}

bool WatchSteps::refused(const Result<>& outcome)
{
    if (outcome)
        return false;
    m_onEvent(TroubleEvent{FolderKind::None, outcome.error()});
    m_state.forgetAll();
    m_state.ledgerRefuses = true;
    m_state.isInTrouble = true;
    result.complete = false;
    return true;
}

bool WatchSteps::load()
{
    for (WatchedFolder& folder : m_state.folders)
        if (!folder.isLoaded && !loadFolder(folder))
            return false;
    return m_state.historyIsLoaded || loadHistory();
}

bool WatchSteps::loadFolder(WatchedFolder& folder)
{
    FolderListing listing;
    std::vector<bool> judged;
    const Result<> known = m_state.tools.ledger.eachKnownFile(folder.kind, [&](const KnownFile& file) {
        listing.add(file.name, file.stamp);
        judged.push_back(file.judged);
    });
    if (refused(known))
        return false;
    folder.known.remember(std::move(listing), judged);
    folder.isLoaded = true;
    folder.wasLookedAt = false;
    return true;
}

bool WatchSteps::loadHistory()
{
    const UtcTime now = m_state.tools.clock.now();
    const SteadyTime steady = m_state.tools.clock.steadyNow();
    const WatchSettings& watch = m_state.site.watch;
    const auto past = std::max(watch.cycle * (std::max(watch.leftBehindCycles, watch.queueBlockedCycles) + 1),
                               watch.cohortWithin);
    const Result<RecentHistory> recent = m_state.tools.ledger.recent(now - past, mostHistory);
    if (!recent) {
        (void)refused(fail(recent.error()));
        return false;
    }
    m_state.departures = Departures(watch.cycle, watch.leftBehindCycles);
    for (const Departure& departure : recent->departures)
        m_state.departures.add(departure.modified, steady - std::max(now - departure.at, {}));
    m_state.failures.assign(recent->failures.begin(), recent->failures.end());
    for (const Place& place : recent->leftBehind)
        if (WatchedFolder* folder = m_state.find(place.folder))
            folder->leftBehind.insert(place.name);
    m_state.conditions.restore(recent->conditions);
    m_state.historyIsLoaded = true;
    return true;
}

std::optional<FolderListing> WatchSteps::listOne(WatchedFolder& folder)
{
    folder.hurry = false;
    Result<FolderListing> listing = listFolder(m_state.tools.files, folder.kind, folder.path, m_stop);
    if (!listing && listing.error().code == ErrorCode::Cancelled) {
        result.complete = false;
        return std::nullopt;
    }
    const bool reachNews = noteListing(folder, listing, m_state.tools.clock.now());
    if (reachNews) {
        m_onEvent(folder.health);
        if (!listing)
            m_onEvent(TroubleEvent{folder.kind, listing.error()});
    }
    if (!listing) {
        result.complete = false;
        return std::nullopt;
    }
    if (listing->equalAsListed(folder.known.listing())) {
        takeLook(folder);
        folder.hadNews = false;
        return std::nullopt;
    }
    listing->sort();
    return std::move(*listing);
}

bool WatchSteps::list(const std::function<bool(const WatchedFolder&)>& which)
{
    std::vector<Listed> listed;
    for (WatchedFolder& folder : m_state.folders)
        if (which(folder))
            if (std::optional<FolderListing> listing = listOne(folder))
                listed.push_back({&folder, std::move(*listing)});
    if (m_stop.stop_requested())
        return false;

    std::vector<FolderChanges> changes = compareAll(listed);
    if (listAgain(listed, changes))
        changes = compareAll(listed);
    if (m_stop.stop_requested())
        return false;
    Result<> recorded = recordChanges(listed, changes);
    if (recorded)
        recorded = m_recorder.flush();
    if (refused(recorded))
        return false;

    const SteadyTime now = m_state.tools.clock.steadyNow();
    for (std::size_t i = 0; i < listed.size(); ++i) {
        WatchedFolder& folder = *listed[i].folder;
        noteDepartures(changes[i]);
        const bool unannounced = folder.wasLookedAt && !folder.hadNews && !changes[i].changes.empty();
        if (unannounced && folder.health.news == NewsSource::Events) {
            folder.health.news = NewsSource::Polling;
            folder.health.whyPolling = "something changed without a notification of it";
        }
    }
    for (std::size_t i = 0; i < listed.size(); ++i) {
        WatchedFolder& folder = *listed[i].folder;
        folder.known.adopt(std::move(listed[i].listing), changes[i].changes, now);
        takeLook(folder);
        folder.hadNews = false;
        std::erase_if(folder.leftBehind, [&](const std::string& name) {
            return folder.known.listing().find(name) == folder.known.listing().size();
        });
    }
    for (const Place& place : m_putBack) {
        WatchedFolder& folder = *m_state.find(place.folder);
        const FolderListing& listing = folder.known.listing();
        if (const std::size_t file = listing.find(place.name); file < listing.size()) {
            folder.known.setPutBack(file);
            // It is as old as before we took it; in Incoming Mail the connector has to pass it by anew.
            if (place.folder != FolderKind::Incoming)
                folder.known.setAge(file, ageOf(folder, listing.stamp(file), m_state.tools.clock.now()), now);
        }
    }
    m_putBack.clear();
    return true;
}

std::vector<FolderChanges> WatchSteps::compareAll(const std::vector<Listed>& listed)
{
    std::vector<FolderChanges> changes;
    for (const Listed& one : listed) {
        const FolderListing& known = one.folder->known.listing();
        changes.push_back({one.folder->kind, &known, &one.listing, compare(known, one.listing)});
    }
    findMoves(changes);
    return changes;
}

bool WatchSteps::listAgain(std::vector<Listed>& listed, const std::vector<FolderChanges>& changes)
{
    std::vector<Listed> again;
    for (WatchedFolder& folder : m_state.folders) {
        const auto found = std::ranges::find(listed, &folder, &Listed::folder);
        const FolderListing& latest = found == listed.end() ? folder.known.listing() : found->listing;
        if (!folder.health.reachable() || !holdsAnArrival(latest, folder.kind, changes))
            continue;
        folder.hadNews = true; // they may still be on their way to us
        if (std::optional<FolderListing> listing = listOne(folder))
            again.push_back({&folder, std::move(*listing)});
    }
    for (Listed& one : again) {
        const auto found = std::ranges::find(listed, one.folder, &Listed::folder);
        if (found == listed.end())
            listed.push_back(std::move(one));
        else
            found->listing = std::move(one.listing);
    }
    return !again.empty();
}

/// At the first look a file is as old as its time says; later, as it has been seen.
void WatchSteps::takeLook(WatchedFolder& folder)
{
    if (folder.wasLookedAt)
        return;
    folder.wasLookedAt = true;
    const UtcTime now = m_state.tools.clock.now();
    const SteadyTime steady = m_state.tools.clock.steadyNow();
    const FolderListing& listing = folder.known.listing();
    for (std::size_t file = 0; file < listing.size(); ++file)
        folder.known.setAge(file, ageOf(folder, listing.stamp(file), now), steady);
}

UtcTime WatchSteps::timeOf(const WatchedFolder& folder, const FileStamp& stamp)
{
    const UtcTime now = m_state.tools.clock.now();
    if (folder.wasLookedAt)
        return now;
    return now - std::max(ageOf(folder, stamp, now), std::chrono::nanoseconds(0));
}

Result<> WatchSteps::recordChanges(const std::vector<Listed>& listed,
                                   const std::vector<FolderChanges>& changes)
{
    for (std::size_t i = 0; i < changes.size(); ++i)
        for (const Change& change : changes[i].changes)
            if (Result<> recorded = recordChange(changes[i], change, *listed[i].folder); !recorded)
                return recorded;
    return {};
}

Result<> WatchSteps::recordChange(const FolderChanges& changes, const Change& change,
                                  const WatchedFolder& folder)
{
    const FolderListing& listing = change.kind == ChangeKind::Gone ? *changes.known : *changes.now;
    WatchRecord record;
    record.place = {changes.folder, std::string(listing.name(change.file))};
    record.stamp = listing.stamp(change.file);
    record.at = m_state.tools.clock.now();
    switch (change.kind) {
    case ChangeKind::Arrived:
        record.kind = RecordKind::Arrived;
        record.at = timeOf(folder, record.stamp);
        return recordArrival(std::move(record), folder);
    case ChangeKind::Touched: // its content will tell whether it is another
        return {};
    case ChangeKind::Changed:
        record.kind = RecordKind::Changed;
        break;
    case ChangeKind::Moved: {
        record.kind = RecordKind::Moved;
        const WatchedFolder* from = m_state.find(change.from.folder);
        record.from = Place{from->kind, std::string(from->known.listing().name(change.from.file))};
        const bool otherFolder = from->kind != changes.folder;
        record.countsAsFailed = otherFolder && changes.folder == FolderKind::Failed;
        record.countsAsBadMailed = otherFolder && changes.folder == FolderKind::BadMail;
        // The SMTP service took it before it gave it up.
        record.countsAsHandedOver = record.countsAsBadMailed && from->kind == FolderKind::PickUp;
        break;
    }
    case ChangeKind::Gone:
        record.kind = RecordKind::Gone;
        if (changes.folder == FolderKind::PickUp)
            return recordPickedUp(std::move(record));
        break;
    }
    return m_recorder.add(std::move(record));
}

/// What has left PickUp was handed over, unless we took it back ourselves.
Result<> WatchSteps::recordPickedUp(WatchRecord record)
{
    const auto run = m_state.tools.ledger.runOf(record.place, record.stamp);
    if (!run)
        return fail(run.error());
    const bool isOurs = *run ? (*run)->isTakenBack : isTestMessage(record.place.name);
    record.countsAsHandedOver = !isOurs;
    return m_recorder.add(std::move(record));
}

/// A file that is read in this same pass needs no record that it arrived: Judged says that, too.
Result<> WatchSteps::recordArrival(WatchRecord record, const WatchedFolder& folder)
{
    if (!folder.wasLookedAt && folder.kind != FolderKind::PickUp) {
        const auto age = ageOf(folder, record.stamp, m_state.tools.clock.now());
        if (age >= m_state.site.watch.settle)
            return {};
    }
    const auto run = m_state.tools.ledger.runOf(record.place, record.stamp);
    if (!run)
        return fail(run.error());
    if (folder.kind == FolderKind::PickUp && *run) {
        record.run = (*run)->run;
        record.message = (*run)->message;
    }
    const bool isPutBack = *run && ((*run)->isTakenBack || (*run)->run.empty());
    if (folder.kind != FolderKind::PickUp && isPutBack) {
        m_putBack.push_back(std::move(record.place));
        return {};
    }
    return m_recorder.add(std::move(record));
}

void WatchSteps::noteDepartures(const FolderChanges& changes)
{
    const SteadyTime now = m_state.tools.clock.steadyNow();
    if (changes.folder == FolderKind::Incoming)
        for (const Change& change : changes.changes)
            if (change.kind == ChangeKind::Gone)
                m_state.departures.add(changes.known->stamp(change.file).modified, now);
    for (const Change& change : changes.changes)
        if (change.kind == ChangeKind::Moved && change.from.folder == FolderKind::Incoming &&
            changes.folder != FolderKind::Incoming)
            m_state.departures.add(changes.now->stamp(change.file).modified, now);
}

} // namespace connectorscope
