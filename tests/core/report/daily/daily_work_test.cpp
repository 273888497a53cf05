#include "core/report/daily/daily_work.h"

#include "core/report/daily/daily_reports.h"
#include "tests/core/report/full_report.h"
#include "tests/core/report/known_site.h"
#include "tests/support/failing_file_system.h"
#include "tests/support/fake_clock.h"
#include "tests/support/small_files.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <thread>

namespace connectorscope {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using std::chrono::hours;
using std::chrono::minutes;

/// A clock that stands still, whoever sleeps.
class StandingClock final : public Clock
{
public:
    explicit StandingClock(UtcTime now)
        : m_now(now)
    {
    }
    UtcTime now() override { return m_now; }
    SteadyTime steadyNow() override { return {}; }
    using Clock::sleep;
    bool sleep(std::chrono::nanoseconds /*duration*/, std::stop_token stop) override
    {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return !stop.stop_requested();
    }

private:
    UtcTime m_now;
};

/// A watch of the known site that is started anew at will.
class DailyWorkTest : public testing::Test
{
protected:
    DailyWorkTest()
    {
        m_known.settings().folder = m_known.folder() / "reports";
        m_known.settings().formats = {"html", "json"};
        m_known.settings().at = hours(6);
    }

    void restart() { m_work = std::make_unique<DailyWork>(m_known.site(), m_failing, m_clock, PrintPdf()); }

    Result<DailyWork::Done> stepAt(UtcTime now)
    {
        m_clock.setNow(now);
        if (!m_work)
            restart();
        return m_work->step({});
    }

    std::vector<std::string> writtenAt(UtcTime now)
    {
        const auto done = stepAt(now);
        EXPECT_TRUE(done) << done.error().message;
        std::vector<std::string> names;
        for (const std::filesystem::path& file : done.value_or(DailyWork::Done()).written)
            names.push_back(file.filename().string());
        return names;
    }

    std::vector<std::string> inFolder()
    {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(m_known.settings().folder))
            names.push_back(entry.path().filename().string());
        std::ranges::sort(names);
        return names;
    }

    KnownSite m_known;
    FakeClock m_clock;
    std::unique_ptr<FileSystem> m_files = realFileSystem();
    FailingFileSystem m_failing{*m_files};
    std::unique_ptr<DailyWork> m_work;
};

TEST_F(DailyWorkTest, WritesTheReportAtTheSitesHourOncePerDate)
{
    m_known.liveDay();
    m_known.lookAfter(0);
    EXPECT_THAT(writtenAt(m_known.at(1, 0, 6)), IsEmpty());
    EXPECT_THAT(writtenAt(m_known.at(1, 5, 59)), IsEmpty());
    EXPECT_THAT(writtenAt(m_known.at(1, 6)),
                ElementsAre("Contoso-2026-10-01.html", "Contoso-2026-10-01.json"));
    EXPECT_THAT(writtenAt(m_known.at(1, 6, 1)), IsEmpty());
    restart();
    EXPECT_THAT(writtenAt(m_known.at(1, 7)), IsEmpty());
    EXPECT_THAT(writtenAt(m_known.at(1, 3)), IsEmpty()); // set back
    EXPECT_THAT(writtenAt(m_known.at(1, 6)), IsEmpty());
    EXPECT_THAT(inFolder(), SizeIs(2));
}

TEST_F(DailyWorkTest, WritesEachDateOnceAroundTheChangeOfClocks)
{
    m_known.settings().at = minutes(150); // which comes twice on day 24 and never on a day in March
    std::vector<std::string> written;
    for (int day = 0; day < 26; ++day) {
        m_known.liveDay();
        m_known.lookAfter(day);
        for (UtcTime now = m_known.endOf(day) + minutes(6); now < m_known.endOf(day) + hours(5);
             now += minutes(30)) {
            if (day > 20)
                restart();
            const auto now24 = writtenAt(now);
            written.insert(written.end(), now24.begin(), now24.end());
        }
    }
    EXPECT_THAT(written, SizeIs(2 * 26));
    EXPECT_THAT(inFolder(), SizeIs(2 * 26));
    std::ranges::sort(written);
    EXPECT_EQ(written, inFolder());
}

TEST_F(DailyWorkTest, CatchesUpWithTheDaysThatWereMissed)
{
    m_known.liveDay();
    m_known.lookAfter(0);
    ASSERT_THAT(writtenAt(m_known.at(1, 6)), SizeIs(2));
    m_known.liveDay();
    m_known.liveDay();
    m_known.lookAfter(2);
    restart();
    EXPECT_THAT(writtenAt(m_known.at(3, 12)),
                ElementsAre("Contoso-2026-10-02.html", "Contoso-2026-10-02.json", "Contoso-2026-10-03.html",
                            "Contoso-2026-10-03.json"));
}

TEST_F(DailyWorkTest, BeginsWithTheLatestDayWhereTheFolderIsNew)
{
    for (int day = 0; day < 5; ++day)
        m_known.liveDay();
    m_known.lookAfter(4);
    EXPECT_THAT(writtenAt(m_known.at(5, 6)),
                ElementsAre("Contoso-2026-10-05.html", "Contoso-2026-10-05.json"));
}

TEST_F(DailyWorkTest, TriesAgainWhereItCannotWriteAndLeavesTheOldFileWhole)
{
    m_known.liveDay();
    m_known.lookAfter(0);
    std::filesystem::create_directory(m_known.settings().folder);
    const std::filesystem::path target = m_known.settings().folder / "Contoso-2026-10-01.html";
    std::ofstream(target) << "the old report";
    m_failing.failCall(FileAction::Write, 1, ErrorCode::DiskFull);
    const auto refused = stepAt(m_known.at(1, 6));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::DiskFull);
    EXPECT_EQ(readFile(target), "the old report");
    EXPECT_THAT(inFolder(), ElementsAre("Contoso-2026-10-01.html"));
    EXPECT_THAT(writtenAt(m_known.at(1, 6, 1)), SizeIs(2));
    EXPECT_THAT(readFile(target), HasSubstr("</html>"));
}

TEST_F(DailyWorkTest, WritesNothingWhereNoFolderIsNamed)
{
    m_known.settings().folder.clear();
    m_known.liveDay();
    m_known.lookAfter(0);
    const auto done = stepAt(m_known.at(1, 12));
    ASSERT_TRUE(done) << done.error().message;
    EXPECT_THAT(done->closed, ElementsAre(KnownSite::date(0)));
    EXPECT_THAT(done->written, IsEmpty());
}

TEST_F(DailyWorkTest, WritesOnChangeOnly)
{
    m_known.settings().mode = ReportMode::OnChange;
    std::vector<std::string> written;
    for (int day = 0; day < 8; ++day) {
        m_known.liveDay();
        m_known.lookAfter(day);
        const auto names = writtenAt(m_known.at(day + 1, 6));
        written.insert(written.end(), names.begin(), names.end());
    }
    // One is stuck, then two, then three, and then it stays so.
    EXPECT_THAT(written,
                ElementsAre("Contoso-2026-10-01.html", "Contoso-2026-10-01.json", "Contoso-2026-10-02.html",
                            "Contoso-2026-10-02.json", "Contoso-2026-10-03.html", "Contoso-2026-10-03.json"));
}

TEST(ReportModes, WantWhatTheySay)
{
    const HealthReport bad = fullReport();
    HealthReport good = bad;
    good.verdict = {};
    good.causes.clear();
    EXPECT_TRUE(isWanted(ReportMode::Always, good, &good));
    EXPECT_FALSE(isWanted(ReportMode::Problems, good, nullptr));
    EXPECT_TRUE(isWanted(ReportMode::Problems, bad, &bad));
    EXPECT_TRUE(isWanted(ReportMode::OnChange, good, nullptr));
    EXPECT_TRUE(isWanted(ReportMode::OnChange, good, &bad));
    EXPECT_FALSE(isWanted(ReportMode::OnChange, good, &good));
    EXPECT_TRUE(isWanted(ReportMode::OnChange, bad, &bad)); // it has causes that are new
}

TEST_F(DailyWorkTest, IsDoneByAThreadOfItsOwn)
{
    m_known.liveDay();
    m_known.lookAfter(0);
    StandingClock clock(m_known.at(1, 6));
    {
        const DailyReports reports(m_known.site(), m_failing, clock);
        while (!std::filesystem::exists(m_known.settings().folder / "Contoso-2026-10-01.json"))
            clock.sleep(std::chrono::milliseconds(1));
    }
    EXPECT_THAT(inFolder(), SizeIs(2));
}

} // namespace
} // namespace connectorscope
