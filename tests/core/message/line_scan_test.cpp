#include "core/message/line_scan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

namespace connectorscope {
namespace {

LineScanInput inputOf(const std::string& text)
{
    LineScanInput input;
    input.data = text.data();
    input.size = text.size();
    return input;
}

/// What the scanner says, found byte by byte in the plainest way.
LineScanResult scanPlainly(const LineScanInput& in)
{
    LineScanResult out;
    const std::string text(in.data, in.size);
    std::int64_t lineStart = -static_cast<std::int64_t>(in.lineLength);
    bool counted = in.longLineCounted;
    const auto beginLine = [&](std::size_t at) {
        if (at >= text.size())
            return false;
        if (in.stopAtDashes && text.compare(at, 2, "--") == 0)
            return true;
        if (text[at] == '.' && (at + 1 >= text.size() || text[at + 1] != '.')) {
            ++out.dotLines;
            std::size_t end = at + 1;
            while (end < text.size() && text[end] == '\r')
                ++end;
            if (end == text.size() || text[end] == '\n' || (in.carriageReturnEndsLine && end > at + 1)) {
                if (out.loneDots++ == 0)
                    out.firstLoneDot = at;
            }
        }
        return false;
    };
    const auto countLong = [&] {
        if (out.longLines++ == 0)
            out.firstLongLine = lineStart;
        counted = true;
    };
    const auto noteFirst = [](std::size_t& count, std::size_t& first, std::size_t at) {
        if (count++ == 0)
            first = at;
    };
    std::size_t at = 0;
    if (in.lineLength == 0 && !in.skipFirstLine && beginLine(0)) {
        out.stop = LineScanStop::Dashes;
        return out;
    }
    for (; at < text.size(); ++at) {
        if (at % 64 == 0 && at + 64 <= text.size() && text.find_first_not_of('\0', at) >= at + 64) {
            out.stop = LineScanStop::Nuls;
            break;
        }
        const char c = text[at];
        const bool crBefore = at > 0 && text[at - 1] == '\r';
        const bool lfAfter = at + 1 < text.size() && text[at + 1] == '\n';
        if (c == '\n')
            crBefore ? static_cast<void>(++out.crlf) : noteFirst(out.bareLf, out.firstBareLf, at);
        if (c == '\r' && !lfAfter)
            noteFirst(out.bareCr, out.firstBareCr, at);
        if (static_cast<signed char>(c) < 0)
            noteFirst(out.eightBit, out.firstEightBit, at);
        if (c == '\0')
            noteFirst(out.nul, out.firstNul, at);
        if (c == '\n' || (c == '\r' && !lfAfter && in.carriageReturnEndsLine)) {
            ++out.lineEnds;
            std::int64_t end = static_cast<std::int64_t>(at) + 1;
            while (end > 0 && end > lineStart &&
                   (text[static_cast<std::size_t>(end) - 1] == '\r' ||
                    text[static_cast<std::size_t>(end) - 1] == '\n'))
                --end;
            if (!counted && static_cast<std::uint64_t>(end - lineStart) > in.lineLimit)
                countLong();
            counted = false;
            lineStart = static_cast<std::int64_t>(at) + 1;
            if (beginLine(at + 1)) {
                ++at;
                out.stop = LineScanStop::Dashes;
                break;
            }
        }
    }
    out.length = at;
    out.lineLength = static_cast<std::uint64_t>(static_cast<std::int64_t>(at) - lineStart);
    if (out.lineLength > in.lineLimit && !counted)
        countLong();
    out.longLineCounted = counted;
    return out;
}

std::string describe(const LineScanResult& r)
{
    const auto at = [](std::size_t count, std::size_t first) {
        return std::to_string(count) + (count > 0 ? "@" + std::to_string(first) : "");
    };
    return "length " + std::to_string(r.length) + " stop " + std::to_string(static_cast<int>(r.stop)) +
           " ends " + std::to_string(r.lineEnds) + " crlf " + std::to_string(r.crlf) + " lf " +
           at(r.bareLf, r.firstBareLf) + " cr " + at(r.bareCr, r.firstBareCr) + " 8bit " +
           at(r.eightBit, r.firstEightBit) + " nul " + at(r.nul, r.firstNul) + " long " +
           std::to_string(r.longLines) + "@" + std::to_string(r.longLines > 0 ? r.firstLongLine : 0) +
           " dots " + at(r.loneDots, r.firstLoneDot) + "/" + std::to_string(r.dotLines) + " open " +
           std::to_string(r.lineLength) + (r.longLineCounted ? "!" : "");
}

class LineScanOfEachVectorSet : public testing::TestWithParam<VectorSet>
{
protected:
    void SetUp() override
    {
        if (!hasVectorSet(GetParam()))
            GTEST_SKIP() << "this processor or build has no such vectors";
    }
};

TEST_P(LineScanOfEachVectorSet, SaysWhatAByteByByteLookSays)
{
    std::mt19937 random(7);
    const std::string letters("\r\n\r\n\n.-aaaaaaaa\0\xC3\xA4", 18);
    for (int round = 0; round < 4000; ++round) {
        std::string text;
        const std::size_t size = random() % 300;
        const auto plain = random() % 4 * 30 + 5; // of a hundred: how dull the text is
        while (text.size() < size)
            text += random() % 100 < plain ? 'x' : letters[random() % letters.size()];
        if (random() % 8 == 0)
            text.insert(random() % (text.size() + 1), std::string(random() % 200, '\0'));
        LineScanInput input = inputOf(text);
        input.lineLimit = 40;
        input.lineLength = random() % 3 == 0 ? random() % 60 : 0;
        input.longLineCounted = input.lineLength > 40;
        input.stopAtDashes = random() % 2 == 0;
        input.skipFirstLine = random() % 2 == 0;
        input.carriageReturnEndsLine = random() % 4 == 0;
        ASSERT_EQ(describe(scanLines(input, GetParam())), describe(scanPlainly(input)))
            << testing::PrintToString(text);
    }
}

INSTANTIATE_TEST_SUITE_P(LineScan, LineScanOfEachVectorSet,
                         testing::Values(VectorSet::Portable, VectorSet::Sse2, VectorSet::Avx2,
                                         VectorSet::Avx512));

TEST(LineScan, CountsAFinalCrAsBare)
{
    EXPECT_EQ(scanLines(inputOf("a\r\nb\r")).bareCr, 1U);
}

TEST(LineScan, CountsOneBareCrInCrCrLf)
{
    const LineScanResult result = scanLines(inputOf("a\r\r\nb\r\r\n"));
    EXPECT_EQ(result.bareCr, 2U);
    EXPECT_EQ(result.crlf, 2U);
    EXPECT_EQ(result.lineEnds, 2U);
}

TEST(LineScan, StopsBeforeALineOfDashesOnlyWhenAsked)
{
    const std::string text = "one\r\n--two\r\n";
    LineScanInput input = inputOf(text);
    EXPECT_EQ(scanLines(input).length, text.size());
    input.stopAtDashes = true;
    const LineScanResult result = scanLines(input);
    EXPECT_EQ(result.length, 5U);
    EXPECT_EQ(result.stop, LineScanStop::Dashes);
}

TEST(LineScan, CountsALineThatBeganBeforeTheData)
{
    std::string text(20, 'x');
    LineScanInput input = inputOf(text);
    input.lineLength = 990;
    const LineScanResult result = scanLines(input);
    EXPECT_EQ(result.longLines, 1U);
    EXPECT_EQ(result.firstLongLine, -990);
    EXPECT_TRUE(result.longLineCounted);
}

TEST(LineScan, DoesNotCountTheLineEndAsLength)
{
    EXPECT_EQ(scanLines(inputOf(std::string(998, 'x') + "\r\n")).longLines, 0U);
    EXPECT_EQ(scanLines(inputOf(std::string(999, 'x') + "\r\n")).longLines, 1U);
}

} // namespace
} // namespace connectorscope
