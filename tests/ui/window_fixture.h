#pragma once

#include "core/demo/demo_history.h"
#include "core/demo/demo_site.h"
#include "tests/support/temp_dir.h"
#include "ui/engine/engine.h"
#include "ui/report/sheets_view.h"
#include "ui/theme/theme.h"
#include "ui/window/main_window.h"

#include <QApplication>
#include <QDateEdit>
#include <QSettings>
#include <QTest>

#include <gtest/gtest.h>

#include <memory>

namespace connectorscope {

/// The real window on a demonstration site of its own, driven by keys and clicks on widgets found by their
/// names.
class WindowFixture : public testing::Test
{
protected:
    static constexpr int patience = 60'000; ///< milliseconds; slow machines under a sanitizer are slow

    WindowFixture()
        : m_settings(QString::fromStdString((m_folder.path() / "settings.ini").string()),
                     QSettings::IniFormat)
        , m_theme(*qApp)
    {
    }

    /// `prepare` may change the site before it is opened.
    void open(const std::function<void(const std::filesystem::path& folder)>& prepare = {})
    {
        const std::filesystem::path folder = m_folder.path() / "demo";
        const auto made = makeDemoSite(*m_files, *m_clock, folder, writeDemoHistory);
        ASSERT_TRUE(made) << made.error().message;
        openAgain(prepare);
    }

    /// The same site, in another window than the one that is open; `prepare` may change it before.
    void openAgain(const std::function<void(const std::filesystem::path& folder)>& prepare = {})
    {
        const std::filesystem::path folder = m_folder.path() / "demo";
        m_window.reset();
        m_engine.reset();
        if (prepare)
            prepare(folder);
        m_engine = std::make_unique<Engine>(*m_files, *m_clock);
        m_window = std::make_unique<MainWindow>(*m_engine, m_theme, m_settings);
        m_window->resize(1280, 800);
        m_window->show();
        m_window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
        m_engine->open(
            [folder](FileSystem&, Clock&) { return Result<std::filesystem::path>(folder / "site.toml"); });
    }

    template <class Widget>
    Widget* find(const char* name) const
    {
        return m_window->findChild<Widget*>(QString::fromLatin1(name));
    }

    template <class Widget>
    void click(const char* name) const
    {
        auto* widget = find<Widget>(name);
        ASSERT_NE(widget, nullptr) << name;
        QTest::mouseClick(widget, Qt::LeftButton);
    }

    template <class Condition>
    static bool eventually(Condition condition)
    {
        return QTest::qWaitFor(condition, patience);
    }

    /// On the page of the report, which follows the last closed day until a day is chosen: the watch closes
    /// those of the demonstration meanwhile.
    void goToToday() const
    {
        auto* day = find<QDateEdit>("reportDay");
        const auto* sheets = find<SheetsView>("reportSheets");
        ASSERT_TRUE(eventually([sheets] { return sheets->sheets() != nullptr; }));
        day->setDate(day->minimumDate());
        ASSERT_TRUE(eventually([&] {
            day->setDate(day->maximumDate());
            return sheets->sheets() && sheets->sheets()->report.isProvisional;
        }));
    }

    TempDir m_folder;
    std::unique_ptr<FileSystem> m_files = realFileSystem();
    std::unique_ptr<Clock> m_clock = systemClock();
    QSettings m_settings;
    Theme m_theme;
    std::unique_ptr<Engine> m_engine;
    std::unique_ptr<MainWindow> m_window; ///< ends before what it uses
};

} // namespace connectorscope
