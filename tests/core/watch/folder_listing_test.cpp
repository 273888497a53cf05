#include "core/watch/folder_listing.h"

#include "tests/support/failing_file_system.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

FileStamp stamp(std::uint64_t size, int seconds = 0, std::uint64_t identity = 1)
{
    return {size, UtcTime(std::chrono::seconds(seconds)), identity, 7};
}

TEST(FolderListing, LeavesOutWhatIsNoMessage)
{
    const auto roleOf = [](std::string_view name, EntryKind kind = EntryKind::File) {
        return treatmentOf(FolderKind::Incoming, name, kind).role;
    };
    EXPECT_EQ(roleOf("a.eml"), EntryRole::Message);
    EXPECT_EQ(roleOf("no extension"), EntryRole::Message);
    EXPECT_EQ(roleOf("tmp"), EntryRole::Message);
    EXPECT_EQ(roleOf("a.TMP"), EntryRole::LeftOut);
    EXPECT_EQ(roleOf("DESKTOP.INI"), EntryRole::LeftOut);
    EXPECT_EQ(roleOf("Thumbs.db"), EntryRole::LeftOut);
    EXPECT_EQ(roleOf("old Thumbs.db"), EntryRole::Message);
    EXPECT_EQ(roleOf("a.eml", EntryKind::Folder), EntryRole::LeftOut);
    EXPECT_EQ(roleOf("a.eml", EntryKind::Link), EntryRole::LeftOut);
    EXPECT_EQ(roleOf("a.eml", EntryKind::Other), EntryRole::LeftOut);
}

TEST(FolderListing, KnowsCompanionsInBadMailOnly)
{
    EXPECT_EQ(treatmentOf(FolderKind::BadMail, "1.BDR", EntryKind::File).role, EntryRole::Companion);
    EXPECT_EQ(treatmentOf(FolderKind::BadMail, "1.bdp", EntryKind::File).role, EntryRole::Companion);
    EXPECT_EQ(treatmentOf(FolderKind::BadMail, "1.BAD", EntryKind::File).role, EntryRole::Message);
    EXPECT_EQ(treatmentOf(FolderKind::Failed, "1.BDR", EntryKind::File).role, EntryRole::Message);
}

TEST(FolderListing, FindsFilesByTheirNamesByteByByte)
{
    FolderListing listing;
    listing.add("b.eml", stamp(2));
    listing.add("A.eml", stamp(3));
    listing.add("a.eml", stamp(1));
    listing.add("a\xFF.eml", stamp(4));
    listing.sort();
    EXPECT_EQ(listing.stamp(listing.find("A.eml")).size, 3U);
    EXPECT_EQ(listing.stamp(listing.find("a.eml")).size, 1U);
    EXPECT_EQ(listing.stamp(listing.find("a\xFF.eml")).size, 4U);
    EXPECT_EQ(listing.find("B.eml"), listing.size());
}

TEST(FolderListing, IsEqualOnlyToTheSameFilesWithTheSameStamps)
{
    FolderListing one;
    one.add("ab", stamp(1));
    one.add("c", stamp(2));
    FolderListing same = one;
    EXPECT_TRUE(one.equalAsListed(same));
    FolderListing otherNames;
    otherNames.add("a", stamp(1));
    otherNames.add("bc", stamp(2));
    EXPECT_FALSE(one.equalAsListed(otherNames));
    FolderListing otherStamp;
    otherStamp.add("ab", stamp(1));
    otherStamp.add("c", stamp(2, 1));
    EXPECT_FALSE(one.equalAsListed(otherStamp));
}

TEST(FolderListing, TellsAFileByIdentityOnlyTogetherWithSizeAndTime)
{
    EXPECT_TRUE(mayBeSameFile(stamp(1, 2, 3), stamp(1, 2, 3)));
    EXPECT_FALSE(mayBeSameFile(stamp(1, 2, 3), stamp(2, 2, 3)));
    EXPECT_FALSE(mayBeSameFile(stamp(1, 2, 3), stamp(1, 3, 3)));
    EXPECT_FALSE(mayBeSameFile(stamp(1, 2, 3), stamp(1, 2, 4)));
    EXPECT_FALSE(mayBeSameFile(stamp(1, 2, 0), stamp(1, 2, 0))) << "a file system without numbers";
}

TEST(FolderListing, GivesTheSameStampForAFileAsLongAsNothingHappensToIt)
{
    TempDir dir;
    const auto files = realFileSystem();
    writeFile(dir / "a.eml", "hello");
    const auto first = listFolder(*files, FolderKind::Incoming, dir.path());
    const auto second = listFolder(*files, FolderKind::Incoming, dir.path());
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->stamp(0).size, 5U);
    EXPECT_NE(first->stamp(0).identity, 0U);
    EXPECT_TRUE(first->equalAsListed(*second));
    const auto info = files->info(dir / "a.eml");
    EXPECT_EQ(info->modified, first->stamp(0).modified);
    EXPECT_EQ(info->identity.low, first->stamp(0).identity);
}

TEST(FolderListing, KeepsTheIdentityOfAFileThatIsMovedToAnotherFolder)
{
    TempDir dir;
    const auto files = realFileSystem();
    std::filesystem::create_directory(dir / "one");
    std::filesystem::create_directory(dir / "two");
    writeFile(dir / "one" / "a.eml", "hello");
    const auto before = listFolder(*files, FolderKind::Incoming, dir / "one");
    std::filesystem::rename(dir / "one" / "a.eml", dir / "two" / "b.eml");
    const auto after = listFolder(*files, FolderKind::Failed, dir / "two");
    ASSERT_TRUE(before && after);
    EXPECT_TRUE(mayBeSameFile(before->stamp(0), after->stamp(0)));
}

TEST(FolderListing, IsAnErrorWhereTheFolderCannotBeListed)
{
    TempDir dir;
    const auto files = realFileSystem();
    const auto missing = listFolder(*files, FolderKind::Incoming, dir / "none");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::NotFound);
    writeFile(dir / "file", "");
    EXPECT_FALSE(listFolder(*files, FolderKind::Incoming, dir / "file"));
    FailingFileSystem failing(*files);
    failing.failCall(FileAction::List, 1, ErrorCode::ReadFault, FailureMoment::After);
    EXPECT_FALSE(listFolder(failing, FolderKind::Incoming, dir.path()));
}

TEST(FolderListing, StopsWhenItIsAskedTo)
{
    TempDir dir;
    writeFile(dir / "a.eml", "hello");
    std::stop_source stop;
    stop.request_stop();
    const auto listing = listFolder(*realFileSystem(), FolderKind::Incoming, dir.path(), stop.get_token());
    ASSERT_FALSE(listing);
    EXPECT_EQ(listing.error().code, ErrorCode::Cancelled);
}

TEST(FolderListing, TakesFortyBytesAndTheNameForAFile)
{
    FolderListing listing;
    for (int i = 0; i < 100'000; ++i)
        listing.add("message-number-" + std::to_string(100'000 + i) + ".eml", stamp(1));
    listing.sort();
    EXPECT_LT(listing.memory(), 100'000U * 2 * (36 + 26)) << "vectors grow by doubling";
}

} // namespace
} // namespace connectorscope
