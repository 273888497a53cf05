#include "app/connectorctl/watch_run.h"

#include "app/connectorctl/interrupt_watch.h"
#include "app/connectorctl/progress.h"
#include "app/connectorctl/site_session.h"
#include "app/connectorctl/site_worker.h"
#include "app/connectorctl/watch_output.h"
#include "core/base/escape.h"
#include "core/base/random_id.h"
#include "core/base/time_text.h"
#include "core/index/daily_copies.h"
#include "core/index/site_watch.h"
#include "core/pipeline/site_worker.h"
#include "core/report/daily/daily_reports.h"

#include <spdlog/spdlog.h>

#include <map>
#include <mutex>
#include <thread>
#include <variant>

namespace connectorscope {
namespace {

constexpr std::size_t runIdLength = 8;

class WatchRun
{
public:
    WatchRun(const Site& site, const WatchRequest& request, Environment& environment)
        : m_site(site)
        , m_request(request)
        , m_environment(environment)
        , m_run(randomId(runIdLength))
        , m_interrupt(environment)
        // Events on the same terminal would tear the progress apart, but for erase().
        , m_progress(environment.err, environment.terminal.errIsTerminal, Progress::Clock::now())
    {
    }

    ExitStatus run()
    {
        const Result<std::unique_ptr<SiteWatch>> watch =
            SiteWatch::begin(m_site, m_environment.files, m_environment.clock, "connectorctl watch");
        if (!watch) {
            tellError(m_environment, watch.error());
            return ExitStatus::Environment;
        }
        if (const Result<> logs = logTo(m_site.folders.work / "log"); !logs) {
            tellError(m_environment, logs.error());
            return ExitStatus::Environment;
        }
        const ExitStatus status = watchUntilStopped(**watch);
        // The log's files are not held open by who runs this verb in process.
        (void)logTo({});
        return status;
    }

private:
    ExitStatus watchUntilStopped(SiteWatch& watch)
    {
        spdlog::info("watching begins");
        mark("started");
        const DailyCopies copies(m_site.folders.work, m_environment.clock);
        const DailyReports reports(m_site, m_environment.files, m_environment.clock, m_environment.printPdf);
        Result<> ran;
        {
            const std::jthread worker([this](const std::stop_token& stop) { work(stop); });
            ran = watch.run(m_interrupt.token(), [&](const std::stop_token& stop) {
                watch.watcher().run(stop, [this](const WatchEvent& event) { take(event); });
            });
        }
        m_progress.erase();
        mark("stopped");
        if (!ran) {
            spdlog::error(ran.error().message);
            return ExitStatus::Environment;
        }
        spdlog::info("watching ends");
        return ExitStatus::Well;
    }

    /// In a thread and with connections of its own: what is moved keeps nobody from seeing what arrives.
    void work(const std::stop_token& stop)
    {
        SiteWorkerListener listener;
        listener.done = [this](const WorkDone& done) {
            const UtcTime now = m_environment.clock.now();
            print(m_request.json ? workDoneAsJson(m_site, done, now) + '\n'
                                 : workDoneText(done, now, m_request.style));
        };
        listener.purged = [this](const VaultPurged& purged) {
            const UtcTime now = m_environment.clock.now();
            print(m_request.json ? vaultPurgedAsJson(purged, now) + '\n'
                                 : vaultPurgedText(purged, now, m_request.style));
        };
        listener.status = [this](const WorkerStatus& status) {
            if (status.problem)
                print(eventLine(TroubleEvent{FolderKind::None, *status.problem}));
        };
        SiteWorker(m_site, pipelineToolsOf(m_environment), "connectorctl watch", std::move(listener))
            .run(stop);
    }

    Result<> logTo(const std::filesystem::path& folder) const
    {
        LogSettings log;
        log.folder = folder;
        log.program = "connectorctl-watch";
        log.terminal = m_request.logLevel;
        log.runId = m_run;
        return startLog(log);
    }

    void mark(std::string_view event)
    {
        const UtcTime now = m_environment.clock.now();
        if (m_request.json)
            m_environment.out << watchMarkAsJson(m_site, event, m_run, now) << std::endl;
        else
            m_environment.out << m_request.style.paint(Tone::Muted, localText(now)) << "  " << event << ": "
                              << escapeControls(m_site.name) << std::endl;
    }

    void take(const WatchEvent& event)
    {
        if (const auto* scanned = std::get_if<ProgressEvent>(&event)) {
            const std::lock_guard lock(m_printing);
            m_progress.update(scanned->done, scanned->all, true, Progress::Clock::now());
            return;
        }
        if (isRepeated(event))
            return;
        print(eventLine(event));
        if (const std::string line = watchEventForLog(event); !line.empty())
            spdlog::info(line);
    }

    std::string eventLine(const WatchEvent& event)
    {
        const UtcTime now = m_environment.clock.now();
        return (m_request.json ? watchEventAsJson(m_site, event, now)
                               : watchEventText(event, now, m_request.style)) +
               '\n';
    }

    /// The watcher and the worker each have a thread.
    void print(const std::string& lines)
    {
        const std::lock_guard lock(m_printing);
        m_progress.erase();
        m_environment.out << lines << std::flush;
        if (!m_environment.out)
            m_interrupt.requestStop(); // nobody reads any more
    }

    /// The same trouble comes with every pass; it is told again when something else came in between.
    bool isRepeated(const WatchEvent& event)
    {
        const auto* trouble = std::get_if<TroubleEvent>(&event);
        if (trouble == nullptr) {
            if (const auto* recorded = std::get_if<RecordedEvent>(&event))
                m_lastTrouble.erase(recorded->record.place.folder);
            else if (std::holds_alternative<RecoveredEvent>(event))
                m_lastTrouble.erase(FolderKind::None);
            return false;
        }
        std::string& last = m_lastTrouble[trouble->folder];
        if (last == trouble->error.message)
            return true;
        last = trouble->error.message;
        return false;
    }

    const Site& m_site;
    const WatchRequest& m_request;
    Environment& m_environment;
    const std::string m_run;
    InterruptWatch m_interrupt;
    std::mutex m_printing; ///< of the streams and of m_progress
    Progress m_progress;
    std::map<FolderKind, std::string> m_lastTrouble;
};

} // namespace

ExitStatus watch(const Site& site, const WatchRequest& request, Environment& environment)
{
    return WatchRun(site, request, environment).run();
}

} // namespace connectorscope
