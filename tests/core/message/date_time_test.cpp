#include "core/message/date_time.h"

#include "tests/core/message/linear_time.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace connectorscope {
namespace {

/// "2026-11-23T09:41:07+01:00", with a question mark behind it where the zone is not known.
std::string readDate(std::string_view raw)
{
    const std::optional<DateTime> date = parseDateTime(raw);
    if (!date)
        return "(none)";
    return date->iso8601() + (date->zoneKnown ? "" : "?");
}

struct WrittenDate
{
    std::string raw;
    std::string expected;
};

class DateForms : public testing::TestWithParam<WrittenDate>
{
};

TEST_P(DateForms, AreRead)
{
    EXPECT_EQ(readDate(GetParam().raw), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Rfc5322, DateForms,
    testing::Values(WrittenDate{" Mon, 23 Nov 2026 09:41:07 +0100", "2026-11-23T09:41:07+01:00"},
                    WrittenDate{"23 Nov 2026 09:41 -0330", "2026-11-23T09:41:00-03:30"},
                    WrittenDate{"Mon, 23 Nov 2026\r\n\t09:41:07 +0100 (CET)", "2026-11-23T09:41:07+01:00"},
                    WrittenDate{"(a (b)) Mon (c), 23 (\\)) Nov 2026 09 : 41 (d) : 07 +0100",
                                "2026-11-23T09:41:07+01:00"},
                    WrittenDate{"Mon, 23 Nov 26 09:41:07 GMT", "2026-11-23T09:41:07+00:00"},
                    WrittenDate{"Mon, 23 Nov 49 09:41:07 UT", "2049-11-23T09:41:07+00:00"},
                    WrittenDate{"Mon, 23 Nov 50 09:41:07 UT", "1950-11-23T09:41:07+00:00"},
                    WrittenDate{"Mon, 23 Nov 126 09:41:07 UT", "2026-11-23T09:41:07+00:00"},
                    WrittenDate{"mon, 23 NOV 2026 09:41:07 est", "2026-11-23T09:41:07-05:00"},
                    WrittenDate{"29 Feb 2024 23:59:60 +0000", "2024-02-29T23:59:60+00:00"},
                    WrittenDate{"1 Jan 1900 00:00:00 +0000", "1900-01-01T00:00:00+00:00"},
                    WrittenDate{"31 Dec 9999 23:59:59 +2359", "9999-12-31T23:59:59+23:59"}));

INSTANTIATE_TEST_SUITE_P(
    Zones, DateForms,
    testing::Values(WrittenDate{"1 Jul 2026 12:00 EDT", "2026-07-01T12:00:00-04:00"},
                    WrittenDate{"1 Jul 2026 12:00 CST", "2026-07-01T12:00:00-06:00"},
                    WrittenDate{"1 Jul 2026 12:00 CDT", "2026-07-01T12:00:00-05:00"},
                    WrittenDate{"1 Jul 2026 12:00 MST", "2026-07-01T12:00:00-07:00"},
                    WrittenDate{"1 Jul 2026 12:00 MDT", "2026-07-01T12:00:00-06:00"},
                    WrittenDate{"1 Jul 2026 12:00 PST", "2026-07-01T12:00:00-08:00"},
                    WrittenDate{"1 Jul 2026 12:00 PDT", "2026-07-01T12:00:00-07:00"},
                    WrittenDate{"1 Jul 2026 12:00 Z", "2026-07-01T12:00:00+00:00"},
                    WrittenDate{"1 Jul 2026 12:00 CEST", "2026-07-01T12:00:00+02:00"},
                    WrittenDate{"1 Jul 2026 12:00 MET DST", "2026-07-01T12:00:00+02:00"},
                    WrittenDate{"1 Jul 2026 12:00 MET DST DST", "2026-07-01T12:00:00+02:00"},
                    WrittenDate{"1 Jul 2026 12:00 +2330 DST", "2026-07-01T12:00:00+23:30"},
                    WrittenDate{"1 Jul 2026 12:00 JST", "2026-07-01T12:00:00+09:00"},
                    WrittenDate{"1 Jul 2026 12:00 A", "2026-07-01T12:00:00+00:00?"},
                    WrittenDate{"1 Jul 2026 12:00 XYZ", "2026-07-01T12:00:00+00:00?"},
                    WrittenDate{"1 Jul 2026 12:00 -0000", "2026-07-01T12:00:00+00:00?"},
                    WrittenDate{"1 Jul 2026 12:00", "2026-07-01T12:00:00+00:00?"},
                    WrittenDate{"1 Jul 2026 12:00 +9999", "2026-07-01T12:00:00+00:00?"},
                    WrittenDate{"1 Jul 2026 12:00 (EST)", "2026-07-01T12:00:00+00:00?"}));

INSTANTIATE_TEST_SUITE_P(
    RealMailers, DateForms,
    testing::Values(WrittenDate{"Mon Nov 23 09:41:07 2026", "2026-11-23T09:41:07+00:00?"},
                    WrittenDate{"Mon Nov  3 09:41:07 CET 2026", "2026-11-03T09:41:07+01:00"},
                    WrittenDate{"Mon Nov 23 09:41:07 2026 +0100", "2026-11-23T09:41:07+01:00"},
                    WrittenDate{"2026-11-23T09:41:07Z", "2026-11-23T09:41:07+00:00"},
                    WrittenDate{"2026-11-23T09:41:07.123456+01:00", "2026-11-23T09:41:07+01:00"},
                    WrittenDate{"2026-11-23 09:41:07 -0500", "2026-11-23T09:41:07-05:00"},
                    WrittenDate{"2026/11/23 09:41", "2026-11-23T09:41:00+00:00?"},
                    WrittenDate{"Monday, 23-Nov-26 09:41:07 GMT", "2026-11-23T09:41:07+00:00"},
                    WrittenDate{"Mon, 23 November 2026 09:41:07 GMT+0100", "2026-11-23T09:41:07+01:00"},
                    WrittenDate{"Mon, 23 Nov 2026 09:41:07 GMT-05:30", "2026-11-23T09:41:07-05:30"},
                    WrittenDate{"Mon, 23 Nov 2026 09:41:07 UTC+1", "2026-11-23T09:41:07+01:00"},
                    WrittenDate{"Mon, 23 Nov 2026 09:41:07 EST-0500", "2026-11-23T09:41:07-05:00"},
                    WrittenDate{"Mon, 23 Nov 2026 09:41:07 +0100 CET", "2026-11-23T09:41:07+01:00"},
                    WrittenDate{"Mon, 23 Nov 2026 09:41:07 XYZ +0100", "2026-11-23T09:41:07+01:00"},
                    WrittenDate{"Mon, 23 Nov 2026 09:41:07 +100", "2026-11-23T09:41:07+01:00"},
                    WrittenDate{"Mon, 23 Nov 2026 09:41:07 0100", "2026-11-23T09:41:07+00:00?"},
                    WrittenDate{"Mon,23 Nov 2026 09:41:07+0100", "2026-11-23T09:41:07+01:00"},
                    WrittenDate{"Mo, 23. Nov 2026 09.41.07 +0100", "2026-11-23T09:41:07+01:00"},
                    WrittenDate{"Tue, 1 Sept 2026 9:05 +0200", "2026-09-01T09:05:00+02:00"},
                    WrittenDate{"11/23/2026 9:41:07 PM", "2026-11-23T21:41:07+00:00?"},
                    WrittenDate{"11/23/2026 12:01 AM", "2026-11-23T00:01:00+00:00?"},
                    WrittenDate{"23 Nov 2026 21:41 PM +0100", "2026-11-23T21:41:00+01:00"},
                    WrittenDate{"23.11.2026 09:41", "2026-11-23T09:41:00+00:00?"},
                    WrittenDate{"Fri, 23 Nov 2026 09:41:07 +0100", "2026-11-23T09:41:07+01:00"}, // a Monday
                    WrittenDate{"Mon, 23 Nov 2026 09:41:07 +0100 (never ends", "2026-11-23T09:41:07+01:00"}));

class BrokenDates : public testing::TestWithParam<std::string>
{
};

TEST_P(BrokenDates, AreNotRead)
{
    EXPECT_EQ(readDate(GetParam()), "(none)");
}

INSTANTIATE_TEST_SUITE_P(DateTime, BrokenDates,
                         testing::Values("", " ", "yesterday", "Mon, 23 Nov 2026", "Mon, 23 Nov 09:41:07",
                                         "Mon, 31 Nov 2026 09:41:07 +0100", "29 Feb 2026 09:41:07 +0100",
                                         "29 Feb 1900 09:41:07 +0100", "0 Nov 2026 09:41:07 +0100",
                                         "Mon, 23 Foo 2026 09:41:07 +0100", "23 Nov 1899 09:41:07 +0100",
                                         "23 Nov 20026 09:41:07 +0100", "23 Nov 2026 24:00:00 +0100",
                                         "23 Nov 2026 09:60:00 +0100", "23 Nov 2026 09:41:61 +0100",
                                         "23 Nov 2026 09:411 +0100", "2026-13-01T09:41:07Z", "2026-11 09:41",
                                         "2026-00-10T09:41:07Z", "23 Nov 2026 09: +0100",
                                         "(23 Nov 2026 09:41", "23 Nov 2026 1 09:41"));

TEST(DateTime, CountsSecondsFromTheEpoch)
{
    const auto seconds = [](std::string_view raw) { return parseDateTime(raw)->secondsSinceEpoch(); };
    EXPECT_EQ(seconds("1 Jan 1970 00:00:00 +0000"), 0);
    EXPECT_EQ(seconds("1 Jan 1970 01:00:00 +0100"), 0);
    EXPECT_EQ(seconds("31 Dec 1969 23:59:59 +0000"), -1);
    EXPECT_EQ(seconds("29 Feb 2024 12:00:00 +0000"), 1709208000);
    EXPECT_EQ(seconds("23 Nov 2026 09:41:07 +0100"), 1795423267);
    EXPECT_EQ(seconds("1 Mar 1900 00:00:00 +0000"), -2203891200);
}

TEST(DateTime, StaysLinearOnHostileValues)
{
    const std::vector<std::string> pieces = {"(",  "()",  "1 ", "1:",   "+1",  "a ",
                                             "1-", "1/1", ".",  "Jan ", "1 (", "1(x)"};
    for (const std::string& piece : pieces)
        EXPECT_TRUE(takesLinearTime([&](std::size_t n) {
            parseDateTime("23 Nov 2026 09:41 " + repeated(piece, n));
        })) << piece;
}

} // namespace
} // namespace connectorscope
