#include "ui/detail/source/source_reader.h"

#include "tests/support/failing_file_system.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QStringList>
#include <QTest>

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

class SourceReaderTest : public testing::Test
{
protected:
    void write(std::string_view content) { writeFile(m_dir / "a.eml", content); }
    void open() { m_reader.open(m_dir / "a.eml"); }

    template <class T>
    static T lastOf(QSignalSpy& spy)
    {
        if (spy.isEmpty() && !spy.wait(60'000)) {
            ADD_FAILURE() << "no answer";
            return {};
        }
        return spy.takeLast().at(0).value<T>();
    }

    TempDir m_dir;
    std::unique_ptr<FileSystem> m_real = realFileSystem();
    FailingFileSystem m_files{*m_real};
    SourceReader m_reader{m_files};
    QSignalSpy m_rows{&m_reader, &SourceReader::rowsRead};
    QSignalSpy m_found{&m_reader, &SourceReader::searchEnded};
    QSignalSpy m_lines{&m_reader, &SourceReader::lineFound};
    QSignalSpy m_counted{&m_reader, &SourceReader::linesCounted};
    QSignalSpy m_copied{&m_reader, &SourceReader::copied};
    QSignalSpy m_failed{&m_reader, &SourceReader::failed};
};

RowsRequest rowsAround(std::uint64_t offset)
{
    RowsRequest request;
    request.offset = offset;
    request.before = 2;
    request.after = 3;
    return request;
}

TEST_F(SourceReaderTest, GivesRowsAroundAPlaceWithTheirLines)
{
    write("one\ntwo\nthree\nfour\nfive\nsix\n");
    open();
    m_reader.askForRows(rowsAround(15));
    const auto rows = lastOf<SourceRows>(m_rows);
    ASSERT_EQ(rows.rows.size(), 5U);
    EXPECT_EQ(rows.rows[rows.anchor].bytes, "four\n");
    EXPECT_EQ(rows.rows[rows.anchor].line, 4U);
    EXPECT_EQ(rows.rows.front().bytes, "two\n");
    EXPECT_FALSE(rows.isFirst);
    EXPECT_TRUE(rows.isLast);
}

TEST_F(SourceReaderTest, GivesRowsOfBytes)
{
    write(std::string(100, 'x'));
    open();
    RowsRequest request = rowsAround(50);
    request.hex = true;
    request.columns = 16;
    m_reader.askForRows(request);
    const auto rows = lastOf<SourceRows>(m_rows);
    EXPECT_EQ(rows.rows[rows.anchor].offset, 48U);
    EXPECT_EQ(rows.rows.front().offset, 16U);
    EXPECT_EQ(rows.rows.size(), 5U);
}

TEST_F(SourceReaderTest, AnswersOnlyTheLastRequest)
{
    write("one\ntwo\nthree\n");
    open();
    std::uint64_t job = 0;
    for (int i = 0; i < 50; ++i)
        job = m_reader.askForRows(rowsAround(4));
    const auto rows = lastOf<SourceRows>(m_rows);
    EXPECT_EQ(rows.request.job, job);
    EXPECT_TRUE(m_rows.isEmpty());
}

TEST_F(SourceReaderTest, DropsWhatComesLateOfAnotherFile)
{
    write("one\ntwo\n");
    writeFile(m_dir / "b.eml", "other\n");
    open();
    m_reader.askForRows(rowsAround(0));
    m_reader.open(m_dir / "b.eml");
    m_reader.askForRows(rowsAround(0));
    const auto rows = lastOf<SourceRows>(m_rows);
    EXPECT_EQ(rows.rows.front().bytes, "other\n");
    QTest::qWait(50);
    EXPECT_TRUE(m_rows.isEmpty());
}

TEST_F(SourceReaderTest, ShowsAnyPlaceOfALargeFileBeforeItsLinesAreCounted)
{
    std::string content;
    while (content.size() < 50'000'000)
        content += "A line of a large message, as many others.\r\n";
    write(content);
    QElapsedTimer timer;
    timer.start();
    open();
    m_reader.askForRows(rowsAround(40'000'000));
    const auto rows = lastOf<SourceRows>(m_rows);
    EXPECT_LT(timer.elapsed(), 1000);
    EXPECT_LE(rows.rows[rows.anchor].offset, 40'000'000U);
    LineProgress progress;
    while (progress.counted < content.size())
        progress = lastOf<LineProgress>(m_counted);
    m_reader.askForRows(rowsAround(40'000'000));
    const auto again = lastOf<SourceRows>(m_rows);
    EXPECT_EQ(again.rows[again.anchor].line, 40'000'000U / 44 + 1);
}

TEST_F(SourceReaderTest, FindsALineOnceItWasCounted)
{
    std::string content;
    for (int i = 1; i <= 500'000; ++i)
        content += std::to_string(i) + "\n";
    write(content);
    open();
    m_reader.findLine(450'000);
    EXPECT_EQ(lastOf<FoundPlace>(m_lines).offset, content.find("\n450000\n") + 1);
    m_reader.findLine(1);
    EXPECT_EQ(lastOf<FoundPlace>(m_lines).offset, 0U);
    m_reader.findLine(9'000'000);
    EXPECT_EQ(lastOf<FoundPlace>(m_lines).offset, content.size());
}

TEST_F(SourceReaderTest, SearchesWhileRowsAreAskedFor)
{
    std::string content(60'000'000, '.');
    content += "needle";
    write(content);
    open();
    QStringList order;
    QObject::connect(&m_reader, &SourceReader::rowsRead, [&] { order << QStringLiteral("rows"); });
    QObject::connect(&m_reader, &SourceReader::searchEnded, [&] { order << QStringLiteral("found"); });
    m_reader.search({"needle", false, false, 0});
    m_reader.askForRows(rowsAround(1000));
    lastOf<SourceRows>(m_rows);
    const auto place = lastOf<FoundPlace>(m_found);
    EXPECT_EQ(order.first(), QStringLiteral("rows"));
    EXPECT_EQ(place.offset, 60'000'000U);
    EXPECT_EQ(place.length, 6U);
}

TEST_F(SourceReaderTest, StopsASearchThatNobodyWantsAnyMore)
{
    write(std::string(60'000'000, '.'));
    open();
    m_reader.search({"needle", false, false, 0});
    m_reader.cancelSearch();
    m_reader.search({"....", false, false, 7});
    EXPECT_EQ(lastOf<FoundPlace>(m_found).offset, 7U);
    EXPECT_TRUE(m_found.isEmpty());
}

TEST_F(SourceReaderTest, CopiesTextAndBytesAndSaysWhenItWasTooMuch)
{
    write("a\x1B\r\nb" + std::string(5'000'000, 'c'));
    open();
    m_reader.copy(0, 5, false);
    EXPECT_EQ(lastOf<CopiedText>(m_copied).text, QStringLiteral("a\\x1B\r\nb"));
    m_reader.copy(1, 3, true);
    EXPECT_EQ(lastOf<CopiedText>(m_copied).text, QStringLiteral("1B 0D"));
    m_reader.copy(0, 5'000'000, false);
    EXPECT_TRUE(lastOf<CopiedText>(m_copied).isCut);
}

TEST_F(SourceReaderTest, TellsWhatCannotBeRead)
{
    m_reader.open(m_dir / "none.eml");
    EXPECT_EQ(lastOf<Error>(m_failed).code, ErrorCode::NotFound);
    write("one\n");
    m_files.failCall(FileAction::Read, 1, ErrorCode::ReadFault);
    open();
    EXPECT_EQ(lastOf<Error>(m_failed).code, ErrorCode::ReadFault);
}

TEST_F(SourceReaderTest, LetsGoOfTheFileWhenNothingIsWanted)
{
    write("one\ntwo\n");
    open();
    m_reader.askForRows(rowsAround(0));
    lastOf<SourceRows>(m_rows);
    const int opened = m_files.calls(FileAction::Open);
    QTest::qWait(1300);
    m_reader.search({"two", false, false, 0});
    EXPECT_EQ(lastOf<FoundPlace>(m_found).offset, 4U);
    EXPECT_EQ(m_files.calls(FileAction::Open), opened + 1);
}

} // namespace
} // namespace connectorscope
