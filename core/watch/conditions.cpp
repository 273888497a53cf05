#include "core/watch/conditions.h"

#include <algorithm>
#include <utility>

namespace connectorscope {

namespace {

std::string minutesText(std::chrono::nanoseconds time)
{
    return std::to_string(std::chrono::duration_cast<std::chrono::minutes>(time).count()) + " min";
}

std::string mebibytesText(std::uint64_t bytes)
{
    return std::to_string(bytes / (1024 * 1024)) + " MiB";
}

Sample sampleOf(bool holds)
{
    return holds ? Sample::Holds : Sample::DoesNotHold;
}

const FolderHealth* healthOf(const SiteView& view, FolderKind kind)
{
    const auto found = std::ranges::find(view.folders, kind, &FolderHealth::folder);
    return found == view.folders.end() ? nullptr : &*found;
}

bool isReachable(const SiteView& view, FolderKind kind)
{
    const FolderHealth* health = healthOf(view, kind);
    return health != nullptr && health->reachable();
}

ConditionSample notChecked(CauseId cause, FolderKind folder, std::string why)
{
    return {{cause, folder}, Sample::NotChecked, std::move(why), {}};
}

ConditionSample judgeReach(const SiteView& view, const FolderHealth& health)
{
    ConditionSample sample{{CauseId::FolderUnreachable, health.folder}, Sample::DoesNotHold, {}, {}};
    const bool missing = health.folder == FolderKind::PickUp && view.pickupIsMissing;
    if (health.unreachableSince && !missing) {
        sample.sample = Sample::Holds;
        sample.evidence = health.whyUnreachable;
    } else if (!health.lastListing && !missing) {
        sample.sample = Sample::NotChecked;
        sample.evidence = "not listed yet";
    }
    return sample;
}

void judgeSpace(const SiteLimits& limits, const FolderHealth& health, std::vector<ConditionSample>& samples)
{
    if (!health.freeSpace) {
        samples.push_back(notChecked(CauseId::DiskFull, health.folder, "free space is not known"));
        samples.push_back(notChecked(CauseId::DiskLow, health.folder, "free space is not known"));
        return;
    }
    // Full is where the largest message that the site takes has no room.
    const std::uint64_t full = std::min(limits.messageSize, limits.freeDisk);
    const bool isFull = *health.freeSpace < full;
    const bool isLow = !isFull && *health.freeSpace < limits.freeDisk;
    const std::string evidence = mebibytesText(*health.freeSpace) + " free";
    samples.push_back({{CauseId::DiskFull, health.folder}, sampleOf(isFull), isFull ? evidence : "", {}});
    samples.push_back({{CauseId::DiskLow, health.folder}, sampleOf(isLow), isLow ? evidence : "", {}});
}

ConditionSample judgePickupMissing(const SiteView& view)
{
    const FolderHealth* health = healthOf(view, FolderKind::PickUp);
    if (health == nullptr || (!view.pickupIsMissing && !health->reachable()))
        return notChecked(CauseId::PickupMissing, FolderKind::PickUp, "nobody can see whether it is there");
    ConditionSample sample{
        {CauseId::PickupMissing, FolderKind::PickUp}, sampleOf(view.pickupIsMissing), {}, {}};
    if (view.pickupIsMissing)
        sample.evidence = health->whyUnreachable;
    return sample;
}

ConditionSample judgeAnswer(ConditionKey key, const Answer& answer)
{
    if (!answer.value)
        return {key, Sample::NotChecked, answer.why, {}};
    return {key, sampleOf(!*answer.value), *answer.value ? std::string() : answer.why, {}};
}

ConditionSample judgePickupStalled(const Site& site, const SiteView& view)
{
    if (!isReachable(view, FolderKind::PickUp))
        return notChecked(CauseId::PickupStalled, FolderKind::PickUp, "PickUp cannot be listed");
    const bool stalled = view.oldestInPickup && *view.oldestInPickup >= site.watch.pickupStalledAfter;
    ConditionSample sample{{CauseId::PickupStalled, FolderKind::PickUp}, sampleOf(stalled), {}, {}};
    // Without the age, so that a condition does not change with every minute.
    if (stalled)
        sample.evidence = std::to_string(view.stalledInPickup) + " of its files are older than " +
                          minutesText(site.watch.pickupStalledAfter);
    return sample;
}

ConditionSample judgeQueueBlocked(const Site& site, const SiteView& view)
{
    if (!isReachable(view, FolderKind::Incoming))
        return notChecked(CauseId::QueueBlocked, FolderKind::Incoming, "Incoming Mail cannot be listed");
    const std::chrono::nanoseconds patience = site.watch.cycle * site.watch.queueBlockedCycles;
    const bool waits = view.oldestInIncoming && *view.oldestInIncoming >= patience;
    if (waits && view.sinceDeparture < patience)
        return notChecked(CauseId::QueueBlocked, FolderKind::Incoming,
                          "something has moved, or it was not watched for long enough");
    ConditionSample sample{{CauseId::QueueBlocked, FolderKind::Incoming}, sampleOf(waits), {}, {}};
    if (waits)
        sample.evidence =
            "nothing has left Incoming Mail for " + std::to_string(site.watch.queueBlockedCycles) + " cycles";
    return sample;
}

ConditionSample judgeCohort(const Site& site, const SiteView& view)
{
    ConditionSample sample{{CauseId::CohortFailure, FolderKind::Failed}, Sample::DoesNotHold, {}, {}};
    if (!isReachable(view, FolderKind::Failed)) {
        sample.sample = Sample::NotChecked;
        sample.evidence = "Failed Mail cannot be listed";
        return sample;
    }
    sample.members = cohortOf(view.failures, site.watch, view.now);
    if (sample.members.empty())
        return sample;
    sample.sample = Sample::Holds;
    sample.evidence = std::to_string(sample.members.size()) + " messages failed within " +
                      minutesText(site.watch.cohortWithin) + " and share no fault";
    return sample;
}

} // namespace

std::vector<std::string> cohortOf(std::span<const Failure> failures, const WatchSettings& settings,
                                  UtcTime now)
{
    std::vector<const Failure*> members;
    for (const Failure& failure : failures)
        if (failure.at <= now && now - failure.at <= settings.cohortWithin && !failure.certain)
            members.push_back(&failure);
    if (members.size() < static_cast<std::size_t>(std::max(settings.cohortCount, 1)))
        return {};
    for (const CauseId fault : members.front()->faults)
        if (std::ranges::all_of(members, [fault](const Failure* member) {
                return std::ranges::find(member->faults, fault) != member->faults.end();
            }))
            return {};
    std::vector<std::string> ids;
    for (const Failure* member : members)
        ids.push_back(member->message);
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

std::vector<ConditionSample> judgeConditions(const Site& site, const SiteView& view)
{
    std::vector<ConditionSample> samples;
    for (const FolderHealth& health : view.folders) {
        samples.push_back(judgeReach(view, health));
        judgeSpace(site.limits, health, samples);
    }
    samples.push_back(judgePickupMissing(view));
    samples.push_back(judgeAnswer({CauseId::PickupNotWritable, FolderKind::PickUp}, view.mayAddToPickup));
    samples.push_back(judgePickupStalled(site, view));
    samples.push_back(judgeQueueBlocked(site, view));
    samples.push_back(judgeCohort(site, view));
    samples.push_back(judgeAnswer({CauseId::BadmailDisabled, FolderKind::BadMail}, view.badmailIsKept));
    return samples;
}

ConditionTracker::ConditionTracker(int clearAfter)
    : m_clearAfter(std::max(clearAfter, 1))
{
}

void ConditionTracker::restore(std::span<const ConditionState> states)
{
    for (const ConditionState& state : states)
        m_states.insert_or_assign(state.key, state);
}

std::vector<ConditionChange> ConditionTracker::take(std::span<const ConditionSample> samples, UtcTime now)
{
    std::vector<ConditionChange> changes;
    for (const ConditionSample& sample : samples) {
        const auto known = m_states.find(sample.key);
        switch (sample.sample) {
        case Sample::NotChecked:
            break;
        case Sample::Holds: {
            if (known == m_states.end()) {
                const ConditionState state{sample.key, now, sample.evidence, 0, sample.members};
                m_states.emplace(sample.key, state);
                changes.push_back({ConditionStep::Began, state, now});
                break;
            }
            const bool hadGoodSamples = std::exchange(known->second.goodSamples, 0) > 0;
            if (known->second.evidence != sample.evidence || known->second.members != sample.members) {
                known->second.evidence = sample.evidence;
                known->second.members = sample.members;
                changes.push_back({ConditionStep::Changed, known->second, now});
            } else if (hadGoodSamples) {
                changes.push_back({ConditionStep::Counted, known->second, now});
            }
            break;
        }
        case Sample::DoesNotHold:
            if (known == m_states.end())
                break;
            if (++known->second.goodSamples < m_clearAfter) {
                changes.push_back({ConditionStep::Counted, known->second, now});
                break;
            }
            changes.push_back({ConditionStep::Ended, known->second, now});
            m_states.erase(known);
            break;
        }
    }
    return changes;
}

std::vector<ConditionState> ConditionTracker::holding() const
{
    std::vector<ConditionState> states;
    for (const auto& [key, state] : m_states)
        states.push_back(state);
    return states;
}

} // namespace connectorscope
