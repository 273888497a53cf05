#include "ui/report/report_page.h"

#include "core/index/closed_reports.h"
#include "core/index/day_reader.h"
#include "core/index/role_lock.h"
#include "core/report/day_closing.h"
#include "core/report/report_json.h"
#include "core/site/site_file.h"
#include "tests/core/report/full_report.h"
#include "tests/ui/window_fixture.h"
#include "ui/report/sheets_view.h"
#include "ui/theme/sense_chip.h"
#include "ui/window/notice_bar.h"

#include <QAction>
#include <QDateEdit>
#include <QLabel>
#include <QPushButton>
#include <QUrl>

#include <gmock/gmock.h>

#include <fstream>
#include <optional>
#include <sstream>

namespace connectorscope {
namespace {

using ::testing::HasSubstr;

class ReportOfADay : public WindowFixture
{
protected:
    void openReport(const std::function<void(const std::filesystem::path& folder)>& prepare = {})
    {
        open(prepare);
        m_page = find<ReportPage>("reportPage");
        m_page->chooseFolder = [this](const QString&) { return m_target; };
        m_page->openUrl = [this](const QUrl& url) {
            m_opened = std::filesystem::path(url.toLocalFile().toStdU16String());
            return true;
        };
        // Databases are there when the watch has looked once.
        ASSERT_TRUE(eventually([this] { return m_engine->watchStatus().state == WatchState::Watching; }));
        QTest::keyClick(m_window.get(), Qt::Key_4, Qt::ControlModifier);
        ASSERT_TRUE(eventually([this] { return sheets() != nullptr; }));
        if (!prepare)
            goToToday();
    }

    void closeYesterday(const std::filesystem::path& folder) { close(1, folder); }

    /// Stores the report of the day so many before today, as the watch does at midnight.
    void close(int daysAgo, const std::filesystem::path& folder)
    {
        const LoadedSite site = loadSite(*m_files, folder / "site.toml");
        ASSERT_TRUE(site);
        const auto closed = ClosedReports::open(site->folders.work);
        ASSERT_TRUE(closed) << closed.error().message;
        HealthReport report = fullReport();
        const auto today = std::chrono::floor<std::chrono::days>(m_clock->now());
        report.day = m_lastClosed = today - std::chrono::days(daysAgo);
        const auto stored = (*closed)->store(reportDayText(report.day), reportAsJson(report), m_clock->now());
        ASSERT_TRUE(stored) << stored.error().message;
    }

    SheetsView* view() const { return find<SheetsView>("reportSheets"); }
    std::shared_ptr<const ReportSheets> sheets() const { return view()->sheets(); }

    std::string exported(const char* action, const std::string& ending)
    {
        find<QAction>(action)->trigger();
        const std::filesystem::path file =
            m_target / (sheets()->report.site + "-" + sheets()->document.day + ending);
        EXPECT_TRUE(eventually([&file] { return std::filesystem::exists(file); })) << file;
        std::ostringstream bytes;
        bytes << std::ifstream(file, std::ios::binary).rdbuf();
        return bytes.str();
    }

    ReportPage* m_page = nullptr;
    const std::filesystem::path m_target = m_folder.path() / "exported";
    std::filesystem::path m_opened;
    ReportDay m_lastClosed{};
};

TEST_F(ReportOfADay, IsProvisionalUntilTheDayIsClosed)
{
    openReport();
    EXPECT_TRUE(find<SenseChip>("reportProvisional")->isVisible());
    EXPECT_TRUE(sheets()->report.isProvisional);
    EXPECT_EQ(find<QLabel>("reportSentence")->text().toStdString(), sheets()->document.sentence);
    EXPECT_EQ(find<SenseChip>("reportVerdict")->word().toStdString(), sheets()->document.verdict);
}

TEST_F(ReportOfADay, BeginsWithTheLastClosedDay)
{
    openReport([this](const std::filesystem::path& folder) { closeYesterday(folder); });
    EXPECT_EQ(sheets()->report.day, m_lastClosed);
    EXPECT_EQ(sheets()->report.stuck, fullReport().stuck);
    EXPECT_FALSE(find<SenseChip>("reportProvisional")->isVisible());
    EXPECT_EQ(find<QDateEdit>("reportDay")->date().toString(Qt::ISODate).toStdString(),
              reportDayText(m_lastClosed));
}

TEST_F(ReportOfADay, FollowsTheLastClosedDayUntilAPersonChoosesAnother)
{
    const std::filesystem::path folder = m_folder.path() / "demo";
    std::optional<RoleLock> watcher; // days are closed by the test
    open([&](const std::filesystem::path& site) {
        auto taken = RoleLock::take(site / "work", Role::Watcher, "another program");
        ASSERT_TRUE(taken) << taken.error().message;
        watcher = std::move(*taken);
        close(5, site);
    });
    ASSERT_TRUE(eventually([this] { return m_engine->watchStatus().state == WatchState::OtherWatches; }));
    QTest::keyClick(m_window.get(), Qt::Key_4, Qt::ControlModifier);
    const auto isShown = [this](ReportDay day) { return sheets() && sheets()->report.day == day; };
    EXPECT_TRUE(eventually([&] { return isShown(m_lastClosed); }));
    const auto closeNext = [&](int daysAgo) {
        const ReportDay before = m_lastClosed;
        close(daysAgo, folder);
        EXPECT_NE(m_lastClosed, before);
        m_engine->lookSoon();
    };
    closeNext(4);
    EXPECT_TRUE(eventually([&] { return isShown(m_lastClosed); }));
    click<QPushButton>("earlierDay");
    const ReportDay chosen = std::chrono::sys_days(m_lastClosed) - std::chrono::days(1);
    ASSERT_TRUE(eventually([&] { return isShown(chosen); }));
    closeNext(3);
    QTest::qWait(1500);
    EXPECT_TRUE(isShown(chosen)) << "a person has chosen it";
    click<QPushButton>("lastClosedDay");
    ASSERT_TRUE(eventually([&] { return isShown(m_lastClosed); }));
    closeNext(2);
    EXPECT_TRUE(eventually([&] { return isShown(m_lastClosed); }));
}

TEST_F(ReportOfADay, IsDrawnOffTheWindowsThread)
{
    openReport();
    ASSERT_TRUE(eventually([this] { return view()->isComplete(); }));
    const QImage shown = view()->viewport()->grab().toImage();
    int dark = 0;
    for (int x = shown.width() / 4; x < shown.width() * 3 / 4; ++x)
        for (int y = 0; y < shown.height(); y += 2)
            dark += qGray(shown.pixel(x, y)) < 100 ? 1 : 0;
    EXPECT_GT(dark, 500) << "there is text";
    QTest::keyClick(view(), Qt::Key_PageDown);
    EXPECT_TRUE(eventually([this] { return view()->isComplete(); }));
}

TEST_F(ReportOfADay, GoesBackToTheFirstWatchedDayOnly)
{
    openReport();
    const auto days = DayReader::open(m_folder.path() / "demo" / "work");
    ASSERT_TRUE(days) << days.error().message;
    const auto watched = (*days)->firstWatched();
    ASSERT_TRUE(watched && *watched);
    const LoadedSite site = loadSite(*m_files, m_folder.path() / "demo" / "site.toml");
    ASSERT_TRUE(site);
    const auto desk = ReportDesk::open(*site);
    ASSERT_TRUE(desk) << desk.error().message;
    const std::string first = reportDayText((*desk)->zone().dayAt(**watched));
    auto* day = find<QDateEdit>("reportDay");
    EXPECT_EQ(day->minimumDate().toString(Qt::ISODate).toStdString(), first);
    day->setDate(day->minimumDate().addDays(-1));
    EXPECT_EQ(day->date(), day->minimumDate());
}

TEST_F(ReportOfADay, CutsNoneOfItsButtonsInASmallWindow)
{
    openReport();
    m_window->resize(m_window->minimumSize());
    QTest::qWait(100);
    for (const char* name : {"earlierDay", "reportDay", "laterDay", "lastClosedDay", "maskAddresses",
                             "openReportFolder", "exportReport", "openInBrowser"}) {
        const auto* widget = find<QWidget>(name);
        EXPECT_GE(widget->width(), widget->sizeHint().width()) << name;
        EXPECT_GE(widget->height(), widget->sizeHint().height()) << name;
        EXPECT_TRUE(widget->parentWidget()->rect().contains(widget->geometry())) << name;
    }
}

TEST_F(ReportOfADay, GoesToOtherDays)
{
    openReport();
    const ReportDay today = sheets()->report.day;
    EXPECT_FALSE(find<QPushButton>("laterDay")->isEnabled());
    click<QPushButton>("earlierDay");
    const ReportDay before = std::chrono::sys_days(today) - std::chrono::days(1);
    EXPECT_TRUE(eventually([&] { return sheets() && sheets()->report.day == before; }));
    EXPECT_TRUE(find<QPushButton>("laterDay")->isEnabled());
    click<QPushButton>("laterDay");
    EXPECT_TRUE(eventually([&] { return sheets() && sheets()->report.day == today; }));
}

TEST_F(ReportOfADay, IsExportedInEachFormat)
{
    openReport();
    EXPECT_THAT(exported("export-html", ".html"), HasSubstr(sheets()->document.subject));
    EXPECT_THAT(exported("export-pdf", ".pdf"), HasSubstr("%PDF-"));
    EXPECT_THAT(exported("export-json", ".json"), HasSubstr("\"provisional\":true"));
    EXPECT_THAT(exported("export-csv", "-figures.csv"), HasSubstr("\r\narrived,"));
    EXPECT_TRUE(eventually([this] {
        const auto* notice = find<QWidget>("noticeBar");
        return notice->isVisible() &&
               notice->findChild<QLabel*>()->text().contains(QStringLiteral("files written"));
    }));
}

TEST_F(ReportOfADay, OpensInTheBrowserAndItsFolder)
{
    openReport();
    click<QPushButton>("openReportFolder");
    EXPECT_TRUE(eventually([this] { return std::filesystem::is_directory(m_opened); }));
    click<QPushButton>("openInBrowser");
    EXPECT_TRUE(eventually([this] { return m_opened.extension() == ".html"; }));
    EXPECT_TRUE(std::filesystem::exists(m_opened));
}

TEST_F(ReportOfADay, MasksAddressesWhereThatIsAskedFor)
{
    openReport();
    const auto before = sheets();
    EXPECT_FALSE(find<QPushButton>("maskAddresses")->isChecked());
    QTest::keyClick(find<QPushButton>("maskAddresses"), Qt::Key_Space);
    ASSERT_TRUE(eventually([&] { return sheets() && sheets() != before; }));
    std::string json = exported("export-json", ".json");
    for (std::size_t at = json.find('@'); at != std::string::npos; at = json.find('@', at + 1))
        EXPECT_EQ(json.substr(at - 3, 3), "***");
}

TEST_F(ReportOfADay, SaysInABarWhyTheWatchCannotWriteIt)
{
    openReport([this](const std::filesystem::path& folder) {
        std::ofstream(m_target) << "a file, and no folder";
        std::ofstream(folder / "site.toml", std::ios::app)
            << "[report]\nat = \"00:00\"\nfolder = '" << m_target.generic_string() << "'\n";
    });
    ASSERT_TRUE(eventually([this] { return find<NoticeBar>("reportProblemBar")->isVisible(); }));
    EXPECT_THAT(find<NoticeBar>("reportProblemBar")->text().toStdString(), HasSubstr("The daily report: "));
}

TEST_F(ReportOfADay, SaysWhereItCannotBeWritten)
{
    openReport();
    std::ofstream(m_target) << "a file, and no folder";
    find<QAction>("export-html")->trigger();
    EXPECT_TRUE(eventually([this] { return find<QWidget>("problemBar")->isVisible(); }));
}

} // namespace
} // namespace connectorscope
