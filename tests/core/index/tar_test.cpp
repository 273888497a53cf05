#include "core/index/tar_reader.h"
#include "core/index/tar_writer.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

#include <cstdlib>

namespace connectorscope {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

/// An archive with an empty file, one of a block exactly, and one between blocks.
std::string smallArchive(const TempDir& folder)
{
    const auto files = realFileSystem();
    const std::filesystem::path path = folder / "a.tar";
    const auto out = files->create(path);
    TarWriter tar(**out);
    EXPECT_TRUE(tar.addText("empty", "", {}));
    EXPECT_TRUE(tar.addText("block", std::string(512, 'x'), {}));
    EXPECT_TRUE(tar.addText("folder/other", "some text\n", {}));
    EXPECT_TRUE(tar.finish());
    EXPECT_TRUE((*out)->close());
    return readFile(path);
}

class TextSource final : public ByteSource
{
public:
    explicit TextSource(std::string text)
        : m_text(std::move(text))
    {
    }
    Result<std::size_t> read(std::span<char> buffer) override
    {
        constexpr std::size_t atOnce = 100; // less than asked for is normal
        const std::size_t size = std::min({buffer.size(), m_text.size() - m_at, atOnce});
        m_text.copy(buffer.data(), size, m_at);
        m_at += size;
        return size;
    }

private:
    std::string m_text;
    std::size_t m_at = 0;
};

using NamedContents = std::vector<std::pair<std::string, std::string>>;

Result<NamedContents> contentsOf(const std::string& archive)
{
    TextSource source(archive);
    TarReader tar(source);
    NamedContents contents;
    for (;;) {
        const auto file = tar.next();
        if (!file)
            return fail(file.error());
        if (!*file)
            return contents;
        std::string content((*file)->size, '\0');
        for (std::size_t at = 0; at < content.size();) {
            const auto got = tar.read(std::span(content).subspan(at));
            if (!got)
                return fail(got.error());
            at += *got;
        }
        contents.emplace_back((*file)->name, content);
    }
}

TEST(Tar, GivesBackWhatWasWritten)
{
    const TempDir folder;
    const auto contents = contentsOf(smallArchive(folder));
    ASSERT_TRUE(contents) << contents.error().message;
    EXPECT_THAT(*contents, ElementsAre(Pair("empty", ""), Pair("block", std::string(512, 'x')),
                                       Pair("folder/other", "some text\n")));
}

TEST(Tar, SkipsWhatNobodyReads)
{
    const TempDir folder;
    TextSource source(smallArchive(folder));
    TarReader tar(source);
    for (const char* name : {"empty", "block", "folder/other"}) {
        const auto file = tar.next();
        ASSERT_TRUE(file && *file);
        EXPECT_EQ((*file)->name, name);
    }
    EXPECT_FALSE(*tar.next());
}

TEST(Tar, NoticesEachPlaceWhereItIsCutOff)
{
    const TempDir folder;
    const std::string archive = smallArchive(folder);
    // The second block of the mark at the end is for others.
    for (std::size_t size = 0; size < archive.size() - 512; size += 64) {
        const auto contents = contentsOf(archive.substr(0, size));
        ASSERT_FALSE(contents) << size;
        EXPECT_EQ(contents.error().code, ErrorCode::Damaged);
        EXPECT_THAT(contents.error().message, HasSubstr("cut off"));
    }
}

TEST(Tar, NoticesABrokenHeader)
{
    const TempDir folder;
    const std::string archive = smallArchive(folder);
    for (std::size_t at = 0; at < 500; ++at) { // what follows is padding
        if (at == 154 || at == 155)            // ends the checksum
            continue;
        std::string broken = archive;
        broken[at] = static_cast<char>(broken[at] ^ 0x01);
        const auto contents = contentsOf(broken);
        EXPECT_FALSE(contents) << at;
    }
}

TEST(Tar, WritesSizesBeyondEightGibibytes)
{
    const TempDir folder;
    const auto files = realFileSystem();
    const std::uint64_t size = std::uint64_t{5} << 40;
    const auto out = files->create(folder / "a.tar");
    TarWriter tar(**out);
    ASSERT_TRUE(tar.begin("large", size, {}));
    ASSERT_TRUE((*out)->close());
    TextSource source(readFile(folder / "a.tar"));
    const auto file = TarReader(source).next();
    ASSERT_TRUE(file && *file);
    EXPECT_EQ((*file)->size, size);
}

TEST(Tar, RefusesAFileThatIsNotAsLargeAsItWasSaid)
{
    const TempDir folder;
    const auto files = realFileSystem();
    const auto out = files->create(folder / "a.tar");
    TarWriter tar(**out);
    ASSERT_TRUE(tar.begin("a", 3, {}));
    EXPECT_FALSE(tar.write("four"));
    ASSERT_TRUE(tar.write("ab"));
    EXPECT_FALSE(tar.end());
}

#ifndef _WIN32
TEST(Tar, IsUnpackedByWhatSystemsHave)
{
    if (std::system("command -v tar >/dev/null 2>&1") != 0)
        GTEST_SKIP() << "this machine has no tar";
    const TempDir folder;
    smallArchive(folder);
    ASSERT_EQ(std::system(("cd '" + folder.path().string() + "' && tar xf a.tar >out 2>&1").c_str()), 0)
        << readFile(folder / "out");
    EXPECT_EQ(readFile(folder / "out"), "");
    EXPECT_EQ(readFile(folder / "folder/other"), "some text\n");
    EXPECT_EQ(readFile(folder / "block"), std::string(512, 'x'));
}
#endif

} // namespace
} // namespace connectorscope
