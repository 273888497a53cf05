#include "ui/engine/engine_tools.h"
#include "ui/engine/site_opening.h"
#include "ui/engine/watch_thread.h"
#include "ui/engine/work_thread.h"

#include "core/demo/demo_site.h"
#include "core/report/render/document.h"
#include "tests/support/forwarding_file_system.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"
#include "tests/support/watched_past.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <vector>

namespace connectorscope {
namespace {

/// The threads of the window's engine without the window: no Qt, so that ThreadSanitizer sees all there is.
class SiteThreads : public testing::Test
{
protected:
    SiteThreads()
    {
        const auto made = makeDemoSite(*m_files, *m_clock, m_folder.path() / "demo",
                                       [](FileSystem&, const DemoSite&, UtcTime) { return Result<>(); });
        m_site = openSiteFile(*m_files, made.value().siteFile).value();
    }

    WatchThread::Listener listener()
    {
        return {[this](const WatchStatus& status) {
                    const std::scoped_lock lock(m_mutex);
                    m_states.push_back(status.state);
                },
                [this] { ++m_news; },
                {}};
    }

    bool wasTold(WatchState state)
    {
        const std::scoped_lock lock(m_mutex);
        return std::ranges::find(m_states, state) != m_states.end();
    }

    static bool eventually(const std::function<bool()>& isSo)
    {
        using namespace std::chrono_literals;
        const auto end = std::chrono::steady_clock::now() + 60s;
        while (!isSo() && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(10ms);
        return isSo();
    }

    void arrive(const std::string& name) const
    {
        std::ofstream(m_folder.path() / "demo" / "Failed Mail" / name) << "To: anna@contoso.com\r\n\r\nx\r\n";
    }

    /// As the engine's own thread asks, while the other one writes.
    std::uint64_t rows()
    {
        EngineTools tools(*m_files, *m_clock);
        tools.setSite(m_site);
        const auto index = tools.index();
        return index ? (*index)->count({}).value_or(0) : 0;
    }

    TempDir m_folder;
    std::unique_ptr<FileSystem> m_files = realFileSystem();
    std::unique_ptr<Clock> m_clock = systemClock();
    Site m_site;
    std::mutex m_mutex;
    std::vector<WatchState> m_states;
    std::atomic<int> m_news = 0;
};

TEST_F(SiteThreads, WatchAndTellWhileAnotherThreadReads)
{
    const WatchThread watch(m_site, *m_files, *m_clock, listener());
    ASSERT_TRUE(eventually([this] { return wasTold(WatchState::Watching) && rows() > 50; }));
    const std::uint64_t before = rows();
    const int news = m_news;
    arrive("new.eml");
    EXPECT_TRUE(eventually([&] { return rows() > before && m_news > news; }));
}

/// Counts how often a folder is listed.
class CountedFolders final : public ForwardingFileSystem
{
public:
    using ForwardingFileSystem::ForwardingFileSystem;

    Result<> listWithInfo(const std::filesystem::path& folder,
                          const std::function<bool(const ListedEntry&)>& visit) override
    {
        if (folder.filename() == "PickUp")
            ++listings;
        return ForwardingFileSystem::listWithInfo(folder, visit);
    }

    std::atomic<int> listings = 0;
};

TEST_F(SiteThreads, LookAtOnceWhereThatIsAskedFor)
{
    CountedFolders folders(*m_files);
    m_site.watch.poll = std::chrono::hours(1);
    WatchThread watch(m_site, folders, *m_clock, listener());
    ASSERT_TRUE(eventually([this] { return wasTold(WatchState::Watching) && rows() > 50; }));
    for (int looks = 0; looks < 3; ++looks) {
        const int before = folders.listings;
        watch.lookNow();
        EXPECT_TRUE(eventually([&] { return folders.listings > before; }));
    }
    const std::uint64_t before = rows();
    arrive("new.eml");
    EXPECT_TRUE(eventually([&] { return rows() > before; })) << "it goes on as before";
}

TEST_F(SiteThreads, DoWhatTheQueueAsksForWhileTheWatchLooks)
{
    const WatchThread watch(m_site, *m_files, *m_clock, listener());
    ASSERT_TRUE(eventually([this] { return wasTold(WatchState::Watching) && rows() > 50; }));
    std::atomic<bool> isWorking = false;
    std::atomic<int> done = 0;
    const WorkThread work(
        m_site, *m_files, *m_clock,
        {[&](const WorkerStatus& status) { isWorking = status.state == WorkerState::Working; },
         [&] { ++done; }});
    ASSERT_TRUE(eventually([&] { return isWorking.load(); }));
    EngineTools tools(*m_files, *m_clock);
    tools.setSite(m_site);
    MessageFilter failed;
    failed.folders = {FolderKind::Failed};
    const auto page = tools.index().value()->page(failed, {}, 5).value();
    const auto queue = ActionQueue::open(m_site.folders.work, currentActor()).value();
    PipelineOrder order;
    order.kind = OrderKind::Delete;
    for (const MessageRow& row : page.rows)
        order.messages.push_back(row.id);
    const std::int64_t number = queue->enqueue(actionOf(order), m_clock->now()).value();
    EXPECT_TRUE(eventually([&] { return queue->action(number).value().state == ActionState::Done; }));
    EXPECT_EQ(done, 5);
}

TEST_F(SiteThreads, EndAtOnceWhereverTheyAre)
{
    for (const int wait : {0, 1, 20, 100, 400}) {
        std::optional<WatchThread> watch;
        watch.emplace(m_site, *m_files, *m_clock, listener());
        std::this_thread::sleep_for(std::chrono::milliseconds(wait));
        const auto start = std::chrono::steady_clock::now();
        watch.reset();
        EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
        const int news = m_news;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        EXPECT_EQ(m_news, news); // nobody is called any more
    }
}

TEST_F(SiteThreads, LetAnotherWatchAndTakeItsPlace)
{
    std::optional<WatchThread> first;
    first.emplace(m_site, *m_files, *m_clock, listener());
    ASSERT_TRUE(eventually([this] { return wasTold(WatchState::Watching); }));
    const WatchThread second(m_site, *m_files, *m_clock, listener());
    ASSERT_TRUE(eventually([this] { return wasTold(WatchState::OtherWatches); }));
    {
        const std::scoped_lock lock(m_mutex);
        m_states.clear();
    }
    first.reset();
    EXPECT_TRUE(eventually([this] { return wasTold(WatchState::Watching); }));
}

/// A site that has been watched for three days and wants its reports as PDF.
class ReportsOfThreads : public SiteThreads
{
protected:
    ReportsOfThreads()
    {
        m_site.report.folder = m_folder.path() / "reports";
        m_site.report.formats = {"pdf"};
        m_site.report.at = {};
        const UtcTime now = m_clock->now();
        std::filesystem::create_directories(m_site.folders.work);
        const auto past = writeWatchedPast(m_site.folders.work, now - std::chrono::hours(72), now);
        EXPECT_TRUE(past) << past.error().message;
    }

    WatchThread::Listener reportListener()
    {
        WatchThread::Listener all = listener();
        all.reportTrouble = [this](const std::optional<Error>& trouble) {
            const std::scoped_lock lock(m_mutex);
            m_troubles.push_back(trouble);
        };
        return all;
    }

    PrintPdf printer()
    {
        return [this](const ReportDocument& document) {
            ++m_printing;
            while (m_holdsPaper)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            const std::scoped_lock lock(m_mutex);
            m_printed.insert(document.subject);
            return Result<std::string>(page);
        };
    }

    std::vector<std::filesystem::path> written() const
    {
        std::vector<std::filesystem::path> files;
        std::error_code none;
        for (const auto& entry : std::filesystem::directory_iterator(m_site.report.folder, none))
            if (entry.path().extension() == ".pdf")
                files.push_back(entry.path());
        return files;
    }

    void expectEachWasPrintedOnce()
    {
        const std::scoped_lock lock(m_mutex);
        EXPECT_FALSE(m_printed.empty());
        for (const std::string& subject : m_printed)
            EXPECT_EQ(m_printed.count(subject), 1U) << subject;
    }

    static constexpr const char* page = "%PDF of a test";
    std::atomic<bool> m_holdsPaper = false;
    std::atomic<int> m_printing = 0;
    std::multiset<std::string> m_printed;
    std::vector<std::optional<Error>> m_troubles;
};

TEST_F(ReportsOfThreads, AreWrittenOnceWhoeverWatches)
{
    std::optional<WatchThread> first;
    first.emplace(m_site, *m_files, *m_clock, reportListener(), printer());
    ASSERT_TRUE(eventually([this] { return !written().empty(); }));
    const WatchThread second(m_site, *m_files, *m_clock, reportListener(), printer());
    ASSERT_TRUE(eventually([this] { return wasTold(WatchState::OtherWatches); }));
    {
        const std::scoped_lock lock(m_mutex);
        m_states.clear();
    }
    first.reset();
    ASSERT_TRUE(eventually([this] { return wasTold(WatchState::Watching); }));
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    expectEachWasPrintedOnce();
}

TEST_F(ReportsOfThreads, AreWholeWhenTheWatchEndsWhileOneIsWritten)
{
    m_holdsPaper = true;
    std::optional<WatchThread> watch;
    watch.emplace(m_site, *m_files, *m_clock, reportListener(), printer());
    ASSERT_TRUE(eventually([this] { return m_printing > 0; }));
    EXPECT_TRUE(written().empty());
    std::jthread paper([this] {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        m_holdsPaper = false;
    });
    watch.reset();
    ASSERT_EQ(written().size(), 1U);
    EXPECT_EQ(readFile(written().front()), page);
    watch.emplace(m_site, *m_files, *m_clock, reportListener(), printer());
    ASSERT_TRUE(eventually([this] { return wasTold(WatchState::Watching); }));
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    watch.reset();
    expectEachWasPrintedOnce();
}

TEST_F(ReportsOfThreads, TellWhyTheyCannotBeWrittenAsLongAsTheyAreOurs)
{
    std::ofstream(m_site.report.folder) << "a file, and no folder";
    std::optional<WatchThread> watch;
    watch.emplace(m_site, *m_files, *m_clock, reportListener(), printer());
    const auto troubles = [this] {
        const std::scoped_lock lock(m_mutex);
        return m_troubles;
    };
    ASSERT_TRUE(eventually([&] { return !troubles().empty(); }));
    ASSERT_TRUE(troubles().back());
    EXPECT_NE(troubles().back()->message.find("reports"), std::string::npos) << troubles().back()->message;
    watch.reset();
    EXPECT_FALSE(troubles().back());
    EXPECT_EQ(readFile(m_site.report.folder), "a file, and no folder");
}

} // namespace
} // namespace connectorscope
