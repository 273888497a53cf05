#include "core/report/report_builder.h"

#include "core/base/path_text.h"
#include "core/report/day_closing.h"
#include "core/report/report_json.h"
#include "tests/core/report/known_site.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace connectorscope {

namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr int lastDay = KnownSite::days - 1;

/// The site after all its days, which are closed. Made once: the tests only read.
class KnownSiteTest : public testing::Test
{
protected:
    static void SetUpTestSuite()
    {
        s_known = std::make_unique<KnownSite>();
        s_known->live();
        s_known->lookAfter(lastDay);
        const auto desk = ReportDesk::open(s_known->site());
        ASSERT_TRUE(desk) << desk.error().message;
        const auto closed = (*desk)->closeDays(now());
        ASSERT_TRUE(closed) << closed.error().message;
        ASSERT_THAT(*closed, SizeIs(KnownSite::days));
    }
    static void TearDownTestSuite() { s_known.reset(); }

    static UtcTime now() { return s_known->endOf(lastDay) + std::chrono::minutes(6); }

    static HealthReport report(int day)
    {
        const auto desk = ReportDesk::open(s_known->site());
        auto made = (*desk)->report(KnownSite::date(day), now());
        EXPECT_TRUE(made) << made.error().message;
        return made.value_or(HealthReport());
    }

    static ReportTime winter(int day, int hour, int minute = 0)
    {
        return {s_known->at(day, hour, minute), std::chrono::hours(1)};
    }

    static inline std::unique_ptr<KnownSite> s_known;
};

std::uint64_t arrivedOn(int day)
{
    const auto passed = static_cast<std::uint64_t>(2 + day % 3);
    const std::uint64_t failed = day == 56 ? 2 : day == 57 ? 3 : day == 59 ? 3 : 1;
    return passed + failed;
}

TEST_F(KnownSiteTest, SaysWhatDayItIsAbout)
{
    const HealthReport made = report(lastDay);
    EXPECT_EQ(made.site, "Contoso");
    EXPECT_EQ(reportDayText(made.day), "2026-11-29");
    EXPECT_EQ(made.timeZone, "Europe/Berlin");
    EXPECT_EQ(reportTimeText(made.begin), "2026-11-29T00:00:00+01:00");
    EXPECT_EQ(reportTimeText(made.end), "2026-11-30T00:00:00+01:00");
    EXPECT_EQ(made.until, made.end);
    EXPECT_FALSE(made.isProvisional);
    EXPECT_EQ(made.asOf, winter(lastDay, 21));
}

TEST_F(KnownSiteTest, RatesTheDay)
{
    EXPECT_EQ(report(lastDay).verdict, (ReportVerdict{ReportRating::Attention, ReportReason::Stuck,
                                                      CauseId::InvalidDate, FolderKind::None, 7}));
    EXPECT_EQ(report(15).verdict, (ReportVerdict{ReportRating::Attention, ReportReason::Condition,
                                                 CauseId::DiskLow, FolderKind::Incoming, 0}));
    EXPECT_EQ(report(0).verdict, (ReportVerdict{ReportRating::Attention, ReportReason::Stuck,
                                                CauseId::MissingFrom, FolderKind::None, 1}));
}

TEST_F(KnownSiteTest, SaysWhatToDo)
{
    EXPECT_THAT(report(lastDay).todos,
                ElementsAre(ReportTodo{ReportTodoKind::Stuck, CauseId::InvalidDate, FolderKind::None, 3, "",
                                       "connectorctl requeue --cause invalid-date --repair"},
                            ReportTodo{ReportTodoKind::Stuck, CauseId::MissingFrom, FolderKind::None, 3, "",
                                       "connectorctl requeue --cause missing-from --repair"},
                            ReportTodo{ReportTodoKind::Stuck, CauseId::MailLoop, FolderKind::None, 1, "",
                                       "connectorctl list --cause mail-loop"}));
    EXPECT_THAT(report(40).todos,
                ElementsAre(ReportTodo{ReportTodoKind::Stuck, CauseId::MissingFrom, FolderKind::None, 3, "",
                                       "connectorctl requeue --cause missing-from --repair"},
                            ReportTodo{ReportTodoKind::Watch, std::nullopt, FolderKind::None, 1, "",
                                       "connectorctl watch"}));
    EXPECT_THAT(report(15).todos,
                ElementsAre(ReportTodo{ReportTodoKind::Stuck, CauseId::MissingFrom, FolderKind::None, 3, "",
                                       "connectorctl requeue --cause missing-from --repair"},
                            ReportTodo{ReportTodoKind::Condition, CauseId::DiskLow, FolderKind::Incoming, 0,
                                       "400 MiB free", "connectorctl doctor"}));
}

TEST_F(KnownSiteTest, ComparesItsFiguresWithOtherDays)
{
    // Of days 52 to 58 arrived 4 5 3 4 6 5 4, failed 1 1 1 1 2 3 1, went on 3 4 2 3 4 2 3, were stuck
    // 3 3 3 3 4 6 6, and the filters would have stopped 1 0 1 0 1 0 1.
    EXPECT_THAT(report(lastDay).figures, ElementsAre(ReportFigureRow{ReportFigure::Arrived, 7, 4, 4, 4},
                                                     ReportFigureRow{ReportFigure::Failed, 3, 1, 1, 1},
                                                     ReportFigureRow{ReportFigure::HandedOver, 4, 3, 3, 3},
                                                     ReportFigureRow{ReportFigure::BadMailed, 0, 0, 0, 0},
                                                     ReportFigureRow{ReportFigure::Filtered, 0, 1, 1, 1},
                                                     ReportFigureRow{ReportFigure::Stuck, 7, 6, 3, 3},
                                                     ReportFigureRow{ReportFigure::Held, 0, 0, 0, 0},
                                                     // Since 09:00 two days ago, each time.
                                                     ReportFigureRow{ReportFigure::OldestMinutes, 63 * 60,
                                                                     63 * 60, 63 * 60, 63 * 60}));
    EXPECT_EQ(report(lastDay).stuck, 7U);
    EXPECT_EQ(report(lastDay).oldest, winter(57, 9));
    EXPECT_EQ(stuckSinceYesterday(report(lastDay)), 1);
}

TEST_F(KnownSiteTest, ComparesWithNothingWhereThereIsNoHistory)
{
    EXPECT_THAT(report(0).figures[5],
                (ReportFigureRow{ReportFigure::Stuck, 1, std::nullopt, std::nullopt, std::nullopt}));
    EXPECT_THAT(report(0).causes,
                ElementsAre(ReportCauseRow{CauseId::MissingFrom, ReportChange::Same, 1, 1, std::nullopt}));
    EXPECT_THAT(report(3).figures[5], (ReportFigureRow{ReportFigure::Stuck, 3, 3, std::nullopt, 2}));
}

TEST_F(KnownSiteTest, CountsAgesByCause)
{
    // invalid-date: 57 h twice, 8 h. missing-from: 15, 39 and 63 h. mail-loop: 7 h.
    EXPECT_THAT(report(lastDay).ages,
                ElementsAre(ReportAgeRow{CauseId::InvalidDate, {0, 0, 0, 0, 0, 0, 0, 1, 0, 2}, 3},
                            ReportAgeRow{CauseId::MissingFrom, {0, 0, 0, 0, 0, 0, 0, 0, 1, 2}, 3},
                            ReportAgeRow{CauseId::MailLoop, {0, 0, 0, 0, 0, 0, 0, 1, 0, 0}, 1}));
}

TEST_F(KnownSiteTest, TellsWhichCausesAreNewWorseAndGone)
{
    EXPECT_THAT(report(lastDay).causes,
                ElementsAre(ReportCauseRow{CauseId::MailLoop, ReportChange::New, 1, 1, 0},
                            ReportCauseRow{CauseId::InvalidDate, ReportChange::Worse, 3, 1, 2},
                            ReportCauseRow{CauseId::MissingFrom, ReportChange::Same, 3, 1, 3},
                            ReportCauseRow{CauseId::EmptyFile, ReportChange::Gone, 0, 0, 1}));
    EXPECT_THAT(report(57).causes,
                ElementsAre(ReportCauseRow{CauseId::InvalidDate, ReportChange::New, 2, 2, 0},
                            ReportCauseRow{CauseId::MissingFrom, ReportChange::Same, 3, 1, 3},
                            ReportCauseRow{CauseId::EmptyFile, ReportChange::Same, 1, 0, 1}));
    EXPECT_EQ(newCauses(report(lastDay)), 1U);
}

TEST_F(KnownSiteTest, ShowsTheTrendOfThirtyDays)
{
    const HealthReport made = report(lastDay);
    ASSERT_THAT(made.trend, SizeIs(30));
    for (int day = 30; day < 60; ++day) {
        const ReportTrendDay& trend = made.trend[static_cast<std::size_t>(day - 30)];
        EXPECT_EQ(trend.day, KnownSite::date(day));
        EXPECT_EQ(trend.arrived, arrivedOn(day)) << day;
        EXPECT_EQ(trend.failed, arrivedOn(day) - static_cast<std::uint64_t>(2 + day % 3)) << day;
        EXPECT_EQ(trend.handedOver, static_cast<std::uint64_t>(2 + day % 3)) << day;
        EXPECT_EQ(trend.badMailed, 0U);
        const std::uint64_t stuck = day < 56 ? 3 : day == 56 ? 4 : day == 59 ? 7 : 6;
        EXPECT_EQ(trend.stuck, stuck) << day;
        EXPECT_EQ(trend.isWhole, day != 40) << day;
    }
    const HealthReport early = report(5);
    EXPECT_EQ(early.trend[23], (ReportTrendDay{.day = KnownSite::date(-1),
                                               .arrived = {},
                                               .failed = {},
                                               .handedOver = {},
                                               .badMailed = {},
                                               .stuck = {},
                                               .isWhole = false}));
    EXPECT_EQ(early.trend[24].arrived, arrivedOn(0));
}

TEST_F(KnownSiteTest, ShowsTheHoursOfTheDay)
{
    const HealthReport made = report(lastDay);
    ASSERT_THAT(made.hours, SizeIs(24));
    for (int hour = 0; hour < 24; ++hour) {
        ReportHour expected{winter(lastDay, hour), 0, 0, 0, 0};
        if (hour == 8)
            expected = {expected.begin, 5, 0, 4, 0};
        if (hour == 9)
            expected.failed = 1;
        if (hour == 15)
            expected.arrived = 1;
        if (hour == 16)
            expected = {expected.begin, 1, 1, 0, 0};
        if (hour == 17)
            expected.failed = 1;
        EXPECT_EQ(made.hours[static_cast<std::size_t>(hour)], expected) << hour;
    }
}

TEST_F(KnownSiteTest, HasADayOf25Hours)
{
    const HealthReport made = report(24);
    EXPECT_EQ(reportTimeText(made.begin), "2026-10-25T00:00:00+02:00");
    EXPECT_EQ(reportTimeText(made.end), "2026-10-26T00:00:00+01:00");
    ASSERT_THAT(made.hours, SizeIs(25));
    EXPECT_EQ(reportTimeText(made.hours[2].begin), "2026-10-25T02:00:00+02:00");
    EXPECT_EQ(reportTimeText(made.hours[3].begin), "2026-10-25T02:00:00+01:00");
    EXPECT_EQ(made.hours[9].arrived, 3U);       // 08:00 by the clock on the wall: two pass and one fails
    EXPECT_EQ(made.figures[7].today, 64U * 60); // 63 h by the clock, and one that came twice
    EXPECT_TRUE(made.trend.back().isWhole);
}

TEST_F(KnownSiteTest, TellsOfFoldersConditionsAndServices)
{
    const HealthReport made = report(lastDay);
    ASSERT_THAT(made.folders, SizeIs(3));
    ReportFolder folder;
    folder.folder = FolderKind::Failed;
    folder.path = displayText(s_known->site().folders.failed);
    folder.lastListed = winter(lastDay, 21);
    folder.entries = 3;
    folder.stuck = 7;
    folder.oldestStuck = winter(57, 9);
    folder.notLookedAt = 2;
    folder.freeSpace = 5'000'000;
    EXPECT_EQ(made.folders[1], folder);
    EXPECT_EQ(made.folders[0].stuck, 0U);
    EXPECT_THAT(made.conditions,
                ElementsAre(ReportCondition{CauseId::PickupStalled, FolderKind::PickUp, winter(lastDay, 13),
                                            winter(lastDay, 13, 20), "2 of its files are older than 5 min"}));
    EXPECT_THAT(made.services,
                ElementsAre(ReportServiceRow{ReportService::Connector, winter(lastDay, 17), std::nullopt},
                            ReportServiceRow{ReportService::Smtp, winter(lastDay, 8), std::nullopt}));
    EXPECT_EQ(made.accounts, std::nullopt);
    EXPECT_THAT(report(15).conditions,
                ElementsAre(ReportCondition{CauseId::DiskLow,
                                            FolderKind::Incoming,
                                            {s_known->at(10, 12), std::chrono::hours(2)},
                                            std::nullopt,
                                            "400 MiB free"}));
    EXPECT_THAT(report(21).conditions, IsEmpty());
}

TEST_F(KnownSiteTest, TellsWhatTheFiltersWouldHaveSaid)
{
    const HealthReport odd = report(lastDay);
    EXPECT_EQ(odd.filters.messages, 7U);
    EXPECT_EQ(odd.filters.stopped, 0U);
    EXPECT_THAT(odd.filters.listed, IsEmpty());
    const HealthReport even = report(58);
    EXPECT_EQ(even.filters.messages, 4U);
    EXPECT_EQ(even.filters.stopped, 1U);
    EXPECT_THAT(even.filters.sums, ElementsAre(ReportFilterSum{BypassedFilter::Recipient, 0, 1},
                                               ReportFilterSum{BypassedFilter::Sender, 1, 0},
                                               ReportFilterSum{BypassedFilter::Connection, 0, 0},
                                               ReportFilterSum{BypassedFilter::Content, 0, 0}));
    ASSERT_THAT(even.filters.listed, SizeIs(1));
    EXPECT_EQ(even.filters.listed[0].seen, winter(58, 8));
    EXPECT_THAT(even.filters.listed[0].words,
                ElementsAre(ReportFilterWord{BypassedFilter::Recipient, false, "no such mailbox"},
                            ReportFilterWord{BypassedFilter::Sender, true, "it is blocked"}));
    EXPECT_EQ(even.filters.unlisted, 0U);
}

TEST_F(KnownSiteTest, TellsWhatWasDone)
{
    const HealthReport made = report(lastDay);
    EXPECT_THAT(made.done.sums, ElementsAre(ReportRunSum{"requeue", RunState::Failed, 1}));
    ASSERT_THAT(made.done.runs, SizeIs(1));
    const ReportRun& run = made.done.runs.front();
    EXPECT_EQ(run.id, s_known->requeuedRun);
    EXPECT_EQ(run.message, s_known->requeuedMessage);
    EXPECT_EQ(run.state, RunState::Failed);
    EXPECT_EQ(run.outcome, "a mail loop");
    EXPECT_EQ(run.began, winter(lastDay, 18));
    EXPECT_EQ(run.ended, winter(lastDay, 18, 1));
    EXPECT_EQ(run.account, "anna");
    EXPECT_THAT(made.done.deeds,
                ElementsAre(ReportDeed{"acknowledged", winter(lastDay, 19), s_known->requeuedMessage,
                                       "Carl knows", "anna", "DESK"}));
    EXPECT_THAT(report(58).done.runs, IsEmpty());
}

TEST_F(KnownSiteTest, TellsWhatWasNotChecked)
{
    const ReportGap subFolders{
        ReportGapKind::NotLookedAt, FolderKind::Failed, std::nullopt, std::nullopt, 2, "", false};
    const ReportGap accounts{
        ReportGapKind::Accounts, FolderKind::None, std::nullopt, std::nullopt, 0, "", false};
    EXPECT_THAT(report(lastDay).notChecked, ElementsAre(subFolders, accounts));
    EXPECT_THAT(report(40).notChecked, ElementsAre(ReportGap{ReportGapKind::NotWatched, FolderKind::None,
                                                             winter(40, 9), winter(40, 15), 0, "", true},
                                                   subFolders, accounts));
}

TEST_F(KnownSiteTest, IsProvisionalWhileTheDayIsNotClosed)
{
    const auto desk = ReportDesk::open(s_known->site()).value();
    const auto made = desk->report(KnownSite::date(60), now());
    ASSERT_TRUE(made) << made.error().message;
    EXPECT_TRUE(made->isProvisional);
    EXPECT_EQ(made->until, winter(60, 0, 6));
    EXPECT_EQ(made->figures[5].today, 7U);
    EXPECT_EQ(made->figures[5].yesterday, 7U);
    const auto later = desk->report(KnownSite::date(61), now());
    ASSERT_FALSE(later);
    EXPECT_EQ(later.error().code, ErrorCode::BadInput);
}

} // namespace
} // namespace connectorscope
