#include "core/index/journal_reader.h"

#include "core/index/site_ledger.h"
#include "tests/core/index/records.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const Place other{FolderKind::Failed, "b.eml"};

class JournalReaderTest : public testing::Test
{
protected:
    JournalReaderTest()
    {
        const auto ledger = SiteLedger::open(m_folder.path(), {"anna", "server"});
        EXPECT_TRUE(ledger);
        const auto ids = (*ledger)->record(std::vector{arrived(incoming, 1), arrived(other, 2),
                                                       judged(incoming, 1, CauseId::MissingFrom),
                                                       moved(incoming, failed, 1), judged(other, 2)});
        EXPECT_TRUE(ids);
        m_id = ids->at(2);
        m_other = ids->at(4);
        auto reader = JournalReader::open(m_folder.path());
        EXPECT_TRUE(reader);
        m_reader = std::move(*reader);
    }

    TempDir m_folder;
    std::unique_ptr<JournalReader> m_reader;
    std::string m_id;
    std::string m_other;
};

TEST_F(JournalReaderTest, TellsWhatHappenedToOneMessageInOrder)
{
    const auto history = m_reader->history(m_id, 100);
    ASSERT_TRUE(history);
    std::vector<std::string> kinds;
    for (const HistoryEntry& entry : *history)
        kinds.push_back(entry.kind);
    EXPECT_THAT(kinds, ElementsAre("arrived", "judged", "moved"));
    EXPECT_EQ(history->at(1).cause, CauseId::MissingFrom);
    EXPECT_EQ(history->at(1).place, incoming);
    EXPECT_EQ(history->at(2).place, failed);
    EXPECT_EQ(history->at(2).from, incoming);
    EXPECT_EQ(history->at(2).actor.account, "anna");
    EXPECT_EQ(history->at(2).actor.machine, "server");
}

TEST_F(JournalReaderTest, TellsWhatTheBypassedFiltersWouldHaveSaid)
{
    const auto filtered = m_reader->filtered(m_id);
    ASSERT_TRUE(filtered) << filtered.error().message;
    const std::vector<FilterVerdict> told = scannedMessage(1).filtered;
    EXPECT_THAT(*filtered, ElementsAre(told.at(1), told.at(0)));
    EXPECT_THAT(m_reader->filtered("no such id").value(), IsEmpty());
}

TEST_F(JournalReaderTest, KeepsWhatTheFiltersWouldHaveSaidAtFirst)
{
    // The transfer has taken the provider's lines out of the header.
    WatchRecord again = judged(other, 2);
    again.message = m_other;
    again.scanned->content = xxh3("transferred");
    again.scanned->filtered.clear();
    again.stamp = stampNumber(9);
    const auto ledger = SiteLedger::open(m_folder.path(), {"anna", "server"});
    ASSERT_TRUE(ledger && (*ledger)->record(std::vector{again}));
    EXPECT_EQ(m_reader->filtered(m_other).value().size(), 2U);
}

TEST_F(JournalReaderTest, GivesTheLatestWhereThereIsTooMuch)
{
    const auto history = m_reader->history(m_id, 1);
    ASSERT_TRUE(history);
    ASSERT_EQ(history->size(), 1U);
    EXPECT_EQ(history->front().kind, "moved");
}

TEST_F(JournalReaderTest, FindsIdsByTheirBeginning)
{
    EXPECT_THAT(m_reader->idsThatBegin(m_id.substr(0, 4), 5).value(), Contains(m_id));
    EXPECT_THAT(m_reader->idsThatBegin("", 5).value(), testing::UnorderedElementsAre(m_id, m_other));
    EXPECT_THAT(m_reader->idsThatBegin("%", 5).value(), IsEmpty());
}

TEST_F(JournalReaderTest, KeepsTheLatestNoteAndTheHistoryOfAll)
{
    EXPECT_FALSE(m_reader->acknowledgement(m_id).value().has_value());
    for (const char* note : {"first", "second"})
        ASSERT_TRUE(acknowledgeMessage(m_folder.path(), m_id, {someTime, note, {"berta", "desk"}}));
    const auto known = m_reader->acknowledgement(m_id);
    ASSERT_TRUE(known && *known);
    EXPECT_EQ((*known)->note, "second");
    EXPECT_EQ((*known)->actor.account, "berta");
    EXPECT_EQ((*known)->at, someTime);
    const auto history = m_reader->history(m_id, 100).value();
    ASSERT_EQ(history.size(), 5U);
    EXPECT_EQ(history[3].detail, "first");
    EXPECT_EQ(history[4].detail, "second");
    EXPECT_FALSE(m_reader->acknowledgement(m_other).value().has_value());
}

TEST_F(JournalReaderTest, RefusesANoteOnNothing)
{
    const auto noted = acknowledgeMessage(m_folder.path(), "nosuchid", {someTime, "x", {"berta", "desk"}});
    ASSERT_FALSE(noted);
    EXPECT_EQ(noted.error().code, ErrorCode::NotFound);
}

} // namespace
} // namespace connectorscope
