#include "core/index/retention.h"

#include "core/index/journal_reader.h"
#include "core/index/kept_originals.h"
#include "core/index/unused_space.h"
#include "tests/core/index/ledger_fixture.h"
#include "tests/support/fake_clock.h"
#include "tests/support/small_files.h"

#include <array>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::chrono::nanoseconds ninetyDays = 90 * 24h;

/// Everything that tells of a message.
constexpr std::array tablesOfMessages = {"message", "content",         "file",    "event", "run", "step",
                                         "attempt", "acknowledgement", "filtered"};

class RetentionTest : public LedgerFixture
{
protected:
    RetentionTest() { m_clock.setNow(someTime); }

    /// A message that came and went.
    std::string passed(std::uint64_t number, const std::string& name = "a.eml")
    {
        const Place place{FolderKind::Incoming, name};
        return record({arrived(place, number, m_clock.now()), judged(place, number, m_clock.now()),
                       gone(place, m_clock.now() + 1min)})[1];
    }

    bool step()
    {
        const auto more = m_ledger->forgetSome(m_clock.now(), ninetyDays, {});
        EXPECT_TRUE(more) << more.error().message;
        return more.value_or(false);
    }

    /// A round of forgetting; returns how many steps it took.
    int forget()
    {
        int steps = 1;
        while (step() && steps < 100'000)
            ++steps;
        return steps;
    }

    std::int64_t rowsOfMessages()
    {
        std::int64_t rows = 0;
        for (const char* const table : tablesOfMessages)
            rows += inJournal(std::string("SELECT count(*) FROM ") + table);
        return rows;
    }

    /// A run of the message; `columns` are what sets it apart.
    void addRun(const std::string& id, UtcTime began, const std::string& ended, const std::string& original)
    {
        const std::string at = std::to_string(stored(began));
        onJournal("INSERT INTO run(id, message, attempt, kind, state, began, ended, source_folder, "
                  "source_name, original, actor) SELECT 'run1', number, 1, 'requeue', 'done', " +
                  at + ", " + ended + ", 1, 'a.eml', " + original + ", 1 FROM message WHERE id = '" + id +
                  "'; INSERT INTO step(run, step, phase, at, actor) SELECT number, 'claim', 'done', " + at +
                  ", 1 FROM run WHERE id = 'run1'; INSERT INTO attempt(message, attempt, at, run) SELECT "
                  "number, 1, " +
                  at + ", 'run1' FROM message WHERE id = '" + id +
                  "'; INSERT INTO run_file(size, modified, identity, folder, name, run, message, at) "
                  "VALUES(5, 0, 0, 1, CAST('run1.eml' AS BLOB), 'run1', '" +
                  id + "', " + at + ");");
    }

    FakeClock m_clock;
};

TEST_F(RetentionTest, AMessageThatHasBeenGoneForLongEnoughIsForgottenWithAllThatWasWrittenOfIt)
{
    const std::string id = passed(1);
    ASSERT_TRUE(acknowledgeMessage(m_folder.path(), id, {m_clock.now(), "known", {"berta", "desk"}}));
    addRun(id, m_clock.now(), std::to_string(stored(m_clock.now())), "NULL");
    ASSERT_GE(rowsOfMessages(), 10);
    m_clock.advance(ninetyDays + 2min);
    forget();
    EXPECT_EQ(rowsOfMessages(), 0);
    EXPECT_EQ(inJournal("SELECT count(*) FROM run_file"), 0);
    EXPECT_THAT(rows(), IsEmpty());
    EXPECT_EQ(inIndex("SELECT count(*) FROM finding") + inIndex("SELECT count(*) FROM recipient") +
                  inIndex("SELECT count(*) FROM tally"),
              0);
    EXPECT_FALSE(*m_ledger->indexIsBehind());
}

TEST_F(RetentionTest, AMessageStaysWithItsFateUntilThen)
{
    passed(1);
    m_clock.advance(ninetyDays + 30s); // it left a minute after it came
    forget();
    ASSERT_THAT(rows(), SizeIs(1));
    EXPECT_EQ(rows()[0].state, MessageState::Gone);
    EXPECT_EQ(inJournal("SELECT count(*) FROM event"), 3);
}

TEST_F(RetentionTest, AClockThatIsSetAheadForgetsNothingAtOnce)
{
    passed(1);
    const auto originals = KeptOriginals::open(m_folder.path(), {"anna", "server"}).value();
    ASSERT_TRUE(originals->noteRound({m_clock.now(), m_clock.now() - ninetyDays}));
    m_clock.advance(ninetyDays * 4);
    forget();
    EXPECT_THAT(rows(), SizeIs(1));
    for (int days = 0; days < 90; days += 2)
        ASSERT_TRUE(originals->noteRound({m_clock.now(), {}}));
    forget();
    EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(RetentionTest, WhatAClockThatWasBehindHasWrittenOfARunStays)
{
    addRun(passed(1), m_clock.now(), std::to_string(stored(m_clock.now())), "NULL");
    onJournal("UPDATE run SET kept_from = ended + " + std::to_string(ninetyDays.count()));
    m_clock.advance(ninetyDays + 2min);
    forget();
    EXPECT_THAT(rows(), SizeIs(1));
    m_clock.advance(ninetyDays);
    forget();
    EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(RetentionTest, WhatLiesInAFolderStaysHoweverOldItIs)
{
    record({judged(failed, 1, CauseId::MissingFrom)});
    m_clock.advance(ninetyDays * 10);
    forget();
    ASSERT_THAT(rows(), SizeIs(1));
    EXPECT_EQ(rows()[0].primary, CauseId::MissingFrom);
    EXPECT_EQ(inJournal("SELECT count(*) FROM event"), 1);
}

TEST_F(RetentionTest, WhatWasWrittenOfAFileBeforeItWasReadStaysWithTheFile)
{
    record({arrived(failed, 1), judged(failed, 1), arrived(incoming, 2)});
    m_clock.advance(ninetyDays * 2);
    forget();
    EXPECT_EQ(inJournal("SELECT count(*) FROM event"), 3);
}

TEST_F(RetentionTest, AHeldMessageStays)
{
    const std::string id = passed(1);
    onJournal("INSERT INTO hold SELECT number, 'held', 0, 1, CAST('a.eml' AS BLOB), "
              "CAST('/staging/held/a' AS BLOB), 0, NULL, 'by hand', 1 FROM message");
    m_clock.advance(ninetyDays * 2);
    forget();
    ASSERT_THAT(rows(), SizeIs(1));
    EXPECT_EQ(rows()[0].id, id);
    onJournal("DELETE FROM hold");
    forget();
    EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(RetentionTest, AMessageWithAnUnfinishedRunStays)
{
    addRun(passed(1), m_clock.now(), "NULL", "NULL");
    m_clock.advance(ninetyDays * 2);
    forget();
    EXPECT_THAT(rows(), SizeIs(1));
    EXPECT_EQ(inJournal("SELECT count(*) FROM step") + inJournal("SELECT count(*) FROM run_file"), 2);
}

TEST_F(RetentionTest, AMessageWhoseRunHasEndedLatelyStays)
{
    addRun(passed(1), m_clock.now(), std::to_string(stored(m_clock.now() + 24h)), "NULL");
    m_clock.advance(ninetyDays + 1h);
    forget();
    EXPECT_THAT(rows(), SizeIs(1));
    m_clock.advance(24h);
    forget();
    EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(RetentionTest, AMessageStaysAsLongAsItsCopyLiesInTheVault)
{
    const std::string hash(64, 'a');
    addRun(passed(1), m_clock.now(), std::to_string(stored(m_clock.now())), "x'" + hash + "'");
    const std::filesystem::path folder = m_folder / "vault" / "aa";
    std::filesystem::create_directories(folder);
    writeFile(folder / (hash + ".eml.gz"), "an original");
    m_clock.advance(ninetyDays * 2);
    forget();
    ASSERT_THAT(rows(), SizeIs(1));
    std::filesystem::remove(folder / (hash + ".eml.gz"));
    forget();
    EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(RetentionTest, AMessageThatAnActionWaitsForStays)
{
    const std::string id = passed(1);
    onJournal("INSERT INTO action(kind, message, options, asked_at, asked_by, state) "
              "VALUES('requeue', '" +
              id + "', '{}', 0, 1, 'waiting')");
    m_clock.advance(ninetyDays * 2);
    forget();
    EXPECT_THAT(rows(), SizeIs(1));
    onJournal("UPDATE action SET state = 'done', ended_at = 1");
    forget();
    EXPECT_THAT(rows(), IsEmpty());
    EXPECT_EQ(inJournal("SELECT count(*) FROM action"), 0);
}

TEST_F(RetentionTest, AMessageThatAConditionIsAboutStays)
{
    ConditionChange change;
    change.state.key = {CauseId::DiskLow, FolderKind::PickUp};
    change.state.members = {passed(1)};
    change.at = m_clock.now();
    ASSERT_TRUE(m_ledger->recordCondition(change));
    m_clock.advance(ninetyDays * 2);
    forget();
    EXPECT_THAT(rows(), SizeIs(1));
    change.step = ConditionStep::Ended;
    ASSERT_TRUE(m_ledger->recordCondition(change));
    forget();
    EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(RetentionTest, AMessageThatWasAcknowledgedLatelyStays)
{
    const std::string id = passed(1);
    m_clock.advance(ninetyDays);
    ASSERT_TRUE(acknowledgeMessage(m_folder.path(), id, {m_clock.now(), "known", {"berta", "desk"}}));
    m_clock.advance(24h);
    forget();
    EXPECT_THAT(rows(), SizeIs(1));
}

TEST_F(RetentionTest, FiguresReportsAndUidlsStay)
{
    passed(1);
    onJournal("INSERT INTO uidl VALUES('info', CAST('u1' AS BLOB), 'stored', 0, 5, x'00', CAST('a' AS BLOB));"
              "INSERT INTO closed_report VALUES('2026-11-18', 0, '{}')");
    m_clock.advance(ninetyDays * 20);
    forget();
    EXPECT_THAT(rows(), IsEmpty());
    EXPECT_EQ(inJournal("SELECT sum(arrived) FROM figure"), 1);
    EXPECT_EQ(inJournal("SELECT count(*) FROM uidl"), 1);
    EXPECT_EQ(inJournal("SELECT count(*) FROM closed_report"), 1);
}

TEST_F(RetentionTest, WhatHappenedToFilesThatWereNoMessageIsForgottenToo)
{
    const Place pickup{FolderKind::PickUp, "b.eml"};
    std::vector<WatchRecord> records;
    for (std::uint64_t number = 0; number < 1500; ++number) {
        records.push_back(arrived(pickup, number, m_clock.now()));
        records.push_back(gone(pickup, m_clock.now()));
    }
    record(records);
    m_clock.advance(ninetyDays * 2);
    record({arrived(pickup, 1, m_clock.now()), gone(pickup, m_clock.now())});
    forget();
    EXPECT_EQ(inJournal("SELECT count(*) FROM event"), 2);
    EXPECT_EQ(inJournal("SELECT count(*) FROM removed_file"), 1);
}

TEST_F(RetentionTest, AClockThatWasWrongForAWhileKeepsNothingForEver)
{
    const UtcTime now = m_clock.now();
    m_clock.setNow(UtcTime(std::chrono::sys_days(std::chrono::year(2200) / 1 / 1)));
    record({arrived(incoming, 1, m_clock.now()), judged(incoming, 1, m_clock.now())});
    m_clock.setNow(now);
    passed(2, "b.eml");
    m_clock.advance(ninetyDays * 2);
    forget();
    ASSERT_THAT(rows(), SizeIs(1));
    EXPECT_EQ(rows()[0].place, incoming);
}

TEST_F(RetentionTest, AStepTakesFewRowsOutEvenOfOneMessage)
{
    const std::string id = passed(1);
    onJournal("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) "
              "INSERT INTO event(at, kind, actor, message, folder) "
              "SELECT 1000 + i, 1, 1, (SELECT number FROM message), 0 FROM n");
    m_clock.advance(ninetyDays * 2);
    std::int64_t before = rowsOfMessages();
    int steps = 0;
    bool more = true;
    while (more && steps < 1000) {
        more = step();
        ++steps;
        const std::int64_t after = rowsOfMessages();
        EXPECT_LE(before - after, Retention::rowsOfAStep + 2);
        if (after > 0) {
            EXPECT_THAT(rows(), SizeIs(1));
        }
        before = after;
    }
    EXPECT_EQ(before, 0);
    EXPECT_GE(steps, 9);
    EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(RetentionTest, AProgramThatEndsBetweenTwoStepsLosesNothingAndForgetsTheRestLater)
{
    constexpr std::uint64_t count = 300;
    std::vector<WatchRecord> records;
    for (std::uint64_t number = 0; number < count; ++number) {
        const Place place{FolderKind::Incoming, std::to_string(number) + ".eml"};
        records.push_back(judged(place, number, m_clock.now()));
        records.push_back(gone(place, m_clock.now()));
    }
    record(records);
    m_clock.advance(ninetyDays * 2);
    std::size_t left = count;
    for (int starts = 0; left > 0 && starts < 100; ++starts) {
        step();
        open();
        ASSERT_TRUE(m_ledger->catchUp({}));
        left = rows().size();
        EXPECT_EQ(inJournal("SELECT count(*) FROM message"), static_cast<std::int64_t>(left));
    }
    EXPECT_EQ(left, 0U);
    forget();
    EXPECT_EQ(rowsOfMessages(), 0);
}

TEST_F(RetentionTest, AnIndexThatWasNotToldFollowsWithTheNextProgram)
{
    passed(1);
    passed(2, "b.eml");
    m_clock.advance(ninetyDays * 2);
    {
        // The journal has forgotten, and the power failed.
        const auto database = journal();
        const auto done = database->run([&] {
            const Names names(*database);
            Retention retention(*database, names, m_folder / "vault");
            JournalChanges changes;
            Transaction transaction(*database);
            retention.step({m_clock.now(), m_clock.now() - ninetyDays}, changes);
            transaction.commit();
            EXPECT_THAT(changes.rows, SizeIs(2));
        });
        ASSERT_TRUE(done) << done.error().message;
    }
    EXPECT_THAT(rows(), SizeIs(2));
    open();
    ASSERT_TRUE(*m_ledger->indexIsBehind());
    ASSERT_TRUE(m_ledger->catchUp({}));
    EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(RetentionTest, AnIndexThatABackupHasPutBackIsMadeAgain)
{
    passed(1);
    m_ledger.reset();
    std::filesystem::copy_file(indexFile(), m_folder / "saved.db");
    open();
    for (std::uint64_t number = 2; number < 10; ++number)
        passed(number, std::to_string(number) + ".eml");
    m_clock.advance(ninetyDays * 2);
    forget();
    const std::string id = passed(20);
    m_ledger.reset();
    std::filesystem::remove(indexFile());
    std::filesystem::copy_file(m_folder / "saved.db", indexFile());
    open();
    ASSERT_TRUE(m_ledger->catchUp({}));
    ASSERT_THAT(rows(), SizeIs(1));
    EXPECT_EQ(rows()[0].id, id);
}

TEST_F(RetentionTest, GivesTheSpaceBackInSmallSteps)
{
    constexpr std::uint64_t count = 3000;
    std::vector<WatchRecord> records;
    for (std::uint64_t number = 0; number < count; ++number) {
        const Place place{FolderKind::Incoming, std::to_string(number) + ".eml"};
        records.push_back(judged(place, number, CauseId::MissingFrom));
        records.back().scanned->subject =
            "A subject " + std::to_string(number * 7919) + std::string(200, 'x');
        records.push_back(gone(place));
    }
    record(records);
    const std::int64_t journalBefore = inJournal("PRAGMA page_count");
    const std::int64_t indexBefore = inIndex("PRAGMA page_count");
    m_clock.advance(ninetyDays * 2);
    std::int64_t pages = journalBefore + indexBefore;
    std::int64_t mostInAStep = 0;
    while (step()) {
        const std::int64_t now = inJournal("PRAGMA page_count") + inIndex("PRAGMA page_count");
        mostInAStep = std::max(mostInAStep, pages - now);
        pages = now;
    }
    // A page of the map of pages may go with them.
    EXPECT_LE(mostInAStep, UnusedSpace::pagesOfAStep + 1);
    EXPECT_LT(inJournal("PRAGMA page_count") * 4, journalBefore);
    EXPECT_LT(inIndex("PRAGMA page_count") * 4, indexBefore);
    EXPECT_EQ(inJournal("PRAGMA freelist_count"), 0);
    EXPECT_EQ(inIndex("PRAGMA freelist_count"), 0);
}

TEST_F(RetentionTest, RemembersWhenARoundCameToItsEnd)
{
    EXPECT_EQ(m_ledger->lastForgotten().value(), std::nullopt);
    step();
    EXPECT_EQ(m_ledger->lastForgotten().value(), std::nullopt);
    forget();
    open();
    EXPECT_EQ(m_ledger->lastForgotten().value(), m_clock.now());
}

TEST_F(RetentionTest, AStopEndsAStepAndTheNextRoundFindsTheRest)
{
    passed(1);
    m_clock.advance(ninetyDays * 2);
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = m_ledger->forgetSome(m_clock.now(), ninetyDays, stop.get_token());
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_THAT(rows(), SizeIs(1));
    EXPECT_FALSE(m_ledger->indexProblem());
    forget();
    EXPECT_THAT(rows(), IsEmpty());
}

} // namespace
} // namespace connectorscope
