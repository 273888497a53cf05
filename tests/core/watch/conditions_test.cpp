#include "core/watch/conditions.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr UtcTime now{std::chrono::hours(400'000)};

class ConditionsTest : public testing::Test
{
protected:
    ConditionsTest()
    {
        for (const FolderKind kind : watchedFolders) {
            FolderHealth health;
            health.folder = kind;
            health.lastListing = now;
            health.freeSpace = std::uint64_t{10} << 30;
            m_view.folders.push_back(health);
        }
        m_view.now = now;
        m_view.mayAddToPickup = {true, {}};
        m_view.badmailIsKept = {true, {}};
    }

    ConditionSample sampleOf(CauseId cause, FolderKind folder)
    {
        const auto samples = judgeConditions(m_site, m_view);
        return *std::ranges::find(samples, ConditionKey{cause, folder}, &ConditionSample::key);
    }
    Sample judged(CauseId cause, FolderKind folder) { return sampleOf(cause, folder).sample; }
    FolderHealth& health(FolderKind folder)
    {
        return *std::ranges::find(m_view.folders, folder, &FolderHealth::folder);
    }

    Site m_site;
    SiteView m_view;
};

TEST_F(ConditionsTest, DoNotHoldWhereAllIsWell)
{
    for (const ConditionSample& sample : judgeConditions(m_site, m_view))
        EXPECT_EQ(sample.sample, Sample::DoesNotHold) << causeOf(sample.key.cause).id;
}

TEST_F(ConditionsTest, AreNotCheckedInAFolderThatCannotBeListed)
{
    for (FolderHealth& folder : m_view.folders)
        folder.unreachableSince = now;
    m_view.oldestInIncoming = 10h;
    m_view.oldestInPickup = 10h;
    m_view.sinceDeparture = 10h;
    EXPECT_EQ(judged(CauseId::FolderUnreachable, FolderKind::Incoming), Sample::Holds);
    EXPECT_EQ(judged(CauseId::PickupStalled, FolderKind::PickUp), Sample::NotChecked);
    EXPECT_EQ(judged(CauseId::QueueBlocked, FolderKind::Incoming), Sample::NotChecked);
    EXPECT_EQ(judged(CauseId::CohortFailure, FolderKind::Failed), Sample::NotChecked);
    EXPECT_EQ(judged(CauseId::PickupMissing, FolderKind::PickUp), Sample::NotChecked);
}

TEST_F(ConditionsTest, PickupStallsAtItsThreshold)
{
    m_view.oldestInPickup = 5min - 1s;
    EXPECT_EQ(judged(CauseId::PickupStalled, FolderKind::PickUp), Sample::DoesNotHold);
    m_view.oldestInPickup = 5min;
    EXPECT_EQ(judged(CauseId::PickupStalled, FolderKind::PickUp), Sample::Holds);
}

TEST_F(ConditionsTest, DiskIsLowThenFull)
{
    const auto both = [this](std::optional<std::uint64_t> mebibytes) {
        health(FolderKind::PickUp).freeSpace = mebibytes ? std::optional(*mebibytes << 20) : std::nullopt;
        return std::pair(judged(CauseId::DiskLow, FolderKind::PickUp),
                         judged(CauseId::DiskFull, FolderKind::PickUp));
    };
    EXPECT_EQ(both(500), std::pair(Sample::DoesNotHold, Sample::DoesNotHold));
    EXPECT_EQ(both(499), std::pair(Sample::Holds, Sample::DoesNotHold));
    EXPECT_EQ(both(9), std::pair(Sample::DoesNotHold, Sample::Holds));
    EXPECT_EQ(both(std::nullopt), std::pair(Sample::NotChecked, Sample::NotChecked));
}

TEST_F(ConditionsTest, PickupIsMissingRatherThanUnreachable)
{
    health(FolderKind::PickUp).unreachableSince = now;
    m_view.pickupIsMissing = true;
    EXPECT_EQ(judged(CauseId::PickupMissing, FolderKind::PickUp), Sample::Holds);
    EXPECT_EQ(judged(CauseId::FolderUnreachable, FolderKind::PickUp), Sample::DoesNotHold);
}

TEST_F(ConditionsTest, RightsAndPolicyMayBeUnknown)
{
    m_view.mayAddToPickup = {std::nullopt, "not ours to see"};
    EXPECT_EQ(judged(CauseId::PickupNotWritable, FolderKind::PickUp), Sample::NotChecked);
    EXPECT_EQ(sampleOf(CauseId::PickupNotWritable, FolderKind::PickUp).evidence, "not ours to see");
    m_view.mayAddToPickup = {false, "no right"};
    EXPECT_EQ(judged(CauseId::PickupNotWritable, FolderKind::PickUp), Sample::Holds);
    m_view.badmailIsKept = {false, "not set"};
    EXPECT_EQ(judged(CauseId::BadmailDisabled, FolderKind::BadMail), Sample::Holds);
}

TEST_F(ConditionsTest, QueueIsBlockedWhenOldMailWaitsAndNothingMoves)
{
    m_view.oldestInIncoming = 1h;
    m_view.sinceDeparture = 44min;
    EXPECT_EQ(judged(CauseId::QueueBlocked, FolderKind::Incoming), Sample::NotChecked);
    m_view.sinceDeparture = 45min;
    EXPECT_EQ(judged(CauseId::QueueBlocked, FolderKind::Incoming), Sample::Holds);
    m_view.oldestInIncoming = 44min;
    EXPECT_EQ(judged(CauseId::QueueBlocked, FolderKind::Incoming), Sample::DoesNotHold);
}

std::vector<Failure> failures(int count, const std::vector<CauseId>& faults = {}, bool certain = false)
{
    std::vector<Failure> all;
    for (int i = 0; i < count; ++i)
        all.push_back({now - std::chrono::minutes(i), "m" + std::to_string(i), faults, certain});
    return all;
}

TEST(Cohort, IsManyFailuresWithinMinutes)
{
    EXPECT_THAT(cohortOf(failures(5), {}, now), ElementsAre("m0", "m1", "m2", "m3", "m4"));
    EXPECT_THAT(cohortOf(failures(4), {}, now), IsEmpty());
    EXPECT_THAT(cohortOf(failures(5), {}, now + 10min), IsEmpty());
    EXPECT_EQ(cohortOf(failures(20), {}, now).size(), 6U) << "those of the last five minutes";
}

TEST(Cohort, IsNotMessagesThatShareAFault)
{
    EXPECT_THAT(cohortOf(failures(5, {CauseId::BlankCharset}), {}, now), IsEmpty());
    auto mixed = failures(5, {CauseId::BlankCharset});
    mixed[2].faults = {};
    EXPECT_EQ(cohortOf(mixed, {}, now).size(), 5U);
}

TEST(Cohort, LeavesOutWhatAKnownFaultExplains)
{
    EXPECT_THAT(cohortOf(failures(5, {CauseId::MissingFrom}, true), {}, now), IsEmpty());
    auto mixed = failures(6);
    mixed[0].certain = true;
    EXPECT_THAT(cohortOf(mixed, {}, now), ElementsAre("m1", "m2", "m3", "m4", "m5"));
}

class TrackerTest : public testing::Test
{
protected:
    std::vector<ConditionStep> take(Sample sample, const std::string& evidence = "e")
    {
        const ConditionSample one{{CauseId::DiskLow, FolderKind::PickUp}, sample, evidence, {}};
        std::vector<ConditionStep> steps;
        for (const ConditionChange& change : m_tracker.take({&one, 1}, now))
            steps.push_back(change.step);
        return steps;
    }

    ConditionTracker m_tracker{2};
};

TEST_F(TrackerTest, BeginsAtOnceAndEndsAfterSomeGoodSamples)
{
    EXPECT_THAT(take(Sample::DoesNotHold), IsEmpty());
    EXPECT_THAT(take(Sample::Holds), ElementsAre(ConditionStep::Began));
    EXPECT_THAT(take(Sample::Holds), IsEmpty());
    EXPECT_THAT(take(Sample::DoesNotHold), ElementsAre(ConditionStep::Counted));
    EXPECT_THAT(take(Sample::Holds), ElementsAre(ConditionStep::Counted)) << "a flicker is no end";
    EXPECT_THAT(take(Sample::DoesNotHold), ElementsAre(ConditionStep::Counted));
    EXPECT_THAT(take(Sample::DoesNotHold), ElementsAre(ConditionStep::Ended));
    EXPECT_THAT(m_tracker.holding(), IsEmpty());
}

TEST_F(TrackerTest, ChangesNothingWithoutACheck)
{
    (void)take(Sample::Holds);
    for (int i = 0; i < 5; ++i)
        EXPECT_THAT(take(Sample::NotChecked), IsEmpty());
    EXPECT_EQ(m_tracker.holding().size(), 1U);
}

TEST_F(TrackerTest, TellsNewEvidence)
{
    (void)take(Sample::Holds, "one");
    EXPECT_THAT(take(Sample::Holds, "two"), ElementsAre(ConditionStep::Changed));
}

TEST_F(TrackerTest, GoesOnFromWhatWasRemembered)
{
    const ConditionState known{{CauseId::DiskLow, FolderKind::PickUp}, now - 1h, "e", 1, {}};
    m_tracker.restore({&known, 1});
    EXPECT_THAT(take(Sample::DoesNotHold), ElementsAre(ConditionStep::Ended));
}

} // namespace
} // namespace connectorscope
