#include "core/index/site_ledger.h"

#include "core/index/index_reader.h"
#include "tests/core/index/records.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

const Place pickup{FolderKind::PickUp, "b.eml"};

class SiteLedgerTest : public testing::Test
{
protected:
    SiteLedgerTest() { open(); }

    void open()
    {
        m_ledger.reset();
        auto opened = SiteLedger::open(m_folder.path(), {"anna", "server"});
        ASSERT_TRUE(opened) << opened.error().message;
        m_ledger = std::move(*opened);
    }

    std::vector<std::string> record(const std::vector<WatchRecord>& records)
    {
        auto ids = m_ledger->record(records);
        EXPECT_TRUE(ids) << ids.error().message;
        return ids.value_or(std::vector<std::string>());
    }

    std::vector<MessageRow> rows(const MessageFilter& filter = {})
    {
        auto reader = IndexReader::open(m_folder.path());
        EXPECT_TRUE(reader) << reader.error().message;
        auto page = (*reader)->page(filter, {}, 1000);
        EXPECT_TRUE(page) << page.error().message;
        return page->rows;
    }

    /// Name, and whether it is judged.
    std::vector<std::pair<std::string, bool>> known(FolderKind folder)
    {
        std::vector<std::pair<std::string, bool>> files;
        const auto done = m_ledger->eachKnownFile(
            folder, [&](const KnownFile& file) { files.emplace_back(file.name, file.judged); });
        EXPECT_TRUE(done) << done.error().message;
        return files;
    }

    TempDir m_folder;
    std::unique_ptr<SiteLedger> m_ledger;
};

TEST_F(SiteLedgerTest, GivesAMessageItsIdOnce)
{
    const auto first = record({arrived(incoming, 1), judged(incoming, 1)});
    ASSERT_THAT(first, SizeIs(2));
    EXPECT_EQ(first[0], "");
    EXPECT_THAT(first[1], SizeIs(10));
    EXPECT_EQ(record({judged(incoming, 1)})[0], first[1]);
    EXPECT_THAT(rows(), SizeIs(1));
}

TEST_F(SiteLedgerTest, KnowsAFileWithItsStampAsItWasTold)
{
    record({arrived(incoming, 7)});
    bool seen = false;
    ASSERT_TRUE(m_ledger->eachKnownFile(FolderKind::Incoming, [&](const KnownFile& file) {
        seen = file.name == "a.eml" && file.stamp == stampNumber(7) && !file.judged;
    }));
    EXPECT_TRUE(seen);
}

TEST_F(SiteLedgerTest, TheIndexShowsWhatWasFound)
{
    const auto ids = record({judged(incoming, 1, CauseId::MissingFrom)});
    const auto found = rows();
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].id, ids[0]);
    EXPECT_EQ(found[0].place, incoming);
    EXPECT_EQ(found[0].verdict, Verdict::Blocked);
    EXPECT_EQ(found[0].primary, CauseId::MissingFrom);
    EXPECT_EQ(found[0].subject, "Invoice 1");
    EXPECT_EQ(found[0].sender, "berta1@example.org");
    EXPECT_THAT(found[0].recipients, ElementsAre("Anna@contoso.com"));
    auto reader = IndexReader::open(m_folder.path());
    ASSERT_TRUE(reader);
    const auto findings = (*reader)->findings(found[0].number);
    ASSERT_TRUE(findings);
    ASSERT_THAT(*findings, SizeIs(1));
    EXPECT_EQ(findings->front().cause, CauseId::MissingFrom);
    EXPECT_EQ(findings->front().evidence, "evidence");
}

TEST_F(SiteLedgerTest, AMovedFileStaysTheSameMessageAndIsToBeJudgedAnew)
{
    const auto ids = record({judged(incoming, 1, CauseId::MissingFrom), moved(incoming, failed, 1)});
    EXPECT_EQ(ids[0], ids[1]);
    EXPECT_THAT(known(FolderKind::Incoming), IsEmpty());
    EXPECT_THAT(known(FolderKind::Failed), ElementsAre(std::pair("a.eml", false)));
    const auto found = rows();
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].primary, CauseId::MissingFrom);
    EXPECT_EQ(found[0].place, failed);
}

TEST_F(SiteLedgerTest, WhatHasGoneStaysAsHistoryWithItsFate)
{
    WatchRecord left = gone(incoming, someTime + std::chrono::hours(1));
    const auto ids = record({judged(incoming, 1), left});
    EXPECT_EQ(ids[1], ids[0]);
    const auto found = rows();
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].state, MessageState::Gone);
    EXPECT_EQ(found[0].since, someTime + std::chrono::hours(1));
    EXPECT_THAT(known(FolderKind::Incoming), IsEmpty());
}

TEST_F(SiteLedgerTest, LeavingPickUpIsHandedOver)
{
    WatchRecord inPickUp = judged(pickup, 1);
    WatchRecord left = gone(pickup);
    left.countsAsHandedOver = true;
    record({inPickUp, left});
    ASSERT_THAT(rows(), SizeIs(1));
    EXPECT_EQ(rows()[0].state, MessageState::HandedOver);
}

TEST_F(SiteLedgerTest, AFileThatWasNoMessageLeavesNoRow)
{
    record({arrived(pickup, 1), gone(pickup)});
    EXPECT_THAT(rows(), IsEmpty());
}

TEST_F(SiteLedgerTest, AMessageThatComesBackHasOneRow)
{
    const auto ids = record({judged(incoming, 1), gone(incoming)});
    WatchRecord back = judged(failed, 1);
    back.message = ids[0];
    EXPECT_EQ(record({arrived(failed, 1), back})[1], ids[0]);
    const auto found = rows();
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].place, failed);
    EXPECT_EQ(found[0].state, MessageState::Present);
}

TEST_F(SiteLedgerTest, AnotherFileUnderTheNameReplacesTheFirst)
{
    const auto first = record({judged(incoming, 1)});
    WatchRecord other = arrived(incoming, 2);
    other.kind = RecordKind::Changed;
    const auto second = record({other, judged(incoming, 2)});
    EXPECT_NE(second[1], first[0]);
    MessageFilter replaced;
    replaced.states = {MessageState::Replaced};
    const auto old = rows(replaced);
    ASSERT_THAT(old, SizeIs(1));
    EXPECT_EQ(old[0].id, first[0]);
    EXPECT_THAT(known(FolderKind::Incoming), ElementsAre(std::pair("a.eml", true)));
}

TEST_F(SiteLedgerTest, TellingAllOfItAgainChangesNothing)
{
    const std::vector<WatchRecord> story = {arrived(incoming, 1), judged(incoming, 1),
                                            moved(incoming, failed, 1), judged(failed, 1)};
    record(story);
    const auto before = rows();
    record({story[3]});
    record({story[2]});
    const auto after = rows();
    ASSERT_THAT(before, SizeIs(1));
    ASSERT_THAT(after, SizeIs(1));
    EXPECT_EQ(after[0].number, before[0].number);
    EXPECT_EQ(after[0].judged, before[0].judged);
    EXPECT_EQ(after[0].since, before[0].since);
}

TEST_F(SiteLedgerTest, AFileThatCannotBeReadBelongsToNoMessage)
{
    WatchRecord locked = judged(incoming, 1);
    locked.scanned->state = ReadState::Unreadable;
    locked.scanned->diagnosis = judgeUnread(CauseId::FileLocked, "locked");
    EXPECT_EQ(record({arrived(incoming, 1), locked})[1], "");
    EXPECT_THAT(known(FolderKind::Incoming), ElementsAre(std::pair("a.eml", false)));
    const auto found = rows();
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].verdict, Verdict::Unreadable);
    EXPECT_EQ(found[0].primary, CauseId::FileLocked);
}

TEST_F(SiteLedgerTest, NamesThatDifferInCaseOrAreNoUtf8AreFilesOfTheirOwn)
{
    const Place upper{FolderKind::Incoming, "A.EML"};
    const Place bytes{FolderKind::Incoming, "a\xFF\x01.eml"};
    record({judged(incoming, 1), judged(upper, 2), judged(bytes, 3)});
    EXPECT_THAT(known(FolderKind::Incoming),
                UnorderedElementsAre(std::pair("a.eml", true), std::pair("A.EML", true),
                                     std::pair("a\xFF\x01.eml", true)));
}

TEST_F(SiteLedgerTest, LeftBehindIsAddedToWhatWasFoundAndEndsWhenThePlaceIsLeft)
{
    WatchRecord added;
    added.kind = RecordKind::FindingAdded;
    added.place = incoming;
    added.at = someTime;
    added.finding = Finding{.cause = CauseId::LeftBehind, .severity = Severity::Fatal, .evidence = "3 newer"};
    record({judged(incoming, 1), added});
    EXPECT_EQ(rows()[0].primary, CauseId::LeftBehind);
    EXPECT_TRUE(rows()[0].leftBehind);
    const auto recent = m_ledger->recent(someTime - std::chrono::hours(1), 10);
    ASSERT_TRUE(recent);
    EXPECT_THAT(recent->leftBehind, ElementsAre(incoming));
    record({moved(incoming, pickup, 1)});
    EXPECT_EQ(rows()[0].primary, std::nullopt);
    EXPECT_EQ(rows()[0].verdict, Verdict::Clean);
    EXPECT_THAT(m_ledger->recent(someTime - std::chrono::hours(1), 10)->leftBehind, IsEmpty());
}

TEST_F(SiteLedgerTest, TellsWhereAContentWasSeenTheLatestFirst)
{
    const auto ids =
        record({judged(incoming, 1), moved(incoming, failed, 1, someTime + std::chrono::hours(1))});
    const auto places = m_ledger->placesOfContent(scannedMessage(1).content, 10);
    ASSERT_TRUE(places) << places.error().message;
    ASSERT_THAT(*places, SizeIs(2));
    EXPECT_EQ((*places)[0].place, failed);
    EXPECT_TRUE((*places)[0].present);
    EXPECT_EQ((*places)[0].message, ids[0]);
    EXPECT_EQ((*places)[1].place, incoming);
    EXPECT_FALSE((*places)[1].present);
    EXPECT_THAT(*m_ledger->placesOfContent(scannedMessage(2).content, 10), IsEmpty());
}

TEST_F(SiteLedgerTest, FindsAMessageByItsLikeness)
{
    const auto ids = record({judged(incoming, 1)});
    const auto found = m_ledger->messageLike(likenessOf(scannedMessage(1)));
    ASSERT_TRUE(found);
    EXPECT_EQ(*found, ids[0]);
    MessageLikeness other = likenessOf(scannedMessage(1));
    other.subject = "Another";
    EXPECT_EQ(*m_ledger->messageLike(other), std::nullopt);
}

TEST_F(SiteLedgerTest, RemembersDeparturesAndFailuresWithTheirFaults)
{
    WatchRecord failure = judged(failed, 1, CauseId::MissingFrom, someTime + std::chrono::minutes(2));
    failure.isAttempt = true;
    const auto ids = record({judged(incoming, 1, CauseId::MissingFrom),
                             moved(incoming, failed, 1, someTime + std::chrono::minutes(1)), failure});
    const auto recent = m_ledger->recent(someTime, 10);
    ASSERT_TRUE(recent) << recent.error().message;
    ASSERT_THAT(recent->departures, SizeIs(1));
    EXPECT_EQ(recent->departures[0].modified, stampNumber(1).modified);
    ASSERT_THAT(recent->failures, SizeIs(1));
    EXPECT_EQ(recent->failures[0].message, ids[0]);
    EXPECT_THAT(recent->failures[0].faults, ElementsAre(CauseId::MissingFrom));
    EXPECT_TRUE(recent->failures[0].certain);
    EXPECT_THAT(m_ledger->recent(someTime + std::chrono::hours(1), 10)->failures, IsEmpty());
}

TEST_F(SiteLedgerTest, KeepsConditionsUntilTheyEnd)
{
    ConditionChange change;
    change.state.key = {CauseId::DiskLow, FolderKind::PickUp};
    change.state.since = someTime;
    change.state.evidence = "2 MiB";
    change.state.members = {"abc", "def"};
    change.at = someTime;
    ASSERT_TRUE(m_ledger->recordCondition(change));
    open();
    EXPECT_THAT(m_ledger->recent(someTime, 10)->conditions, ElementsAre(change.state));
    change.step = ConditionStep::Counted;
    change.state.goodSamples = 1;
    ASSERT_TRUE(m_ledger->recordCondition(change));
    open();
    EXPECT_THAT(m_ledger->recent(someTime, 10)->conditions, ElementsAre(change.state));
    change.step = ConditionStep::Ended;
    ASSERT_TRUE(m_ledger->recordCondition(change));
    EXPECT_THAT(m_ledger->recent(someTime, 10)->conditions, IsEmpty());
}

TEST_F(SiteLedgerTest, AnotherConnectionReadsHowTheFoldersAre)
{
    FolderHealth health;
    health.folder = FolderKind::Failed;
    health.path = "/mail/failed";
    health.whyPolling = "a share";
    health.unreachableSince = someTime;
    health.unreachableCode = ErrorCode::AccessDenied;
    health.notLookedAt[1] = 3;
    health.skew = std::chrono::seconds(-5);
    ASSERT_TRUE(m_ledger->recordHealth(std::vector{health}));
    auto reader = IndexReader::open(m_folder.path());
    ASSERT_TRUE(reader);
    const auto read = (*reader)->health();
    ASSERT_TRUE(read);
    ASSERT_THAT(*read, SizeIs(1));
    EXPECT_EQ((*read)[0].folder, FolderKind::Failed);
    EXPECT_EQ((*read)[0].path, health.path);
    EXPECT_EQ((*read)[0].unreachableSince, someTime);
    EXPECT_EQ((*read)[0].unreachableCode, ErrorCode::AccessDenied);
    EXPECT_EQ((*read)[0].notLookedAt, health.notLookedAt);
    EXPECT_EQ((*read)[0].skew, health.skew);
    EXPECT_FALSE((*read)[0].lastListing);
}

TEST_F(SiteLedgerTest, AnIndexThatWasThrownAwayIsMadeAgainFromTheJournal)
{
    const Place second{FolderKind::Incoming, "b.eml"};
    const auto ids = record({judged(incoming, 1, CauseId::MissingFrom), judged(second, 2), gone(second)});
    m_ledger.reset();
    std::filesystem::remove(m_folder / "index.db");
    open();
    EXPECT_EQ(*m_ledger->indexIsBehind(), true);
    ASSERT_TRUE(m_ledger->catchUp({}));
    EXPECT_EQ(*m_ledger->indexIsBehind(), false);
    const auto found = rows();
    ASSERT_THAT(found, SizeIs(2));
    // What was found in it is to be found again; what was found in the one that has gone, nobody can.
    EXPECT_THAT(known(FolderKind::Incoming), ElementsAre(std::pair("a.eml", false)));
    EXPECT_EQ(record({judged(incoming, 1, CauseId::MissingFrom)})[0], ids[0]);
    EXPECT_THAT(known(FolderKind::Incoming), ElementsAre(std::pair("a.eml", true)));
}

TEST_F(SiteLedgerTest, ADamagedIndexIsThrownAwayWhenItIsOpened)
{
    record({judged(incoming, 1)});
    m_ledger.reset();
    writeFile(m_folder / "index.db", std::string(8192, 'x'));
    open();
    ASSERT_TRUE(m_ledger->catchUp({}));
    EXPECT_THAT(rows(), SizeIs(1));
}

TEST_F(SiteLedgerTest, ADamagedJournalIsReportedAndNothingIsReplaced)
{
    m_ledger.reset();
    writeFile(m_folder / "journal.db", std::string(8192, 'x'));
    const auto opened = SiteLedger::open(m_folder.path(), {"anna", "server"});
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code, ErrorCode::Damaged);
    EXPECT_THAT(opened.error().message, HasSubstr("journal.db"));
    EXPECT_THAT(opened.error().hint, HasSubstr("no daily copy"));
    EXPECT_EQ(readFile(m_folder / "journal.db"), std::string(8192, 'x'));
}

TEST_F(SiteLedgerTest, KnowsWhetherTheLastProgramEndedWell)
{
    open();
    EXPECT_FALSE(m_ledger->wasLeftUnclean());
    // Another one beside it finds what a killed program leaves.
    const auto other = SiteLedger::open(m_folder.path(), {"anna", "server"});
    ASSERT_TRUE(other);
    EXPECT_TRUE((*other)->wasLeftUnclean());
    EXPECT_TRUE(checkIndex(m_folder.path(), {}));
}

} // namespace
} // namespace connectorscope
