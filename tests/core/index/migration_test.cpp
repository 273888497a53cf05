#include "core/index/journal_reader.h"
#include "tests/core/index/ledger_fixture.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <array>
#include <thread>
#include <vector>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

const std::filesystem::path dumps = CONNECTORSCOPE_SOURCE_DIR "/tests/data/index";

/// The kind with one more version, which only a newer program knows.
class NextVersion
{
public:
    NextVersion(const DatabaseKind& kind, const char* sql)
        : m_migrations(kind.migrations.begin(), kind.migrations.end())
        , m_kind(kind)
    {
        m_migrations.push_back({sql});
        m_kind.migrations = m_migrations;
    }

    const DatabaseKind& kind() const { return m_kind; }

private:
    std::vector<Migration> m_migrations;
    DatabaseKind m_kind;
};

Result<std::int64_t> numberIn(Database& database, const char* sql)
{
    return database.run([&] { return database.number(sql); });
}

/// The databases of a site as the first version kept them.
class MigrationTest : public testing::Test
{
protected:
    MigrationTest()
    {
        makeFrom("journal_version_1.sql", m_files.journal);
        makeFrom("index_version_1.sql", m_files.index);
    }

    static void makeFrom(const char* dump, const std::filesystem::path& file)
    {
        // A kind without versions: nothing but what the dump makes.
        const DatabaseKind empty = {"dump", 0, false, 1024, {}, ""};
        const auto database = Database::open(file, empty);
        ASSERT_TRUE(database) << database.error().message;
        const std::string sql = readFile(dumps / dump);
        const auto made = (*database)->run([&] { (*database)->execute(sql.c_str()); });
        ASSERT_TRUE(made) << made.error().message;
    }

    /// Opens as a newer program does and leaves its version behind.
    static void becomeNewer(const std::filesystem::path& file, const DatabaseKind& kind)
    {
        const NextVersion next(kind, "CREATE TABLE invention(number INTEGER PRIMARY KEY)");
        const auto opened = Database::open(file, next.kind());
        ASSERT_TRUE(opened) << opened.error().message;
    }

    TempDir m_folder;
    DatabaseFiles m_files = databaseFiles(m_folder.path());
};

TEST_F(MigrationTest, ASiteOfTheFirstVersionKeepsAllThatItKnew)
{
    auto ledger = SiteLedger::open(m_folder.path(), {"berta", "desk"});
    ASSERT_TRUE(ledger) << ledger.error().message;
    EXPECT_FALSE(*(*ledger)->indexIsBehind());
    std::vector<std::string> names;
    ASSERT_TRUE((*ledger)->eachKnownFile(FolderKind::Incoming,
                                         [&](const KnownFile& file) { names.emplace_back(file.name); }));
    EXPECT_THAT(names, ElementsAre("one.eml"));
    EXPECT_TRUE((*ledger)->record(std::vector{judged(incoming, 1)}));

    auto reader = IndexReader::open(m_folder.path());
    ASSERT_TRUE(reader) << reader.error().message;
    MessageFilter filter;
    filter.text = "invoice 47";
    const auto page = (*reader)->page(filter, {}, 10);
    ASSERT_TRUE(page) << page.error().message;
    ASSERT_THAT(page->rows, SizeIs(1));
    EXPECT_EQ(page->rows[0].id, "2f88xrgqda");
    auto journal = JournalReader::open(m_folder.path());
    ASSERT_TRUE(journal) << journal.error().message;
    const auto history = (*journal)->history("gqgwvmcbqr", 10);
    ASSERT_TRUE(history) << history.error().message;
    ASSERT_THAT(*history, SizeIs(2));
    EXPECT_EQ(history->at(1).kind, "gone");
    EXPECT_EQ(history->at(0).actor.account, "anna");
}

TEST_F(MigrationTest, ADatabaseOfTheFirstVersionHasTheSchemaOfANewOne)
{
    const auto schemaOf = [](const std::filesystem::path& file, const DatabaseKind& kind) {
        const auto database = Database::open(file, kind);
        EXPECT_TRUE(database) << database.error().message;
        std::vector<std::string> parts;
        const auto read = (*database)->run([&] {
            Query query = (*database)->query("SELECT type || ' ' || name || ' ' || ifnull(sql, '') "
                                             "FROM sqlite_schema ORDER BY 1");
            while (query.step())
                parts.push_back(query.text(0));
            parts.push_back(std::to_string((*database)->number("PRAGMA user_version")));
        });
        EXPECT_TRUE(read) << read.error().message;
        return parts;
    };
    EXPECT_EQ(schemaOf(m_files.journal, journalKind()), schemaOf(m_folder / "new.db", journalKind()));
    EXPECT_EQ(schemaOf(m_files.index, indexKind()), schemaOf(m_folder / "new_index.db", indexKind()));
}

TEST_F(MigrationTest, ANextVersionMigratesWhatIsThere)
{
    const NextVersion next(journalKind(), "ALTER TABLE message ADD COLUMN colour TEXT NOT NULL DEFAULT 'red';"
                                          "CREATE INDEX message_colour ON message(colour)");
    {
        const auto database = Database::open(m_files.journal, next.kind());
        ASSERT_TRUE(database) << database.error().message;
        EXPECT_EQ(numberIn(**database, "SELECT count(*) FROM message WHERE colour = 'red'").value(), 3);
        EXPECT_EQ(numberIn(**database, "PRAGMA user_version").value(),
                  static_cast<std::int64_t>(next.kind().migrations.size()));
    }
    // Once is enough.
    const auto again = Database::open(m_files.journal, next.kind());
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(numberIn(**again, "SELECT count(*) FROM message").value(), 3);
}

TEST_F(MigrationTest, AVersionThatFailsHalfWayLeavesTheDatabaseAsItWas)
{
    const NextVersion broken(journalKind(), "DELETE FROM message WHERE 0; CREATE TABLE half(number INTEGER); "
                                            "INSERT INTO no_such_table VALUES(1)");
    const auto refused = Database::open(m_files.journal, broken.kind());
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("no_such_table"));
    const DatabaseKind first = {"journal", journalKind().applicationId,       true,
                                1024,      journalKind().migrations.first(1), ""};
    const auto database = Database::open(m_files.journal, first);
    ASSERT_TRUE(database) << database.error().message;
    EXPECT_EQ(numberIn(**database, "PRAGMA user_version").value(), 1);
    EXPECT_EQ(numberIn(**database, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'").value(), 0);
    EXPECT_EQ(numberIn(**database, "SELECT count(*) FROM message").value(), 3);
}

TEST_F(MigrationTest, AJournalOfANewerVersionIsRefusedAndLeftAsItIs)
{
    becomeNewer(m_files.journal, journalKind());
    const std::string before = readFile(m_files.journal);
    const auto ledger = SiteLedger::open(m_folder.path(), {"berta", "desk"});
    ASSERT_FALSE(ledger);
    EXPECT_EQ(ledger.error().code, ErrorCode::BadInput);
    EXPECT_THAT(ledger.error().message, HasSubstr("journal.db"));
    const std::size_t newest = journalKind().migrations.size();
    EXPECT_THAT(ledger.error().message, HasSubstr("has version " + std::to_string(newest + 1) +
                                                  ", this program knows up to " + std::to_string(newest)));
    EXPECT_THAT(ledger.error().hint, HasSubstr("newer ConnectorScope"));
    EXPECT_EQ(readFile(m_files.journal), before);
    EXPECT_FALSE(JournalReader::open(m_folder.path()));
    EXPECT_EQ(readFile(m_files.journal), before);
}

TEST_F(MigrationTest, AnIndexOfANewerVersionIsRefusedAndNotThrownAway)
{
    becomeNewer(m_files.index, indexKind());
    const std::string before = readFile(m_files.index);
    const auto ledger = SiteLedger::open(m_folder.path(), {"berta", "desk"});
    ASSERT_FALSE(ledger);
    EXPECT_EQ(ledger.error().code, ErrorCode::BadInput);
    EXPECT_THAT(ledger.error().message, HasSubstr("index.db"));
    EXPECT_EQ(readFile(m_files.index), before);
}

TEST_F(MigrationTest, TwoProgramsThatMigrateAtTheSameTimeDoItOnce)
{
    std::array<Result<std::unique_ptr<SiteLedger>>, 2> opened;
    {
        std::vector<std::jthread> threads;
        for (auto& one : opened)
            threads.emplace_back([&] { one = SiteLedger::open(m_folder.path(), {"berta", "desk"}); });
    }
    for (const auto& one : opened)
        EXPECT_TRUE(one) << one.error().message;
}

} // namespace
} // namespace connectorscope
