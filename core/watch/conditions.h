#pragma once

#include "core/site/site.h"
#include "core/watch/condition.h"
#include "core/watch/folder_health.h"
#include "core/watch/message_ledger.h"

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace connectorscope {

/// Something that may be impossible to know here: the answer, or why there is none.
struct Answer
{
    std::optional<bool> value;
    std::string why; ///< not known, or what shows it
};

/// A site at one moment, as far as its conditions depend on it.
struct SiteView
{
    UtcTime now;
    std::vector<FolderHealth> folders; ///< those that the site has
    /// The parent of PickUp can be listed and PickUp is not in it.
    bool pickupIsMissing = false;
    Answer mayAddToPickup; ///< for the account that transfers
    Answer badmailIsKept;
    /// For how long the oldest file of the folder has been there as it is; nullopt: there is none.
    std::optional<std::chrono::nanoseconds> oldestInIncoming;
    std::optional<std::chrono::nanoseconds> oldestInPickup;
    std::uint64_t stalledInPickup = 0; ///< files there that are older than the site allows
    /// Since the last message left Incoming Mail, or for how long we have been looking without seeing one.
    std::chrono::nanoseconds sinceDeparture{};
    std::span<const Failure> failures; ///< oldest first
};

/// What the moment says of each condition, with figures as evidence. Pure.
std::vector<ConditionSample> judgeConditions(const Site& site, const SiteView& view);

/// The messages that failed together: the newest that arrived in Failed Mail within
/// WatchSettings::cohortWithin before `now`, without those in which a documented or observed fault explains
/// it; empty when they are fewer than WatchSettings::cohortCount or share a fault. Pure.
std::vector<std::string> cohortOf(std::span<const Failure> failures, const WatchSettings& settings,
                                  UtcTime now);

/// Which conditions hold, with hysteresis: one begins with the first sample that says so and ends after
/// `clearAfter` samples in a row that say the contrary. "Not checked" changes nothing. For one thread.
class ConditionTracker
{
public:
    explicit ConditionTracker(int clearAfter);

    /// Goes on from what was remembered.
    void restore(std::span<const ConditionState> states);

    /// Takes one look at the site and returns what began, changed or ended with it.
    std::vector<ConditionChange> take(std::span<const ConditionSample> samples, UtcTime now);

    std::vector<ConditionState> holding() const;

private:
    int m_clearAfter;
    std::map<ConditionKey, ConditionState> m_states;
};

} // namespace connectorscope
