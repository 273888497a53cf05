#include "core/base/file_system.h"

#include "core/base/path_text.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>
#include <limits>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class RealFileSystem : public testing::Test
{
protected:
    TempDir m_dir;
    std::unique_ptr<FileSystem> m_files = realFileSystem();
};

template <class T>
ErrorCode codeOf(const Result<T>& result)
{
    EXPECT_FALSE(result);
    return result ? ErrorCode::Other : result.error().code;
}

TEST_F(RealFileSystem, ReadsWhatWasWritten)
{
    const std::string content("one\0two\r\n", 9);
    writeFile(m_dir / "a.eml", content);
    EXPECT_EQ(readFile(*m_files, m_dir / "a.eml"), content);
}

TEST_F(RealFileSystem, ReadsAnEmptyFile)
{
    writeFile(m_dir / "a.eml", "");
    EXPECT_EQ(readFile(*m_files, m_dir / "a.eml"), "");
}

TEST_F(RealFileSystem, ReadsAtMostOneMebibyteAtATime)
{
    const std::string content(3 * InputFile::maxRead / 2, 'x');
    writeFile(m_dir / "big.eml", content);
    const auto file = m_files->open(m_dir / "big.eml");
    ASSERT_TRUE(file);
    std::string buffer(2 * InputFile::maxRead, '\0');
    EXPECT_EQ((*file)->read(buffer), InputFile::maxRead);
    EXPECT_EQ((*file)->read(buffer), InputFile::maxRead / 2);
    EXPECT_EQ((*file)->read(buffer), 0U);
    EXPECT_EQ((*file)->read(buffer), 0U);
}

TEST_F(RealFileSystem, EndsWhereTheBufferEndsWithTheFile)
{
    writeFile(m_dir / "a.eml", "12345678");
    const auto file = m_files->open(m_dir / "a.eml");
    ASSERT_TRUE(file);
    std::string buffer(4, '\0');
    EXPECT_EQ((*file)->read(buffer), 4U);
    EXPECT_EQ((*file)->read(buffer), 4U);
    EXPECT_EQ((*file)->read(buffer), 0U);
}

TEST_F(RealFileSystem, ReadsAnywhereAndGoesOnWhereItWas)
{
    writeFile(m_dir / "a.eml", "0123456789");
    const auto file = m_files->open(m_dir / "a.eml");
    ASSERT_TRUE(file);
    std::string buffer(4, '\0');
    EXPECT_EQ((*file)->read(buffer), 4U);
    EXPECT_EQ((*file)->readAt(7, buffer), 3U);
    EXPECT_EQ(buffer.substr(0, 3), "789");
    EXPECT_EQ((*file)->readAt(1, buffer), 4U);
    EXPECT_EQ(buffer, "1234");
    EXPECT_EQ((*file)->read(buffer), 4U);
    EXPECT_EQ(buffer, "4567");
    EXPECT_EQ((*file)->read(buffer), 2U);
    EXPECT_EQ((*file)->read(buffer), 0U);
    EXPECT_EQ((*file)->readAt(0, buffer), 4U);
    EXPECT_EQ(buffer, "0123");
}

TEST_F(RealFileSystem, ReadsNothingBeyondTheEnd)
{
    writeFile(m_dir / "a.eml", "0123456789");
    const auto file = m_files->open(m_dir / "a.eml");
    ASSERT_TRUE(file);
    std::string buffer(4, '\0');
    EXPECT_EQ((*file)->readAt(10, buffer), 0U);
    EXPECT_EQ((*file)->readAt(std::uint64_t{1} << 40, buffer), 0U);
    EXPECT_EQ((*file)->readAt(std::numeric_limits<std::uint64_t>::max(), buffer), 0U);
}

TEST_F(RealFileSystem, ReadsAnywhereAtMostOneMebibyteAtATime)
{
    writeFile(m_dir / "big.eml", std::string(3 * InputFile::maxRead / 2, 'x'));
    const auto file = m_files->open(m_dir / "big.eml");
    ASSERT_TRUE(file);
    std::string buffer(2 * InputFile::maxRead, '\0');
    EXPECT_EQ((*file)->readAt(1, buffer), InputFile::maxRead);
}

TEST_F(RealFileSystem, SeesByOffsetWhatAnOpenFileHasGrownBy)
{
    writeFile(m_dir / "a.eml", "hello");
    const auto file = m_files->open(m_dir / "a.eml");
    ASSERT_TRUE(file);
    writeFile(m_dir / "a.eml", "hello world");
    std::string buffer(5, '\0');
    EXPECT_EQ((*file)->readAt(6, buffer), 5U);
    EXPECT_EQ(buffer, "world");
}

TEST_F(RealFileSystem, TellsSizeTimeAndIdentityOfTheOpenFile)
{
    writeFile(m_dir / "a.eml", "hello");
    const auto file = m_files->open(m_dir / "a.eml");
    const auto named = m_files->info(m_dir / "a.eml");
    ASSERT_TRUE(file && named);
    const FileInfo& open = (*file)->info();
    EXPECT_EQ(open.kind, EntryKind::File);
    EXPECT_EQ(open.size, 5U);
    EXPECT_EQ(open.identity, named->identity);
    EXPECT_EQ(open.modified, named->modified);
    EXPECT_LT(std::chrono::abs(systemClock()->now() - open.modified), std::chrono::minutes(5));
}

TEST_F(RealFileSystem, ShowsThatAnOpenFileHasGrown)
{
    writeFile(m_dir / "a.eml", "hello");
    const auto file = m_files->open(m_dir / "a.eml");
    ASSERT_TRUE(file);
    writeFile(m_dir / "a.eml", "hello world");
    const auto now = (*file)->currentInfo();
    ASSERT_TRUE(now);
    EXPECT_EQ((*file)->info().size, 5U);
    EXPECT_EQ(now->size, 11U);
    EXPECT_EQ(now->identity, (*file)->info().identity);
}

TEST_F(RealFileSystem, LetsOthersRenameAndRemoveAnOpenFile)
{
    writeFile(m_dir / "a.eml", "hello");
    const auto file = m_files->open(m_dir / "a.eml");
    ASSERT_TRUE(file);
    EXPECT_TRUE(m_files->renameNoReplace(m_dir / "a.eml", m_dir / "b.eml"));
    EXPECT_TRUE(m_files->remove(m_dir / "b.eml"));
    std::string buffer(10, '\0');
    EXPECT_EQ((*file)->read(buffer), 5U);
}

TEST_F(RealFileSystem, TellsTwoFilesApartWhateverTheyHold)
{
    writeFile(m_dir / "a.eml", "same");
    writeFile(m_dir / "b.eml", "same");
    const auto a = m_files->info(m_dir / "a.eml");
    const auto b = m_files->info(m_dir / "b.eml");
    ASSERT_TRUE(a && b);
    EXPECT_NE(a->identity, b->identity);
    EXPECT_EQ(a->identity.volume, b->identity.volume);
}

TEST_F(RealFileSystem, SaysWhatIsNotThere)
{
    EXPECT_EQ(codeOf(m_files->open(m_dir / "none.eml")), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_files->open(m_dir / "none/a.eml")), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_files->info(m_dir / "none.eml")), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_files->list(m_dir / "none")), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_files->remove(m_dir / "none.eml")), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_files->create(m_dir / "none/a.eml")), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_files->renameNoReplace(m_dir / "none.eml", m_dir / "b.eml")), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_files->flushFolder(m_dir / "none")), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_files->freeSpace(m_dir / "none")), ErrorCode::NotFound);
    EXPECT_EQ(codeOf(m_files->open("")), ErrorCode::NotFound);
}

TEST_F(RealFileSystem, NamesTheFileAndTheNextStepInAnError)
{
    const auto file = m_files->open(m_dir / "none.eml");
    ASSERT_FALSE(file);
    EXPECT_THAT(file.error().message, HasSubstr(displayText(m_dir / "none.eml")));
    EXPECT_NE(file.error().hint, "");
    EXPECT_EQ(file.error().path, m_dir / "none.eml");
}

TEST_F(RealFileSystem, RefusesToOpenAFolderAsAFile)
{
    EXPECT_EQ(codeOf(m_files->open(m_dir.path())), ErrorCode::NotAFile);
}

TEST_F(RealFileSystem, ListsNamesAndKinds)
{
    writeFile(m_dir / "a.eml", "");
    ASSERT_TRUE(m_files->makeFolder(m_dir / "folder"));
    auto entries = m_files->list(m_dir.path());
    ASSERT_TRUE(entries);
    std::sort(entries->begin(), entries->end(), [](auto& a, auto& b) { return a.name < b.name; });
    ASSERT_EQ(entries->size(), 2U);
    EXPECT_EQ((*entries)[0].name, "a.eml");
    EXPECT_EQ((*entries)[0].kind, EntryKind::File);
    EXPECT_EQ((*entries)[1].name, "folder");
    EXPECT_EQ((*entries)[1].kind, EntryKind::Folder);
}

TEST_F(RealFileSystem, ListsAnEmptyFolderAsEmpty)
{
    EXPECT_THAT(namesIn(*m_files, m_dir.path()), IsEmpty());
}

TEST_F(RealFileSystem, RefusesToListAFile)
{
    writeFile(m_dir / "a.eml", "");
    EXPECT_EQ(codeOf(m_files->list(m_dir / "a.eml")), ErrorCode::NotFound);
}

TEST_F(RealFileSystem, ListsAThousandFiles)
{
    for (int i = 0; i < 1000; ++i)
        writeFile(m_dir / std::to_string(i), "");
    EXPECT_EQ(namesIn(*m_files, m_dir.path()).size(), 1000U);
}

TEST_F(RealFileSystem, CreatesAFileOnlyWhereNoneIs)
{
    const auto file = m_files->create(m_dir / "a.eml");
    ASSERT_TRUE(file);
    EXPECT_TRUE((*file)->write("hello "));
    EXPECT_TRUE((*file)->write(""));
    EXPECT_TRUE((*file)->write("world"));
    EXPECT_TRUE((*file)->flush());
    EXPECT_TRUE((*file)->close());
    EXPECT_EQ(readFile(m_dir / "a.eml"), "hello world");
    EXPECT_EQ(codeOf(m_files->create(m_dir / "a.eml")), ErrorCode::AlreadyExists);
    EXPECT_EQ(readFile(m_dir / "a.eml"), "hello world");
}

TEST_F(RealFileSystem, WritesMoreThanOneBlockAtOnce)
{
    const std::string content(5'000'000, 'x');
    writeFile(*m_files, m_dir / "big.eml", content);
    EXPECT_EQ(readFile(m_dir / "big.eml"), content);
}

TEST_F(RealFileSystem, GivesAFileTheTimeItIsTold)
{
    const UtcTime time = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + std::chrono::hours(5);
    const auto file = m_files->create(m_dir / "a.eml");
    ASSERT_TRUE(file && (*file)->write("hello") && (*file)->setModified(time) && (*file)->close());
    const auto info = m_files->info(m_dir / "a.eml");
    ASSERT_TRUE(info);
    EXPECT_EQ(info->modified, time);
    EXPECT_EQ(info->size, 5U);
}

TEST_F(RealFileSystem, RenamesIntoAnotherFolderAndKeepsTheIdentity)
{
    writeFile(m_dir / "a.eml", "hello");
    ASSERT_TRUE(m_files->makeFolder(m_dir / "folder"));
    const auto before = m_files->info(m_dir / "a.eml");
    ASSERT_TRUE(m_files->renameNoReplace(m_dir / "a.eml", m_dir / "folder/b.eml"));
    const auto after = m_files->info(m_dir / "folder/b.eml");
    ASSERT_TRUE(before && after);
    EXPECT_EQ(before->identity, after->identity);
    EXPECT_THAT(namesIn(*m_files, m_dir.path()), ElementsAre("folder"));
}

TEST_F(RealFileSystem, NeverReplacesAFileByARename)
{
    writeFile(m_dir / "a.eml", "one");
    writeFile(m_dir / "b.eml", "two");
    const auto renamed = m_files->renameNoReplace(m_dir / "a.eml", m_dir / "b.eml");
    EXPECT_EQ(codeOf(renamed), ErrorCode::AlreadyExists);
    EXPECT_THAT(renamed.error().message, HasSubstr("b.eml"));
    EXPECT_EQ(readFile(m_dir / "a.eml"), "one");
    EXPECT_EQ(readFile(m_dir / "b.eml"), "two");
}

TEST_F(RealFileSystem, RemovesAFileButNotAFolder)
{
    writeFile(m_dir / "a.eml", "");
    ASSERT_TRUE(m_files->makeFolder(m_dir / "folder"));
    EXPECT_TRUE(m_files->remove(m_dir / "a.eml"));
    EXPECT_EQ(codeOf(m_files->remove(m_dir / "folder")), ErrorCode::NotAFile);
    EXPECT_THAT(namesIn(*m_files, m_dir.path()), ElementsAre("folder"));
}

TEST_F(RealFileSystem, MakesAFolderOnlyWhereNothingIs)
{
    EXPECT_TRUE(m_files->makeFolder(m_dir / "folder"));
    EXPECT_EQ(codeOf(m_files->makeFolder(m_dir / "folder")), ErrorCode::AlreadyExists);
}

TEST_F(RealFileSystem, FlushesAFolder)
{
    EXPECT_TRUE(m_files->flushFolder(m_dir.path()));
}

TEST_F(RealFileSystem, MeasuresFreeSpace)
{
    const auto space = m_files->freeSpace(m_dir.path());
    ASSERT_TRUE(space);
    EXPECT_GT(*space, 0U);
}

TEST_F(RealFileSystem, ResolvesAPathToTheOneThatLeadsThereStraight)
{
    ASSERT_TRUE(m_files->makeFolder(m_dir / "folder"));
    const auto straight = m_files->resolve(m_dir / "folder");
    const auto around = m_files->resolve(m_dir / "folder" / "." / ".." / "folder");
    ASSERT_TRUE(straight && around);
    EXPECT_EQ(*straight, *around);
    EXPECT_TRUE(straight->is_absolute());
    EXPECT_EQ(straight->filename(), "folder");
    EXPECT_EQ(codeOf(m_files->resolve(m_dir / "none")), ErrorCode::NotFound);
}

TEST_F(RealFileSystem, KnowsThatThisDiskIsNoShare)
{
    EXPECT_FALSE(m_files->isOnNetwork(m_dir / "not" / "yet").value());
}

TEST_F(RealFileSystem, KeepsUnicodeNamesWhole)
{
    const auto name = pathFromBytes("Gr\u00FC\u00DFe \U0001F600.eml");
    writeFile(*m_files, m_dir / name, "hello");
    EXPECT_THAT(namesIn(*m_files, m_dir.path()), ElementsAre("Gr\u00FC\u00DFe \U0001F600.eml"));
    EXPECT_EQ(readFile(m_dir / name), "hello");
}

} // namespace
} // namespace connectorscope
