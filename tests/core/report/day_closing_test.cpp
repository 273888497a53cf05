#include "core/report/day_closing.h"

#include "core/index/database.h"
#include "core/index/schemas.h"
#include "core/report/report_json.h"
#include "tests/core/report/known_site.h"

#include <gmock/gmock.h>

#include <map>

namespace connectorscope {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

using std::chrono::hours;
using std::chrono::minutes;

std::vector<ReportDay> closeAt(const Site& site, UtcTime now)
{
    const auto desk = ReportDesk::open(site);
    EXPECT_TRUE(desk) << desk.error().message;
    const auto closed = (*desk)->closeDays(now);
    EXPECT_TRUE(closed) << closed.error().message;
    return closed.value_or(std::vector<ReportDay>());
}

std::map<std::string, std::string> closedReports(const Site& site)
{
    std::map<std::string, std::string> reports;
    const auto closed = ClosedReports::open(site.folders.work).value();
    const auto days = closed->days(1000).value();
    for (const std::string& day : days)
        reports[day] = closed->report(day).value().value();
    return reports;
}

void onJournalOf(const Site& site, const char* sql)
{
    const auto journal = Database::open(databaseFiles(site.folders.work).journal, journalKind()).value();
    ASSERT_TRUE(journal->run([&] { journal->execute(sql); }));
}

TEST(DayClosing, GivesTheSameReportsHoweverLateAndWithoutTheIndex)
{
    KnownSite known;
    std::unique_ptr<ReportDesk> desk;
    for (int day = 0; day < KnownSite::days; ++day) {
        known.liveDay();
        known.lookAfter(day);
        if (day % 12 == 0) // another program
            desk = ReportDesk::open(known.site()).value();
        ASSERT_THAT(desk->closeDays(known.endOf(day) + minutes(6)).value(),
                    ElementsAre(KnownSite::date(day)));
    }
    const auto inTime = closedReports(known.site());
    ASSERT_THAT(inTime, SizeIs(KnownSite::days));

    known.closeLedger();
    std::filesystem::remove(databaseFiles(known.work()).index);
    onJournalOf(known.site(), "DELETE FROM closed_report");
    const UtcTime now = known.endOf(KnownSite::days - 1) + minutes(6);
    EXPECT_THAT(closeAt(known.site(), now), SizeIs(KnownSite::days));
    const auto late = closedReports(known.site());
    for (const auto& [day, json] : inTime)
        EXPECT_EQ(late.at(day), json) << day;
}

TEST(DayClosing, KeepsItsReportsWhenTheRetentionForgetsWhatTheyWereMadeOf)
{
    KnownSite known;
    known.live();
    known.lookAfter(KnownSite::days - 1);
    const UtcTime now = known.endOf(KnownSite::days - 1) + minutes(6);
    ASSERT_THAT(closeAt(known.site(), now), SizeIs(KnownSite::days));
    const auto before = closedReports(known.site());
    for (int step = 0; known.ledger().forgetSome(now, hours(24 * 5), {}).value(); ++step)
        ASSERT_LT(step, 10'000);
    EXPECT_EQ(closedReports(known.site()), before);
    const auto desk = ReportDesk::open(known.site()).value();
    const auto report = desk->report(KnownSite::date(30), now);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(reportAsJson(*report), before.at("2026-10-31"));
    EXPECT_THAT(closeAt(known.site(), now), IsEmpty());
}

TEST(DayClosing, ClosesEachDateOnceWhateverTheClockDoes)
{
    KnownSite known;
    for (int day = 0; day < 3; ++day)
        known.liveDay();
    const auto closed = [&](UtcTime now) { return closeAt(known.site(), now); };
    EXPECT_THAT(closed(known.at(0, 23, 59)), IsEmpty());
    EXPECT_THAT(closed(known.at(2, 12)), ElementsAre(KnownSite::date(0), KnownSite::date(1)));
    EXPECT_THAT(closed(known.at(2, 12)), IsEmpty());
    EXPECT_THAT(closed(known.at(0, 12)), IsEmpty()); // set back by two days
    EXPECT_THAT(closed(known.endOf(2)), IsEmpty());  // nobody has looked since
    known.look(known.endOf(2));
    EXPECT_THAT(closed(known.endOf(2)), ElementsAre(KnownSite::date(2)));
    EXPECT_THAT(closedReports(known.site()), SizeIs(3));
}

TEST(DayClosing, WaitsForALookAtTheFoldersButNotForEver)
{
    KnownSite known;
    known.liveDay();
    EXPECT_THAT(closeAt(known.site(), known.endOf(0) + minutes(59)), IsEmpty());
    EXPECT_THAT(closeAt(known.site(), known.endOf(0) + minutes(60)), ElementsAre(KnownSite::date(0)));
}

TEST(DayClosing, CatchesUpAfterADowntimeAndSaysThatNobodyWatched)
{
    KnownSite known;
    known.liveDay();
    known.look(known.at(3, 12));
    ASSERT_THAT(closeAt(known.site(), known.at(3, 12, 1)), SizeIs(3));
    const auto desk = ReportDesk::open(known.site()).value();
    const auto report = desk->report(KnownSite::date(2), known.at(3, 12, 1)).value();
    EXPECT_EQ(report.verdict.rating, ReportRating::Critical);
    EXPECT_EQ(report.verdict.reason, ReportReason::NotWatched);
    EXPECT_EQ(report.figures[0].today, std::nullopt);
    EXPECT_FALSE(report.trend.back().isWhole);
    EXPECT_THAT(desk->report(KnownSite::date(1), known.at(3, 12, 1)).value().verdict.reason,
                ReportReason::NotWatched);
}

TEST(DayClosing, HasNothingToCloseWhereNobodyEverWatched)
{
    KnownSite known;
    EXPECT_THAT(closeAt(known.site(), known.at(10, 12)), IsEmpty());
    const auto desk = ReportDesk::open(known.site()).value();
    EXPECT_EQ(desk->lastClosed().value(), std::nullopt);
    EXPECT_EQ(desk->nextClosing(known.at(10, 12)).value(), known.endOf(10));
    known.liveDay();
    EXPECT_EQ(ReportDesk::open(known.site()).value()->nextClosing(known.at(10, 12)).value(), known.endOf(0));
}

TEST(DayClosing, StopsBetweenTwoDays)
{
    KnownSite known;
    known.liveDay();
    std::stop_source stop;
    stop.request_stop();
    const auto closed = ReportDesk::open(known.site()).value()->closeDays(known.at(5, 12), stop.get_token());
    ASSERT_TRUE(closed);
    EXPECT_THAT(*closed, IsEmpty());
}

TEST(DayClosing, LeavesTheReportOfAProgramThatWasQuicker)
{
    KnownSite known;
    known.liveDay();
    known.lookAfter(0);
    const auto desk = ReportDesk::open(known.site()).value();
    ASSERT_THAT(closeAt(known.site(), known.endOf(0) + minutes(6)), SizeIs(1));
    const auto before = closedReports(known.site());
    known.liveDay();
    EXPECT_THAT(desk->closeDays(known.endOf(0) + minutes(7)).value(), IsEmpty());
    EXPECT_EQ(closedReports(known.site()), before);
}

} // namespace
} // namespace connectorscope
