#include "core/demo/demo_history.h"
#include "core/report/day_closing.h"
#include "core/site/site_file.h"
#include "tests/support/fake_clock.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace connectorscope {
namespace {

/// What the reports say of the demonstration's weeks, which nobody has watched.
class DemoReport : public testing::Test
{
protected:
    TempDir m_folder;
    FakeClock m_clock;
    std::unique_ptr<FileSystem> m_files = realFileSystem();
    DemoSite m_demo = makeDemoSite(*m_files, m_clock, m_folder / "demo", writeDemoHistory).value();
    Site m_site = loadSite(*m_files, m_demo.siteFile).value();
};

std::uint64_t figureOf(const HealthReport& report, ReportFigure figure)
{
    const auto row = std::ranges::find(report.figures, figure, &ReportFigureRow::figure);
    return row == report.figures.end() ? 0 : row->today.value_or(0);
}

TEST_F(DemoReport, ClosesEachDayOfItsWeeksWithFigures)
{
    const auto desk = ReportDesk::open(m_site).value();
    // An hour after midnight nobody waits for another look.
    const auto closed = desk->closeDays(m_clock.now() + std::chrono::hours(25)).value();
    ASSERT_GE(closed.size(), 28U);
    std::uint64_t failed = 0;
    // The first day began before anybody looked, the last one is not all lived.
    for (std::size_t i = 1; i + 1 < closed.size(); ++i) {
        const HealthReport report = desk->closedReport(closed[i]).value().value();
        EXPECT_NE(report.verdict.reason, ReportReason::NotWatched) << reportDayText(closed[i]);
        EXPECT_TRUE(std::ranges::none_of(report.notChecked, [](const ReportGap& gap) {
            return gap.kind == ReportGapKind::NotWatched;
        })) << reportDayText(closed[i]);
        failed += figureOf(report, ReportFigure::Failed);
    }
    EXPECT_GT(failed, 50U);
    const HealthReport last = desk->closedReport(closed[closed.size() - 2]).value().value();
    EXPECT_GT(last.stuck, 0U);
    EXPECT_GT(std::ranges::count_if(last.trend, [](const ReportTrendDay& day) { return day.isWhole; }), 25);
    EXPECT_TRUE(
        std::ranges::any_of(last.folders, [](const ReportFolder& folder) { return folder.entries > 0; }));
}

} // namespace
} // namespace connectorscope
