#include "core/demo/demo_template.h"

#include "core/message/message_reader.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace connectorscope {
namespace {

using testing::HasSubstr;

std::string fill(std::string_view text, const std::string& name = "a.eml")
{
    const UtcTime time = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23) + std::chrono::hours(8);
    const Result<std::string> filled = fillDemoTemplate(text, {time, name});
    return filled ? *filled : "error: " + filled.error().message;
}

TEST(DemoTemplate, LeavesAllOtherBytesAlone)
{
    const std::string bytes("a {b} {{ \xFF\0 }\r\n", 15);
    EXPECT_EQ(fill(bytes), bytes);
}

TEST(DemoTemplate, WritesDatesWithOffsetAndZone)
{
    EXPECT_EQ(fill("{{date}}"), "Mon, 23 Nov 2026 09:00:00 +0100");
    EXPECT_EQ(fill("[{{date -1m2s}}]"), "[Mon, 23 Nov 2026 08:58:58 +0100]");
    EXPECT_EQ(fill("{{date -6s +0900}}"), "Mon, 23 Nov 2026 16:59:54 +0900");
    EXPECT_EQ(fill("{{date -0330 +1d}}"), "Tue, 24 Nov 2026 04:30:00 -0330");
    EXPECT_EQ(fill("{{day-de +14d}} {{year}}"), "07.12.2026 2026");
}

TEST(DemoTemplate, GivesEachFileAndDayAnIdOfItsOwn)
{
    EXPECT_EQ(fill("{{id}}").size(), 8U);
    EXPECT_EQ(fill("{{id}}"), fill("{{id}}"));
    EXPECT_NE(fill("{{id}}"), fill("{{id}}", "b.eml"));
    const auto tomorrow = std::chrono::sys_days(std::chrono::year(2026) / 11 / 24);
    EXPECT_NE(fill("{{id}}"), fillDemoTemplate("{{id}}", {tomorrow, "a.eml"}).value());
}

TEST(DemoTemplate, NamesAPlaceholderThatItDoesNotKnow)
{
    EXPECT_THAT(fill("{{colour}}"), HasSubstr("{{colour}}"));
    for (const char* wrong : {"{{}}", "{{ }}", "{{date soon}}", "{{date -}}", "{{nul}}", "{{nul x}}",
                              "{{nul 99999999}}", "{{nul 1 2}}", "{{id 3}}"})
        EXPECT_THAT(fill(wrong), HasSubstr("error: ")) << wrong;
}

TEST(DemoTemplate, MakesWhatIsTooBigToBeStored)
{
    EXPECT_EQ(fill("a{{nul 3}}b"), std::string("a\0\0\0b", 5));
    const std::string line = fill("{{line 1048576}}");
    EXPECT_EQ(line.size(), 1048576U);
    EXPECT_EQ(line.find('\n'), std::string::npos);
    EXPECT_GE(fill("{{fields 70000}}").size(), 70000U);
    EXPECT_GE(fill("{{base64 1000}}").size(), 1000U);
    EXPECT_EQ(std::ranges::count(fill("{{addresses 32}}"), '@'), 32);
}

TEST(DemoTemplate, NestsAsDeepAndCountsAsManyPartsAsItSays)
{
    ReadLimits limits;
    limits.depth = 1000;
    const Message nested =
        readMessage(fill("Content-Type: multipart/mixed; boundary=level-0\r\n\r\n{{nested 40}}"), limits);
    EXPECT_EQ(std::ranges::max(nested.parts, {}, &Part::depth).depth, 41);
    for (const Part& part : nested.parts)
        EXPECT_EQ(part.isMultipart(), part.multipart.closed);
    const Message many = readMessage(
        fill("Content-Type: multipart/mixed; boundary=pages\r\n\r\n{{parts 120}}--pages--\r\n"), limits);
    EXPECT_EQ(many.parts.size(), 121U);
}

TEST(DemoTemplate, WritesUtf16WithItsMark)
{
    EXPECT_EQ(asUtf16("aé"), std::string("\xFF\xFE"
                                         "a\0\xE9\0",
                                         6));
}

} // namespace
} // namespace connectorscope
