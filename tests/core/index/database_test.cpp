#include "core/index/journal_reader.h"
#include "core/index/run_journal.h"
#include "core/index/schemas.h"
#include "tests/support/forwarding_file_system.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class NetworkFolders final : public ForwardingFileSystem
{
public:
    using ForwardingFileSystem::ForwardingFileSystem;

    Result<bool> isOnNetwork(const std::filesystem::path& folder) override
    {
        asked = folder;
        return true;
    }

    std::filesystem::path asked;
};

TEST(DatabasePlace, OnANetworkPathIsRefusedWithTheNextStep)
{
    const TempDir folder;
    const auto real = realFileSystem();
    NetworkFolders files(*real);
    for (const DatabaseKind* kind : {&journalKind(), &indexKind()}) {
        const auto refused = Database::checkPlace(files, folder / "work.db", *kind);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::BadInput);
        EXPECT_THAT(refused.error().message, HasSubstr(kind->name));
        EXPECT_THAT(refused.error().message, HasSubstr("network path"));
        EXPECT_THAT(refused.error().hint, HasSubstr("folders.work"));
        EXPECT_EQ(files.asked, folder.path());
    }
    EXPECT_TRUE(Database::checkPlace(*real, folder / "work.db", journalKind()));
}

#ifdef _WIN32
TEST(DatabasePlace, OnAShareIsRefusedBeforeAnythingIsTouched)
{
    const auto refused = Database::open(L"\\\\server\\share\\work\\journal.db", journalKind());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::BadInput);
}
#endif

TEST(Database, ThatBreaksWhileItIsOpenedTellsWhy)
{
    // The value that owns it is made of what it holds, and is gone with it when that fails.
    const TempDir folder;
    {
        const auto journal = Database::open(folder / "journal.db", journalKind());
        ASSERT_TRUE(journal);
        (*journal)->execute("DROP TABLE actor; DROP TABLE name");
    }
    const auto runs = RunJournal::open(folder.path(), {"anna", "server"});
    ASSERT_FALSE(runs);
    EXPECT_THAT(runs.error().message, AllOf(HasSubstr("journal.db"), HasSubstr("no such table")));
    const auto reader = JournalReader::open(folder.path());
    ASSERT_FALSE(reader);
    EXPECT_THAT(reader.error().message, HasSubstr("no such table"));
}

TEST(Database, OfAnotherProgramIsRefusedAndLeftAsItIs)
{
    const TempDir folder;
    const DatabaseKind other = {"other", 4711, false, 1024, journalKind().migrations, ""};
    ASSERT_TRUE(Database::open(folder / "journal.db", other));
    const auto refused = Database::open(folder / "journal.db", journalKind());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::BadInput);
    EXPECT_TRUE(Database::open(folder / "journal.db", other));
}

} // namespace
} // namespace connectorscope
