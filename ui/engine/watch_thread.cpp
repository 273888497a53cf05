#include "ui/engine/watch_thread.h"

#include "core/index/daily_copies.h"
#include "core/index/site_watch.h"
#include "core/report/daily/daily_reports.h"

#include <spdlog/spdlog.h>

#include <variant>

namespace connectorscope {
namespace {

constexpr std::chrono::seconds watchRetry{3};
constexpr std::chrono::milliseconds progressInterval{200};

} // namespace

WatchThread::WatchThread(Site site, FileSystem& files, Clock& clock, Listener listener, PrintPdf printPdf)
    : m_site(std::move(site))
    , m_files(files)
    , m_clock(clock)
    , m_listener(std::move(listener))
    , m_printPdf(std::move(printPdf))
    , m_thread([this](const std::stop_token& stop) { run(stop); })
{
}

void WatchThread::run(const std::stop_token& stop)
{
    do
        watch(stop);
    while (!stop.stop_requested() && m_clock.sleep(watchRetry, stop));
}

void WatchThread::watch(const std::stop_token& stop)
{
    const Result<std::unique_ptr<SiteWatch>> watch =
        SiteWatch::begin(m_site, m_files, m_clock, "connectorscope");
    if (!watch) {
        const bool taken = watch.error().code == ErrorCode::RoleTaken;
        m_status = {};
        m_status.state = taken ? WatchState::OtherWatches : WatchState::Failed;
        const Result<RoleHolder> holder = roleHolder(m_site.folders.work, Role::Watcher);
        if (taken && holder)
            m_status.other = holder->program;
        else if (!taken)
            m_status.problem = watch.error();
        tell();
        m_listener.news();
        return;
    }
    m_status = {};
    m_status.state = WatchState::Watching;
    tell();
    m_listener.news(); // the databases are there now
    const DailyCopies copies(m_site.folders.work, m_clock);
    // Only the watcher writes reports, and so each is written once: their thread ends before the role.
    const Result<> ran = [&] {
        const DailyReports reports(m_site, m_files, m_clock, m_printPdf,
                                   {m_listener.news, m_listener.reportTrouble});
        return (*watch)->run(stop, [&](const std::stop_token& end) { runWatcher((*watch)->watcher(), end); });
    }();
    if (m_listener.reportTrouble)
        m_listener.reportTrouble(std::nullopt);
    if (!ran) {
        spdlog::error(ran.error().message);
        m_status = {};
        m_status.state = WatchState::Failed;
        m_status.problem = ran.error();
        tell();
    }
}

void WatchThread::runWatcher(Watcher& watcher, const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        std::stop_source look;
        {
            const std::scoped_lock lock(m_lookMutex);
            m_look = look;
        }
        const std::stop_callback ends(stop, [&look] { look.request_stop(); });
        watcher.run(look.get_token(), [this](const WatchEvent& event) { take(event); });
        if (m_status.isReading() && !stop.stop_requested()) { // told anew where there is more to read
            m_status.done = m_status.all = 0;
            tell();
        }
    }
}

void WatchThread::lookNow()
{
    std::stop_source look(std::nostopstate);
    {
        const std::scoped_lock lock(m_lookMutex);
        look = m_look;
    }
    look.request_stop();
}

void WatchThread::take(const WatchEvent& event)
{
    if (const auto* progress = std::get_if<ProgressEvent>(&event)) {
        const bool ends = progress->done == progress->all;
        m_status.done = ends ? 0 : progress->done;
        m_status.all = ends ? 0 : progress->all;
        if (ends || m_clock.steadyNow() - m_progressTold > progressInterval) {
            m_progressTold = m_clock.steadyNow();
            tell();
        }
        return;
    }
    if (const auto* trouble = std::get_if<TroubleEvent>(&event)) {
        // Folders tell of themselves (FolderHealth); the databases cannot.
        if (trouble->folder == FolderKind::None) {
            m_status.problem = trouble->error;
            tell();
        }
        return;
    }
    if (std::holds_alternative<RecoveredEvent>(event)) {
        m_status.problem.reset();
        tell();
    }
    m_listener.news();
}

void WatchThread::tell()
{
    m_listener.status(m_status);
}

} // namespace connectorscope
