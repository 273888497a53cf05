#pragma once

#include "core/watch/clock_skew.h"
#include "core/watch/departures.h"
#include "core/watch/forgetting.h"
#include "core/watch/recorder.h"
#include "core/watch/relation.h"
#include "core/watch/scan_file.h"
#include "core/watch/watched_folder.h"
#include "core/watch/watcher.h"

#include <deque>
#include <vector>

namespace connectorscope {

/// What a watcher keeps between passes. Internal to core/watch.
struct WatcherState
{
    WatcherState(const Site& watchedSite, const WatchTools& watchTools);

    const Site& site;
    ScanRules rules;
    WatchTools tools;
    std::vector<WatchedFolder> folders; ///< in the order of watchedFolders
    ClockWatch clockWatch;
    Departures departures;
    std::deque<Failure> failures; ///< those that may belong to a cohort
    ConditionTracker conditions;
    Answer badMailIsKept;
    std::optional<SteadyTime> badMailAsked;
    Forgetting forgetting;
    SteadyTime watchingSince;
    bool historyIsLoaded = false;
    bool ledgerRefuses = false; ///< it has refused something since the last full pass
    bool isInTrouble = false;   ///< of the ledger, that was told and is not over

    WatchedFolder* find(FolderKind kind);
    /// The ledger has refused something: what it knows is asked again before the next comparison.
    void forgetAll();
};

/// One pass over the folders, step by step. Lives for that pass.
class WatchSteps
{
public:
    WatchSteps(WatcherState& state, std::stop_token stop, const OnWatchEvent& onEvent);

    /// Asks the ledger for what it knows, where that was not done. False when it does not say.
    bool load();
    /// Lists the folders that `which` wants, compares, records what arrived, moved and left. False when the
    /// ledger did not take it.
    bool list(const std::function<bool(const WatchedFolder&)>& which);
    /// Reads and judges all that is due. False when the ledger did not take it, or a stop was asked for.
    bool scan();
    /// Looks for messages that were left behind and at the conditions of the site.
    bool judgeSite();

    WatchPass result;

private:
    struct Listed
    {
        WatchedFolder* folder;
        FolderListing listing;
    };

    bool loadFolder(WatchedFolder& folder);
    bool loadHistory();
    std::optional<FolderListing> listOne(WatchedFolder& folder);
    static std::vector<FolderChanges> compareAll(const std::vector<Listed>& listed);
    /// Lists those folders again in which a message still seems to be that has arrived elsewhere.
    bool listAgain(std::vector<Listed>& listed, const std::vector<FolderChanges>& changes);
    Result<> recordChanges(const std::vector<Listed>& listed, const std::vector<FolderChanges>& changes);
    Result<> recordChange(const FolderChanges& changes, const Change& change, const WatchedFolder& folder);
    Result<> recordArrival(WatchRecord record, const WatchedFolder& folder);
    Result<> recordPickedUp(WatchRecord record);
    void takeLook(WatchedFolder& folder);
    void noteDepartures(const FolderChanges& changes);
    Result<> scanFolder(WatchedFolder& folder, const std::vector<std::uint32_t>& files);
    Result<> takeScanned(WatchedFolder& folder, std::uint32_t file, ScannedMessage scanned);
    Result<> recordJudged(WatchedFolder& folder, std::uint32_t file, ScannedMessage scanned);
    Result<Relation> relation(const Place& place, bool movedIn, const ScannedMessage& scanned,
                              const std::optional<MessageLedger::RunOfFile>& run);
    void noteRecorded(const WatchRecord& record, const std::string& message);
    Result<> findLeftBehind();
    std::uint64_t wakeStalled(WatchedFolder& pickup);
    void askBadMailPolicy();
    Answer mayAddToPickup();
    bool pickupIsMissing();
    void measure(WatchedFolder& folder);
    SiteView view();
    bool refused(const Result<>& outcome);
    UtcTime timeOf(const WatchedFolder& folder, const FileStamp& stamp);

    WatcherState& m_state;
    std::stop_token m_stop;
    const OnWatchEvent& m_onEvent;
    Recorder m_recorder;
    std::vector<Place> m_putBack; ///< by us, and found by this listing
    std::uint64_t m_toScan = 0;
    std::vector<Failure> m_cohort;
};

} // namespace connectorscope
