#pragma once

#include "core/index/index_reader.h"
#include "core/index/schemas.h"
#include "core/index/site_ledger.h"
#include "tests/core/index/records.h"
#include "tests/support/quick_dir.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

namespace connectorscope {

/// The databases of a site in a folder of their own, for tests that look into them.
class LedgerFixture : public testing::Test
{
protected:
    LedgerFixture() { open(); }

    /// Ends the program and starts another.
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
        return ids.value_or(std::vector<std::string>(records.size()));
    }

    std::vector<MessageRow> rows()
    {
        auto reader = IndexReader::open(m_folder.path());
        EXPECT_TRUE(reader) << reader.error().message;
        auto page = (*reader)->page({}, {}, 100'000);
        EXPECT_TRUE(page) << page.error().message;
        return page->rows;
    }

    std::filesystem::path journalFile() { return databaseFiles(m_folder.path()).journal; }
    std::filesystem::path indexFile() { return databaseFiles(m_folder.path()).index; }

    std::unique_ptr<Database> journal() { return openedDatabase(journalFile(), journalKind()); }
    std::unique_ptr<Database> index() { return openedDatabase(indexFile(), indexKind()); }

    /// Runs SQL on the journal, as another program would.
    void onJournal(const std::string& sql)
    {
        const auto database = journal();
        const auto done = database->run([&] { database->execute(sql.c_str()); });
        ASSERT_TRUE(done) << done.error().message;
    }

    std::int64_t inJournal(const std::string& sql) { return answer(*journal(), sql); }
    std::int64_t inIndex(const std::string& sql) { return answer(*index(), sql); }

    QuickDir m_folder;
    std::unique_ptr<SiteLedger> m_ledger;

private:
    static std::unique_ptr<Database> openedDatabase(const std::filesystem::path& file,
                                                    const DatabaseKind& kind)
    {
        auto opened = Database::open(file, kind);
        if (!opened)
            throw std::runtime_error(opened.error().message);
        return std::move(*opened);
    }

    static std::int64_t answer(Database& database, const std::string& sql)
    {
        const auto number = database.run([&] { return database.number(sql); });
        EXPECT_TRUE(number) << number.error().message;
        return number.value_or(-1);
    }
};

} // namespace connectorscope
