#include "ui/engine/engine.h"

#include "core/demo/demo_site.h"
#include "tests/support/temp_dir.h"

#include <QTest>
#include <QThread>

#include <gmock/gmock.h>

#include <fstream>
#include <optional>

namespace connectorscope {
namespace {

class EngineTest : public testing::Test
{
protected:
    static constexpr int patience = 60'000;

    void open()
    {
        const auto made = makeDemoSite(*m_files, *m_clock, m_folder.path() / "demo",
                                       [](FileSystem&, const DemoSite&, UtcTime) { return Result<>(); });
        ASSERT_TRUE(made) << made.error().message;
        m_siteFile = made->siteFile;
        m_engine.open(
            [file = m_siteFile](FileSystem&, Clock&) { return Result<std::filesystem::path>(file); });
        ASSERT_TRUE(QTest::qWaitFor([this] { return m_engine.watchStatus().state == WatchState::Watching; },
                                    patience));
    }

    std::optional<std::uint64_t> rows()
    {
        Job job;
        std::optional<std::uint64_t> counted;
        m_engine.ask<std::uint64_t>(
            job,
            [](EngineTools& tools, const std::stop_token& stop) -> Result<std::uint64_t> {
                const auto index = tools.index();
                return index ? (*index)->count({}, stop) : Result<std::uint64_t>(fail(index.error()));
            },
            [&counted](const Result<std::uint64_t>& count) { counted = count ? *count : 0; });
        EXPECT_TRUE(QTest::qWaitFor([&counted] { return counted.has_value(); }, patience));
        return counted;
    }

    TempDir m_folder;
    std::unique_ptr<FileSystem> m_files = realFileSystem();
    std::unique_ptr<Clock> m_clock = systemClock();
    std::filesystem::path m_siteFile;
    Engine m_engine{*m_files, *m_clock};
};

TEST_F(EngineTest, WorksOnItsOwnThreadAndAnswersOnTheWindows)
{
    Job job;
    QThread* worked = nullptr;
    QThread* answered = nullptr;
    m_engine.ask<QThread*>(
        job, [](EngineTools&, const std::stop_token&) { return Result<QThread*>(QThread::currentThread()); },
        [&](const Result<QThread*>& thread) {
            worked = *thread;
            answered = QThread::currentThread();
        });
    ASSERT_TRUE(QTest::qWaitFor([&answered] { return answered != nullptr; }, patience));
    EXPECT_NE(worked, QThread::currentThread());
    EXPECT_EQ(answered, QThread::currentThread());
    EXPECT_FALSE(job.isRunning());
}

TEST_F(EngineTest, DropsTheAnswerOfAQuestionThatWasAskedAnew)
{
    Job job;
    std::vector<int> answers;
    for (const int number : {1, 2, 3})
        m_engine.ask<int>(
            job, [number](EngineTools&, const std::stop_token&) { return Result<int>(number); },
            [&answers](const Result<int>& answer) { answers.push_back(*answer); });
    ASSERT_TRUE(QTest::qWaitFor([&answers] { return !answers.empty(); }, patience));
    QTest::qWait(20);
    EXPECT_THAT(answers, testing::ElementsAre(3));
}

TEST_F(EngineTest, AnswersNobodyWhoIsNoMoreAndStopsTheWork)
{
    bool answered = false;
    std::atomic<bool> began = false;
    std::atomic<bool> stopped = false;
    {
        Job job;
        m_engine.ask<int>(
            job,
            [&](EngineTools&, const std::stop_token& stop) {
                began = true;
                while (!stop.stop_requested())
                    QThread::msleep(1);
                stopped = true;
                return Result<int>(1);
            },
            [&answered](const Result<int>&) { answered = true; });
        ASSERT_TRUE(QTest::qWaitFor([&began] { return began.load(); }, patience));
    }
    ASSERT_TRUE(QTest::qWaitFor([&stopped] { return stopped.load(); }, patience));
    QTest::qWait(20);
    EXPECT_FALSE(answered);
}

TEST_F(EngineTest, TellsWhenMailArrives)
{
    open();
    ASSERT_TRUE(QTest::qWaitFor([this] { return rows().value_or(0) > 50; }, patience));
    int told = 0;
    QObject::connect(&m_engine, &Engine::contentChanged, &m_engine, [&told] { ++told; });
    const std::uint64_t before = rows().value_or(0);
    std::ofstream(m_folder.path() / "demo" / "Failed Mail" / "new.eml")
        << "To: anna@contoso.com\r\n\r\nx\r\n";
    ASSERT_TRUE(QTest::qWaitFor([&] { return told > 0 && rows().value_or(0) > before; }, patience));
}

TEST_F(EngineTest, SaysWhatIsWrongWithTheSiteFile)
{
    const std::filesystem::path file = m_folder.path() / "site.toml";
    std::ofstream(file) << "[site]\nname = 'x'\ncolour = 1\n";
    std::string problem;
    QObject::connect(&m_engine, &Engine::couldNotOpen, &m_engine,
                     [&problem](const Error& error) { problem = error.message + error.hint; });
    m_engine.open([file](FileSystem&, Clock&) { return Result<std::filesystem::path>(file); });
    ASSERT_TRUE(QTest::qWaitFor([&problem] { return !problem.empty(); }, patience));
    EXPECT_THAT(problem, testing::HasSubstr("site.colour"));
}

TEST_F(EngineTest, OpensASiteFileAsSoonAsItIsMended)
{
    const auto made = makeDemoSite(*m_files, *m_clock, m_folder.path() / "mended",
                                   [](FileSystem&, const DemoSite&, UtcTime) { return Result<>(); });
    ASSERT_TRUE(made) << made.error().message;
    std::ofstream(made->siteFile, std::ios::app) << "\n[colours]\n";
    int problems = 0;
    bool isOpen = false;
    QObject::connect(&m_engine, &Engine::couldNotOpen, &m_engine, [&problems] { ++problems; });
    QObject::connect(&m_engine, &Engine::opened, &m_engine, [&isOpen] { isOpen = true; });
    const std::filesystem::path file = made->siteFile;
    m_engine.open([file](FileSystem&, Clock&) { return Result<std::filesystem::path>(file); });
    ASSERT_TRUE(QTest::qWaitFor([&problems] { return problems > 0; }, patience));
    EXPECT_TRUE(m_engine.triesAgain());
    QTest::qWait(4000); // it has been tried again
    EXPECT_EQ(problems, 1) << "it is told once";
    std::filesystem::resize_file(file,
                                 std::filesystem::file_size(file) - std::string("\n[colours]\n").size());
    EXPECT_TRUE(QTest::qWaitFor([&isOpen] { return isOpen; }, patience));
    EXPECT_FALSE(m_engine.triesAgain());
}

TEST_F(EngineTest, ReadsWhatAnotherProgramWatches)
{
    const auto made = makeDemoSite(*m_files, *m_clock, m_folder.path() / "demo",
                                   [](FileSystem&, const DemoSite&, UtcTime) { return Result<>(); });
    ASSERT_TRUE(made);
    Engine first(*m_files, *m_clock);
    const auto source = [file = made->siteFile](FileSystem&, Clock&) {
        return Result<std::filesystem::path>(file);
    };
    first.open(source);
    ASSERT_TRUE(
        QTest::qWaitFor([&first] { return first.watchStatus().state == WatchState::Watching; }, patience));
    m_engine.open(source);
    ASSERT_TRUE(QTest::qWaitFor([this] { return m_engine.watchStatus().state == WatchState::OtherWatches; },
                                patience));
    EXPECT_EQ(m_engine.watchStatus().other, "connectorscope");
    EXPECT_TRUE(QTest::qWaitFor([this] { return rows().value_or(0) > 50; }, patience));
}

} // namespace
} // namespace connectorscope
