#include "core/index/day_reader.h"

#include "core/base/path_text.h"
#include "core/index/holds.h"
#include "core/index/journal_reader.h"
#include "core/index/run_journal.h"
#include "tests/core/index/ledger_fixture.h"

#include <random>
#include <tuple>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

using Lying = std::vector<std::tuple<FolderKind, UtcTime, Verdict, std::optional<CauseId>, bool>>;

Place placeOf(FolderKind folder, std::size_t number)
{
    return {folder, std::to_string(number) + ".eml"};
}

FolderHealth healthOf(FolderKind folder, UtcTime at)
{
    FolderHealth health;
    health.folder = folder;
    health.path = "/mail";
    health.lastListing = at;
    health.entries = 5;
    health.freeSpace = 1000;
    return health;
}

class DayReaderTest : public LedgerFixture
{
protected:
    DayReaderTest() { m_reader = DayReader::open(m_folder.path()).value(); }

    void look(const std::vector<FolderHealth>& folders)
    {
        const auto told = m_ledger->recordHealth(folders);
        ASSERT_TRUE(told) << told.error().message;
    }

    void lookAtAll(UtcTime at)
    {
        look({healthOf(FolderKind::Incoming, at), healthOf(FolderKind::Failed, at)});
    }

    DayReader& reader()
    {
        EXPECT_TRUE(m_reader->refresh());
        return *m_reader;
    }

    Lying lyingAt(UtcTime before)
    {
        Lying lying;
        const auto read = reader().eachLying(before, [&](const LyingFile& file) {
            lying.emplace_back(file.folder, file.since, file.verdict, file.cause, file.leftBehind);
        });
        EXPECT_TRUE(read) << read.error().message;
        std::ranges::sort(lying);
        return lying;
    }

    std::unique_ptr<DayReader> m_reader;
};

TEST_F(DayReaderTest, ToldOfAMomentIsWhatLayThereThenWhateverHappenedSince)
{
    std::mt19937 dice(7);
    const auto roll = [&](std::size_t sides) {
        return std::uniform_int_distribution<std::size_t>(0, sides - 1)(dice);
    };
    struct Mail
    {
        Place place;
        bool isGone = false;
        bool isJudged = false;
    };
    std::vector<Mail> mails;
    std::vector<std::pair<UtcTime, Lying>> moments;
    UtcTime now = someTime;
    for (int step = 0; step < 1500; ++step) {
        now += std::chrono::seconds(1 + roll(60));
        const std::size_t which = roll(mails.size() + 3);
        if (which >= mails.size()) {
            const std::size_t number = mails.size();
            mails.push_back({placeOf(roll(2) == 0 ? FolderKind::Incoming : FolderKind::Failed, number)});
            record({arrived(mails.back().place, number, now)});
        } else if (Mail& mail = mails[which]; mail.isGone) {
            continue;
        } else if (!mail.isJudged) {
            mail.isJudged = true;
            record({roll(2) == 0 ? judged(mail.place, which, now)
                                 : judged(mail.place, which, CauseId::MissingFrom, now)});
        } else if (roll(3) == 0 && mail.place.folder == FolderKind::Incoming) {
            const Place to = placeOf(FolderKind::Failed, which);
            record({moved(mail.place, to, which, now)});
            mail.place = to;
            mail.isJudged = false;
        } else if (roll(3) == 0 && mail.place.folder == FolderKind::Incoming) {
            WatchRecord left = judged(mail.place, which, now);
            left.kind = RecordKind::FindingAdded;
            left.scanned.reset();
            left.finding.emplace();
            left.finding->cause = CauseId::LeftBehind;
            left.finding->severity = causeOf(CauseId::LeftBehind).severity;
            record({left});
        } else {
            mail.isGone = true;
            record({gone(mail.place, now)});
        }
        if (roll(5) == 0)
            lookAtAll(now);
        if (step % 50 == 0)
            moments.emplace_back(now + 1ns, lyingAt(now + 1ns));
    }
    for (const auto& [moment, lying] : moments)
        EXPECT_EQ(lyingAt(moment), lying) << (moment - someTime).count();
    // Without looks nobody knows where to begin, and all is read.
    onJournal("DELETE FROM look");
    for (const auto& [moment, lying] : moments)
        EXPECT_EQ(lyingAt(moment), lying);
}

TEST_F(DayReaderTest, KnowsOfLaterNewsThatAFileWasThereAlready)
{
    // Found in the morning, written in the evening before.
    record({arrived(placeOf(FolderKind::Failed, 1), 1, someTime)});
    EXPECT_THAT(lyingAt(someTime + 1h), SizeIs(1));
    EXPECT_THAT(lyingAt(someTime), IsEmpty());
}

TEST_F(DayReaderTest, LooksThatFollowEachOtherAreOneTimeOfWatching)
{
    for (int minute = 0; minute <= 60; minute += 4)
        lookAtAll(someTime + std::chrono::minutes(minute));
    lookAtAll(someTime + 90min);
    open();
    lookAtAll(someTime + 93min);
    const auto watched = reader().watched({someTime - 1h, someTime + 24h}).value();
    ASSERT_THAT(watched, SizeIs(4));
    EXPECT_EQ(watched[0].folder, FolderKind::Incoming);
    EXPECT_EQ(watched[0].began, someTime);
    EXPECT_EQ(watched[0].until, someTime + 60min);
    EXPECT_EQ(watched[2].began, someTime + 90min);
    EXPECT_EQ(watched[2].until, someTime + 93min);
    EXPECT_EQ(reader().firstWatched().value(), someTime);
    EXPECT_EQ(reader().lastWatched().value(), someTime + 93min);
    EXPECT_THAT(reader().watched({someTime + 61min, someTime + 89min}).value(), IsEmpty());
}

TEST_F(DayReaderTest, WritesALookOnceAMinuteOnly)
{
    lookAtAll(someTime);
    lookAtAll(someTime + 59s);
    EXPECT_EQ(reader().lastWatched().value(), someTime);
    lookAtAll(someTime + 60s);
    EXPECT_EQ(reader().lastWatched().value(), someTime + 60s);
}

TEST_F(DayReaderTest, TellsHowAFolderWasLast)
{
    FolderHealth health = healthOf(FolderKind::Incoming, someTime);
    health.notLookedAt[0] = 2;
    health.notLookedAt[4] = 1;
    health.skew = -3s;
    look({health});
    FolderHealth later = healthOf(FolderKind::Incoming, someTime + 2h);
    later.unreachableSince = someTime + 3h;
    later.whyUnreachable = "no such share";
    look({later});

    const auto before = reader().looks(someTime + 3h).value();
    ASSERT_THAT(before, SizeIs(1));
    EXPECT_EQ(before[0].at, someTime);
    EXPECT_EQ(before[0].path, displayText(std::filesystem::path("/mail")));
    EXPECT_EQ(before[0].notLookedAt, 3U);
    EXPECT_EQ(before[0].entries, 5U);
    EXPECT_EQ(before[0].freeSpace, 1000U);
    EXPECT_EQ(before[0].skew, -3s);
    EXPECT_FALSE(before[0].unreachableSince);
    const auto after = reader().looks(someTime + 48h).value();
    ASSERT_THAT(after, SizeIs(1));
    EXPECT_EQ(after[0].unreachableSince, someTime + 3h);
    EXPECT_EQ(after[0].listed, someTime + 2h);
    EXPECT_EQ(after[0].whyUnreachable, "no such share");
    EXPECT_THAT(reader().looks(someTime).value(), IsEmpty());
}

TEST_F(DayReaderTest, TellsWhichConditionsHeldAndForHowLong)
{
    const auto change = [&](ConditionStep step, CauseId cause, UtcTime at, const std::string& evidence) {
        ASSERT_TRUE(
            m_ledger->recordCondition({step, {{cause, FolderKind::PickUp}, at, evidence, 0, {}}, at}));
    };
    change(ConditionStep::Began, CauseId::DiskLow, someTime, "400 MiB free");
    change(ConditionStep::Changed, CauseId::DiskLow, someTime + 1h, "300 MiB free");
    change(ConditionStep::Began, CauseId::PickupStalled, someTime + 2h, "2 of its files");
    change(ConditionStep::Ended, CauseId::PickupStalled, someTime + 3h, "2 of its files");
    change(ConditionStep::Ended, CauseId::DiskLow, someTime + 30h, "300 MiB free");
    const auto conditions = reader().conditions({someTime + 1h, someTime + 25h}).value();
    ASSERT_THAT(conditions, SizeIs(2));
    EXPECT_EQ(conditions[0].key, (ConditionKey{CauseId::DiskLow, FolderKind::PickUp}));
    EXPECT_EQ(conditions[0].evidence, "300 MiB free");
    EXPECT_FALSE(conditions[0].ended);
    EXPECT_EQ(conditions[1].since, someTime + 2h);
    EXPECT_EQ(conditions[1].ended, someTime + 3h);
    EXPECT_THAT(reader().conditions({someTime + 31h, someTime + 50h}).value(), IsEmpty());
}

TEST_F(DayReaderTest, CountsFailuresByTheCauseThatWasFound)
{
    const auto failure = [](std::uint64_t number, CauseId cause, UtcTime at) {
        WatchRecord record = judged(placeOf(FolderKind::Failed, number), number, cause, at);
        record.isAttempt = true;
        return record;
    };
    record({failure(1, CauseId::MissingFrom, someTime), failure(2, CauseId::InvalidDate, someTime + 1h),
            failure(3, CauseId::MissingFrom, someTime + 2h),
            failure(4, CauseId::MissingFrom, someTime + 24h)});
    const auto failures = reader().failures({someTime, someTime + 24h}).value();
    ASSERT_THAT(failures, SizeIs(2));
    EXPECT_EQ(failures[0].cause, CauseId::MissingFrom);
    EXPECT_EQ(failures[0].count, 2U);
    EXPECT_EQ(failures[1].cause, CauseId::InvalidDate);
}

TEST_F(DayReaderTest, TellsOfFilteredMessagesOfTheWindow)
{
    const auto filtered = [](std::uint64_t number, std::vector<FilterVerdict> verdicts, UtcTime at) {
        WatchRecord record = judged(placeOf(FolderKind::Incoming, number), number, at);
        record.scanned->filtered = std::move(verdicts);
        return record;
    };
    const FilterVerdict sender{BypassedFilter::Sender, true, "it is blocked", 0, 0, 1, 1, ""};
    const FilterVerdict recipient{BypassedFilter::Recipient, false, "no such mailbox", 0, 0, 1, 1, ""};
    lookAtAll(someTime - 1h);
    const auto ids = record({filtered(1, {sender}, someTime - 1s), filtered(2, {recipient}, someTime + 2h),
                             filtered(3, {recipient, sender}, someTime + 1h), filtered(4, {}, someTime + 1h),
                             filtered(5, {sender}, someTime + 24h)});
    const auto day = reader().filtered({someTime, someTime + 24h}, 1).value();
    EXPECT_EQ(day.messages, 2U);
    EXPECT_EQ(day.stopped, 1U);
    ASSERT_THAT(day.counts, SizeIs(2));
    EXPECT_EQ(day.counts[0].filter, BypassedFilter::Recipient);
    EXPECT_EQ(day.counts[0].forSome, 2U);
    EXPECT_EQ(day.counts[1].stopped, 1U);
    ASSERT_THAT(day.listed, SizeIs(1));
    EXPECT_EQ(day.listed[0].id, ids[2]);
    EXPECT_EQ(day.listed[0].subject, "Invoice 3");
    EXPECT_THAT(day.listed[0].recipients, ElementsAre("Anna@contoso.com"));
    ASSERT_THAT(day.listed[0].words, SizeIs(2));
    EXPECT_EQ(day.listed[0].words[1].reason, "it is blocked");
}

TEST_F(DayReaderTest, TellsWhatWasDone)
{
    const auto ids = record({judged(placeOf(FolderKind::Failed, 1), 1, CauseId::MissingFrom),
                             judged(placeOf(FolderKind::Failed, 2), 2, CauseId::MissingFrom),
                             judged(placeOf(FolderKind::Failed, 3), 3, CauseId::MissingFrom)});
    const auto runs = RunJournal::open(m_folder.path(), {"berta", "desk"}).value();
    const auto begin = [&](std::size_t message, UtcTime at) {
        const NewRun run{.message = ids.at(message),
                         .kind = "requeue",
                         .source = placeOf(FolderKind::Failed, message + 1),
                         .action = {}};
        return runs->begin({&run, 1}, at).value().front().value().id;
    };
    const auto become = [&](const std::string& run, RunState state, UtcTime at) {
        const RunEntry entry{.run = run, .becomes = state, .outcome = "so it is"};
        ASSERT_TRUE(runs->write({&entry, 1}, at));
    };
    const std::string first = begin(0, someTime + 1h);
    become(first, RunState::Failed, someTime + 2h);
    const std::string second = begin(1, someTime + 3h);
    become(second, RunState::Failed, someTime + 25h);
    const std::string third = begin(2, someTime + 4h);
    become(third, RunState::Exposed, someTime + 4h);
    become(third, RunState::OutcomeUnknown, someTime + 5h);

    const auto today = reader().runs({someTime, someTime + 24h}).value();
    ASSERT_THAT(today, SizeIs(3));
    EXPECT_EQ(today[0].id, first);
    EXPECT_EQ(today[0].state, RunState::Failed);
    EXPECT_EQ(today[0].outcome, "so it is");
    EXPECT_EQ(today[0].actor.account, "berta");
    EXPECT_EQ(today[1].state, RunState::Running);
    EXPECT_FALSE(today[1].ended);
    EXPECT_EQ(today[2].state, RunState::OutcomeUnknown);
    const auto tomorrow = reader().runs({someTime + 24h, someTime + 48h}).value();
    ASSERT_THAT(tomorrow, SizeIs(1));
    EXPECT_EQ(tomorrow[0].id, second);
    EXPECT_EQ(reader().uncertainRuns(someTime + 24h).value(), 1U);
    EXPECT_EQ(reader().uncertainRuns(someTime).value(), 0U);
}

TEST_F(DayReaderTest, KnowsWhatWasHeldThen)
{
    const std::string id = record({judged(failed, 1, CauseId::MissingFrom)}).front();
    const auto holds = Holds::open(m_folder.path(), {"berta", "desk"}).value();
    ASSERT_TRUE(holds->beginHold(id, failed, "staging/held/1", "wait", someTime + 1h));
    ASSERT_TRUE(holds->finishHold(id, someTime + 1h));
    EXPECT_EQ(reader().held(someTime + 1h).value(), 0U);
    EXPECT_EQ(reader().held(someTime + 2h).value(), 1U);
    EXPECT_THAT(lyingAt(someTime + 2h), IsEmpty());
    EXPECT_THAT(lyingAt(someTime + 30min), SizeIs(1));
    ASSERT_TRUE(acknowledgeMessage(m_folder.path(), id, {someTime + 3h, "Carl knows", {"berta", "desk"}}));
    const auto deeds = reader().deeds({someTime, someTime + 24h}).value();
    ASSERT_THAT(deeds, SizeIs(2));
    EXPECT_EQ(deeds[0].kind, "held");
    EXPECT_EQ(deeds[1].note, "Carl knows");
    EXPECT_EQ(deeds[1].message, id);
    EXPECT_EQ(deeds[1].actor.machine, "desk");
    EXPECT_THAT(reader().deeds({someTime + 4h, someTime + 24h}).value(), IsEmpty());
}

TEST_F(DayReaderTest, KnowsWhenTheServicesWorkedLast)
{
    WatchRecord left = gone(placeOf(FolderKind::Incoming, 1), someTime + 1h);
    left.countsAsHandedOver = true;
    record({judged(placeOf(FolderKind::Incoming, 1), 1, someTime), left});
    EXPECT_EQ(reader().lastDeparture(someTime + 2h).value(), someTime + 1h);
    EXPECT_FALSE(reader().lastDeparture(someTime + 1h).value());
    const auto quarter = reader().lastHandOver(someTime + 2h).value();
    ASSERT_TRUE(quarter);
    EXPECT_LE(*quarter, someTime + 1h);
    EXPECT_GT(*quarter, someTime + 45min);
    EXPECT_FALSE(reader().lastHandOver(someTime).value());
}

TEST_F(DayReaderTest, ForgetsLooksThatAreOlderThanTheRetention)
{
    for (int hour = 0; hour < 24 * 20; ++hour)
        lookAtAll(someTime + std::chrono::hours(hour));
    const UtcTime now = someTime + 24h * 20;
    for (int step = 0; m_ledger->forgetSome(now, 24h * 10, {}).value(); ++step)
        ASSERT_LT(step, 1000);
    EXPECT_EQ(reader().firstWatched().value(), someTime + 24h * 10);
    EXPECT_EQ(inJournal("SELECT count(*) FROM look"), 2 * 24 * 10);
}

} // namespace
} // namespace connectorscope
