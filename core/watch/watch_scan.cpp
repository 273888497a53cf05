#include "core/base/ordered_work.h"
#include "core/watch/scan_file.h"
#include "core/watch/watcher_state.h"

#include <algorithm>

namespace connectorscope {

namespace {

/// Fewer files than that are read without threads.
constexpr std::size_t fewFiles = 8;
constexpr std::size_t mostPlaces = 16;

bool isFault(const Finding& finding)
{
    return finding.severity == Severity::Corrupt || finding.severity == Severity::Fatal;
}

Failure failureOf(const WatchRecord& record, const std::string& message)
{
    Failure failure;
    failure.at = record.at;
    failure.message = message;
    for (const Finding& finding : record.scanned->diagnosis.findings) {
        if (!isFault(finding))
            continue;
        const Basis basis = causeOf(finding.cause).basis;
        failure.faults.push_back(finding.cause);
        failure.certain = failure.certain || basis == Basis::Documented || basis == Basis::Observed;
    }
    return failure;
}

} // namespace

bool WatchSteps::scan()
{
    const SteadyTime now = m_state.tools.clock.steadyNow();
    std::vector<std::vector<std::uint32_t>> due;
    for (WatchedFolder& folder : m_state.folders) {
        if (folder.kind == FolderKind::PickUp && folder.wasLookedAt)
            (void)wakeStalled(folder);
        due.push_back(folder.health.reachable() && folder.wasLookedAt
                          ? folder.known.due(now, m_state.site.watch.settle)
                          : std::vector<std::uint32_t>());
        m_toScan += due.back().size();
    }
    for (std::size_t i = 0; i < due.size(); ++i) {
        Result<> scanned = scanFolder(m_state.folders[i], due[i]);
        if (!scanned && scanned.error().code == ErrorCode::Cancelled) {
            (void)refused(m_recorder.flush()); // what was read is not read again
            result.complete = false;
            return false;
        }
        if (scanned)
            scanned = m_recorder.flush();
        if (refused(scanned))
            return false;
    }
    return true;
}

Result<> WatchSteps::scanFolder(WatchedFolder& folder, const std::vector<std::uint32_t>& files)
{
    if (files.empty())
        return {};
    const FolderListing& listing = folder.known.listing();
    const auto jobOf = [&](std::uint32_t file) {
        return ScanJob{folder.kind, pathOf(folder, listing.name(file)), listing.stamp(file)};
    };
    if (files.size() < fewFiles || m_state.tools.threads < 2) {
        FileScanner scanner(m_state.tools.files, m_state.rules);
        for (const std::uint32_t file : files)
            if (Result<> taken = takeScanned(folder, file, scanner.scan(jobOf(file), m_stop)); !taken)
                return taken;
        return {};
    }

    std::size_t given = 0;
    OrderedWork<ScanJob, ScannedMessage> work(
        m_state.tools.threads,
        [&]() -> std::optional<ScanJob> {
            if (given == files.size() || m_stop.stop_requested())
                return std::nullopt;
            return jobOf(files[given++]);
        },
        [&]() -> OrderedWork<ScanJob, ScannedMessage>::Work {
            auto scanner = std::make_shared<FileScanner>(m_state.tools.files, m_state.rules);
            return [this, scanner](ScanJob&& job) { return scanner->scan(job, m_stop); };
        });
    std::size_t taken = 0;
    while (!work.finished()) {
        std::optional<ScannedMessage> scanned = work.take(std::chrono::milliseconds(100));
        if (!scanned)
            continue;
        if (Result<> done = takeScanned(folder, files[taken++], std::move(*scanned)); !done)
            return done;
    }
    return m_stop.stop_requested() && taken < files.size()
               ? Result<>(fail(ErrorCode::Cancelled, "interrupted"))
               : Result<>();
}

Result<> WatchSteps::takeScanned(WatchedFolder& folder, std::uint32_t file, ScannedMessage scanned)
{
    const SteadyTime now = m_state.tools.clock.steadyNow();
    ++result.judged;
    if (m_toScan >= fewFiles)
        m_onEvent(ProgressEvent{result.judged, m_toScan});
    switch (scanned.state) {
    case ReadState::Cancelled:
        return fail(ErrorCode::Cancelled, "interrupted");
    case ReadState::Vanished:
        folder.hurry = true; // the next listing tells where it went
        folder.known.setWaiting(file, now);
        return {};
    case ReadState::Changed: {
        folder.hurry = true;
        folder.known.setWaiting(file, now);
        WatchRecord record;
        record.place = {folder.kind, std::string(folder.known.listing().name(file))};
        record.stamp = scanned.stamp;
        record.at = m_state.tools.clock.now();
        return m_recorder.add(std::move(record));
    }
    case ReadState::Unreadable:
        if (!folder.known.setUnreadable(file, scanned.error, now))
            return {};
        break;
    case ReadState::Read:
        break;
    }
    return recordJudged(folder, file, std::move(scanned));
}

Result<> WatchSteps::recordJudged(WatchedFolder& folder, std::uint32_t file, ScannedMessage scanned)
{
    WatchRecord record;
    record.kind = RecordKind::Judged;
    record.place = {folder.kind, std::string(folder.known.listing().name(file))};
    record.stamp = scanned.stamp;
    record.at = m_state.tools.clock.now();
    if (scanned.state == ReadState::Read) {
        const bool movedIn = folder.known.progress(file) == FileProgress::MovedIn;
        const auto run = m_state.tools.ledger.runOf(record.place, record.stamp);
        if (!run)
            return fail(run.error());
        const Result<Relation> related = relation(record.place, movedIn, scanned, *run);
        if (!related)
            return fail(related.error());
        record.message = related->message;
        record.run = *run ? (*run)->run : std::string();
        record.countsAsArrived = related->countsAsArrived;
        record.countsAsFailed = related->countsAsFailed;
        record.countsAsBadMailed = related->countsAsBadMailed;
        record.isAttempt = folder.kind == FolderKind::Failed && (movedIn || related->countsAsFailed);
        if (related->isNewHere && !movedIn) // it came when it was seen first, or when its time says
            record.at -= std::min(
                std::chrono::nanoseconds(m_state.tools.clock.steadyNow() - folder.known.unchangedSince(file)),
                record.at.time_since_epoch());
        if (related->duplicateOf)
            scanned.diagnosis =
                withFinding(std::move(scanned.diagnosis), duplicateFinding(*related->duplicateOf));
        folder.known.setJudged(file);
        folder.leftBehind.erase(record.place.name);
    }
    record.scanned = std::move(scanned);
    return m_recorder.add(std::move(record));
}

Result<Relation> WatchSteps::relation(const Place& place, bool movedIn, const ScannedMessage& scanned,
                                      const std::optional<MessageLedger::RunOfFile>& run)
{
    if (m_recorder.holds(scanned.content))
        if (const Result<> flushed = m_recorder.flush(); !flushed)
            return fail(flushed.error());
    const auto places = m_state.tools.ledger.placesOfContent(scanned.content, mostPlaces);
    if (!places)
        return fail(places.error());
    RelationFacts facts;
    facts.place = place;
    facts.movedIn = movedIn;
    facts.places = *places;
    if (run && !run->message.empty())
        facts.ours = run->message;
    const bool isTransferred = place.folder == FolderKind::PickUp || place.folder == FolderKind::BadMail;
    if (places->empty() && isTransferred) {
        auto like = m_state.tools.ledger.messageLike(likenessOf(scanned));
        if (!like)
            return fail(like.error());
        facts.likeMessage = std::move(*like);
    }
    return relate(facts, [this](const Place& other) {
        const WatchedFolder* folder = m_state.find(other.folder);
        if (folder == nullptr)
            return false;
        const auto info = m_state.tools.files.info(pathOf(*folder, other.name));
        return info || info.error().code != ErrorCode::NotFound; // not known: believe the ledger
    });
}

void WatchSteps::noteRecorded(const WatchRecord& record, const std::string& message)
{
    const bool isRead = record.kind == RecordKind::Judged && record.scanned->state == ReadState::Read;
    if (isRead && record.place.folder == FolderKind::Failed && record.isAttempt) {
        m_state.failures.push_back(failureOf(record, message));
        const UtcTime now = m_state.tools.clock.now();
        std::erase_if(m_state.failures, [&](const Failure& failure) {
            return now - failure.at > m_state.site.watch.cohortWithin;
        });
    }
    m_onEvent(RecordedEvent{record, message});
}

} // namespace connectorscope
