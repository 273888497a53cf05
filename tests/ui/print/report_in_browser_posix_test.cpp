#include "core/report/render/formats.h"
#include "tests/core/report/full_report.h"
#include "tests/support/temp_dir.h"

#include <QImage>
#include <QProcess>
#include <QStandardPaths>

#include <gtest/gtest.h>

#include <fstream>

namespace connectorscope {
namespace {

constexpr int browserPatience = 120'000; ///< milliseconds

struct Screen
{
    const char* name;
    int width;
    bool isDark;
};

/// The report's HTML in a real browser; skipped where there is none (./dev screenshots installs one).
class ReportInBrowser : public testing::TestWithParam<Screen>
{
protected:
    QImage pictureOf(const std::filesystem::path& page, const Screen& screen)
    {
        const std::filesystem::path picture = m_folder.path() / "page.png";
        QStringList arguments{QStringLiteral("--headless=new"),
                              QStringLiteral("--no-sandbox"),
                              QStringLiteral("--disable-gpu"),
                              QStringLiteral("--hide-scrollbars"),
                              QStringLiteral("--user-data-dir=") +
                                  QString::fromStdString((m_folder.path() / "profile").string()),
                              QStringLiteral("--window-size=%1,2400").arg(screen.width),
                              QStringLiteral("--screenshot=") + QString::fromStdString(picture.string())};
        if (screen.isDark)
            arguments << QStringLiteral("--blink-settings=preferredColorScheme=0");
        arguments << QString::fromStdString(page.string());
        QProcess browser;
        browser.start(m_browser, arguments);
        EXPECT_TRUE(browser.waitForFinished(browserPatience));
        return QImage(QString::fromStdString(picture.string()));
    }

    const TempDir m_folder;
    const QString m_browser = QStandardPaths::findExecutable(QStringLiteral("chromium"));
};

TEST_P(ReportInBrowser, FitsAnyScreenInLightAndDark)
{
    if (m_browser.isEmpty())
        GTEST_SKIP() << "chromium is not installed";
    const Screen screen = GetParam();
    const auto files = renderReport(fullReport(), {ReportFormat::Html}, {});
    ASSERT_TRUE(files);
    const std::filesystem::path page = m_folder.path() / files->front().name;
    std::ofstream(page) << files->front().bytes;
    const QImage picture = pictureOf(page, screen);
    ASSERT_EQ(picture.width(), screen.width);

    const QColor background(screen.isDark ? 0x14171B : 0xF5F6F8);
    const QColor surface(screen.isDark ? 0x1B1F24 : 0xFFFFFF);
    int surfacePixels = 0;
    for (int y = 0; y < picture.height(); ++y) {
        // What does not fit would push a card over the edge.
        ASSERT_EQ(picture.pixelColor(screen.width - 2, y).name(), background.name()) << "in line " << y;
        surfacePixels += picture.pixelColor(screen.width / 2, y) == surface ? 1 : 0;
    }
    EXPECT_GT(surfacePixels, picture.height() / 2) << "cards stand on the ground";
}

INSTANTIATE_TEST_SUITE_P(Screens, ReportInBrowser,
                         testing::Values(Screen{"DesktopLight", 1280, false},
                                         Screen{"DesktopDark", 1280, true}, Screen{"PhoneLight", 390, false},
                                         Screen{"PhoneDark", 390, true}),
                         [](const auto& screen) { return screen.param.name; });

} // namespace
} // namespace connectorscope
