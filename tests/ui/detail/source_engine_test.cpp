#include "tests/support/failing_file_system.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"
#include "ui/detail/message/proof_rows.h"
#include "ui/detail/source/byte_search.h"
#include "ui/detail/source/line_index.h"
#include "ui/detail/source/row_layout.h"
#include "ui/detail/source/source_text.h"

#include <gmock/gmock.h>
#include <random>

namespace connectorscope {
namespace {

using testing::ElementsAre;

TEST(SourceText, ShowsWhatHasNoShapeOrADeceivingOne)
{
    EXPECT_EQ(sourceText(std::string_view("a\0b\x1B[31m\x7F", 9), '\n'), "a\\0b\\x1B[31m\\x7F");
    EXPECT_EQ(sourceText("invoice\u202Efdp.exe\u200B", '\n'), "invoice\\u202Efdp.exe\\u200B");
    EXPECT_EQ(sourceText("gr\xFC\xDF", '\n'), "gr\\xFC\\xDF");
    EXPECT_EQ(sourceText("Gr\u00FC\u00DFe \u898B", '\n'), "Gr\u00FC\u00DFe \u898B");
    EXPECT_EQ(sourceText("a\r\nb\nc\rd\te", '\n'), "a\r\nb\nc\\rd\te");
    EXPECT_EQ(sourceText("a\rb", '\r'), "a\nb");
}

TEST(SourceText, GivesWhatIsNoLineEndAtLeastOneColumn)
{
    for (int byte = 0; byte < 256; ++byte) {
        const std::string bytes(1, static_cast<char>(byte));
        const Cell cell = cellAt(bytes, '\n');
        EXPECT_EQ(cell.length, 1U);
        EXPECT_GE(cell.columns, 1);
    }
    EXPECT_EQ(cellAt("\u898B", '\n').columns, 2);
    EXPECT_EQ(cellText("\u0300", cellAt("\u0300", '\n')), "\u25CC\u0300");
}

TEST(SourceText, ReadsAndWritesHexadecimalBytes)
{
    EXPECT_EQ(hexText("\r\n."), "0D 0A 2E");
    EXPECT_EQ(hexText(std::string(17, 'A')).find('\n'), 47U);
    EXPECT_EQ(bytesOfHex("0d0A 2e"), "\r\n.");
    EXPECT_EQ(bytesOfHex("0x0D, 0x0A"), "\r\n");
    EXPECT_EQ(bytesOfHex("0d0"), "");
    EXPECT_EQ(bytesOfHex("xyz!"), "");
}

TEST(ProofRows, TellWhereTheyEndWithinALine)
{
    const TempDir dir;
    const std::unique_ptr<FileSystem> files = realFileSystem();
    Finding finding;
    finding.line = 1;
    const auto isCut = [&](const std::string& bytes) {
        writeFile(dir / "a.eml", bytes);
        BlockCache cache(*files, dir / "a.eml");
        const auto proof = readProof(cache, finding, '\n');
        EXPECT_TRUE(proof);
        return proof && proof->isCut;
    };
    EXPECT_TRUE(isCut("Subject: " + std::string(1000, 'a') + "\r\n\r\nx\r\n"));
    EXPECT_FALSE(isCut("Subject: a\r\n\r\nx"));
    std::string many;
    for (int line = 0; line < 20; ++line)
        many += "A: b\r\n";
    EXPECT_FALSE(isCut(many));
}

TEST(RowLayout, DividesRowsAnewByAnotherWidth)
{
    const auto textOf = [](const std::vector<SourceRow>& rows) {
        std::vector<std::string> text;
        for (const SourceRow& row : rows)
            text.push_back((row.startsLine ? "" : "+") + row.bytes);
        return text;
    };
    const std::vector<SourceRow> rows{
        {10, "abcdef", true, 3}, {16, "gh\r\n", false, 3}, {20, "\r\n", true, 4}, {22, "ij", true, 5}};
    const std::vector<SourceRow> narrow = dividedAnew(rows, 4, '\n');
    EXPECT_THAT(textOf(narrow), ElementsAre("abcd", "+efgh\r\n", "\r\n", "ij"));
    EXPECT_EQ(narrow[1].offset, 14U);
    EXPECT_EQ(narrow[1].line, 3U);
    EXPECT_THAT(textOf(dividedAnew(rows, 80, '\n')), ElementsAre("abcdefgh\r\n", "\r\n", "ij"));
    EXPECT_THAT(textOf(dividedAnew({{16, "gh", false, 3}}, 1, '\n')), ElementsAre("+g", "+h"));
}

class SourceEngine : public testing::Test
{
protected:
    BlockCache cacheOf(std::string_view content)
    {
        const auto path = m_dir / std::to_string(++m_count);
        writeFile(path, content);
        return {*m_files, path};
    }

    static std::vector<std::string> rowsOf(BlockCache& cache, int columns, char lineEnd = '\n')
    {
        RowLayout layout(cache, columns, lineEnd);
        std::vector<std::string> rows;
        std::optional<SourceRow> row = layout.rowAt(0).value();
        while (row) {
            rows.push_back(row->bytes);
            row = layout.rowAfter(*row).value();
        }
        return rows;
    }

    TempDir m_dir;
    std::unique_ptr<FileSystem> m_files = realFileSystem();
    int m_count = 0;
};

TEST_F(SourceEngine, ReadsAnyBytesAndKeepsFewBlocks)
{
    std::string content(10'000'000, 'x');
    for (std::size_t i = 0; i < content.size(); i += 7)
        content[i] = static_cast<char>(i);
    BlockCache cache = cacheOf(content);
    for (const std::uint64_t offset : {9'999'990ULL, 0ULL, 65'530ULL, 5'000'000ULL})
        EXPECT_EQ(cache.read(offset, 100).value(), content.substr(static_cast<std::size_t>(offset), 100));
    EXPECT_EQ(cache.read(0, content.size() + 5).value(), content);
    EXPECT_LE(cache.blocks(), BlockCache::mostBlocks);
    EXPECT_EQ(cache.read(content.size(), 10).value(), "");
}

TEST_F(SourceEngine, RefusesAFileThatIsAnotherWhenItIsOpenedAgain)
{
    BlockCache cache = cacheOf("hello");
    EXPECT_EQ(cache.read(0, 5).value(), "hello");
    cache.letGo();
    EXPECT_EQ(cache.read(1, 2).value(), "el");
    writeFile(m_dir / "1", "hello world");
    std::string buffer(5, '\0');
    const auto read = cache.readPast(0, buffer);
    ASSERT_FALSE(read);
    EXPECT_NE(read.error().hint, "");
}

TEST_F(SourceEngine, TellsWhenAReadFails)
{
    writeFile(m_dir / "a", "hello");
    FailingFileSystem files(*m_files);
    BlockCache cache(files, m_dir / "a");
    files.failCall(FileAction::Read, 1, ErrorCode::ReadFault);
    EXPECT_FALSE(cache.read(0, 5));
    EXPECT_EQ(cache.read(0, 5).value(), "hello");
}

TEST_F(SourceEngine, MakesARowOfEachLineAndSeveralOfALongOne)
{
    BlockCache cache = cacheOf("From: a\r\n\r\n0123456789\n01234567890\nend");
    EXPECT_THAT(rowsOf(cache, 10),
                ElementsAre("From: a\r\n", "\r\n", "0123456789\n", "0123456789", "0\n", "end"));
    BlockCache mac = cacheOf("a\rb\rc");
    EXPECT_THAT(rowsOf(mac, 10, '\r'), ElementsAre("a\r", "b\r", "c"));
    BlockCache empty = cacheOf("");
    EXPECT_THAT(rowsOf(empty, 10), ElementsAre(""));
}

TEST_F(SourceEngine, BreaksNoCharacterAndCountsColumnsNotBytes)
{
    BlockCache cache = cacheOf("\u898B\u898B\u898B\u898B\u898B\xFC\xFC\xFC");
    EXPECT_THAT(rowsOf(cache, 8), ElementsAre("\u898B\u898B\u898B\u898B", "\u898B\xFC", "\xFC\xFC"));
}

TEST_F(SourceEngine, FindsTheSameRowsFromWhereverItBegins)
{
    std::mt19937 dice(7);
    std::string content;
    while (content.size() < 400'000) {
        const std::size_t length = dice() % 10 == 0 ? dice() % 150'000 : dice() % 200;
        for (std::size_t i = 0; i < length; ++i)
            content += dice() % 20 == 0 ? "\u00E4" : std::string(1, static_cast<char>(dice() % 90 + 32));
        content += dice() % 2 == 0 ? "\r\n" : "\n";
    }
    BlockCache cache = cacheOf(content);
    RowLayout layout(cache, 60, '\n');
    std::vector<SourceRow> rows;
    for (std::optional<SourceRow> row = layout.rowAt(0).value(); row; row = layout.rowAfter(*row).value())
        rows.push_back(*row);
    std::string all;
    for (const SourceRow& row : rows)
        all += row.bytes;
    ASSERT_EQ(all, content);
    for (std::size_t i = 0; i < rows.size(); i += 97) {
        const SourceRow& row = rows[i];
        EXPECT_EQ(layout.rowAt(row.offset).value().offset, row.offset);
        EXPECT_EQ(layout.rowAt(row.end() - 1).value().offset, row.offset);
        EXPECT_EQ(layout.rowAt(row.offset).value().startsLine, row.startsLine);
        const auto before = layout.rowBefore(row).value();
        EXPECT_EQ(before.has_value(), i > 0);
        if (before) {
            EXPECT_EQ(before->offset, rows[i - 1].offset);
        }
    }
    EXPECT_EQ(layout.rowAt(content.size() * 2).value().offset, rows.back().offset);
}

TEST_F(SourceEngine, FindsARowOfAVeryLongLineWithFewReads)
{
    writeFile(m_dir / "long", "Subject: x\r\n\r\n" + std::string(10'000'000, 'y'));
    FailingFileSystem files(*m_files);
    BlockCache cache(files, m_dir / "long");
    RowLayout layout(cache, 80, '\n');
    const SourceRow row = layout.rowAt(7'654'321).value();
    EXPECT_LE(row.offset, 7'654'321U);
    EXPECT_GT(row.end(), 7'654'321U);
    EXPECT_FALSE(row.startsLine);
    EXPECT_LE(files.calls(FileAction::Read), 4);
}

TEST_F(SourceEngine, CountsLinesAndFindsThemAgain)
{
    LineIndex index;
    std::string content;
    for (int i = 0; content.size() < 3 * LineIndex::step; ++i)
        content += std::to_string(i) + "\n";
    for (std::size_t at = 0; at < content.size(); at += 100'003)
        index.add(std::string_view(content).substr(at, 100'003));
    const auto lines = static_cast<std::uint64_t>(std::count(content.begin(), content.end(), '\n'));
    EXPECT_EQ(index.lineEnds(), lines);
    EXPECT_EQ(index.counted(), content.size());
    for (std::uint64_t line = 1; line <= lines; line += 999) {
        const auto mark = index.beforeLineEnd(line);
        ASSERT_TRUE(mark);
        EXPECT_LT(mark->lineEnds, line);
        const auto begin = content.begin() + static_cast<std::ptrdiff_t>(mark->offset);
        EXPECT_EQ(static_cast<std::uint64_t>(std::count(content.begin(), begin, '\n')), mark->lineEnds);
        EXPECT_LE(mark->offset, content.find(std::to_string(line - 1) + "\n"));
    }
    EXPECT_FALSE(index.beforeLineEnd(lines + 1));
    EXPECT_FALSE(index.before(content.size() + 1));
    EXPECT_EQ(index.before(LineIndex::step + 1)->offset, LineIndex::step);
}

std::optional<std::uint64_t> search(BlockCache& cache, const SearchQuery& query, bool* hasWrapped = nullptr)
{
    ByteSearch bytes(query, cache.info().value().size);
    while (true) {
        const ByteSearch::Progress progress = bytes.step(cache).value();
        if (hasWrapped != nullptr)
            *hasWrapped = progress.hasWrapped;
        if (progress.isDone)
            return progress.found;
    }
}

TEST_F(SourceEngine, FindsBytesForwardAndBackwardAndGoesRound)
{
    BlockCache cache = cacheOf("one two one TWO one");
    bool hasWrapped = false;
    EXPECT_EQ(search(cache, {"one", false, false, 0}), 0U);
    EXPECT_EQ(search(cache, {"one", false, false, 1}), 8U);
    EXPECT_EQ(search(cache, {"two", true, false, 5}), 12U);
    EXPECT_EQ(search(cache, {"two", false, false, 5}, &hasWrapped), 4U);
    EXPECT_TRUE(hasWrapped);
    EXPECT_EQ(search(cache, {"one", false, true, 16}), 8U);
    EXPECT_EQ(search(cache, {"one", false, true, 0}, &hasWrapped), 16U);
    EXPECT_TRUE(hasWrapped);
    EXPECT_EQ(search(cache, {"three", false, false, 3}), std::nullopt);
    EXPECT_EQ(search(cache, {"three", false, true, 3}), std::nullopt);
    EXPECT_EQ(search(cache, {std::string(100, 'x'), false, false, 3}), std::nullopt);
}

TEST_F(SourceEngine, FindsBytesThatLieOverTheEdgeOfTwoPieces)
{
    std::string content(3'000'000, '.');
    content.replace(1024 * 1024 - 2, 4, "mark");
    BlockCache cache = cacheOf(content);
    EXPECT_EQ(search(cache, {"mark", false, false, 0}), 1024U * 1024 - 2);
    EXPECT_EQ(search(cache, {"mark", false, true, 3'000'000}), 1024U * 1024 - 2);
    EXPECT_EQ(search(cache, {"mark", false, true, 1024 * 1024 - 2 + 1}), 1024U * 1024 - 2);
}

} // namespace
} // namespace connectorscope
