#pragma once

#include "core/base/result.h"
#include "core/pipeline/site_worker.h"
#include "core/report/render/formats.h"
#include "ui/engine/engine_tools.h"
#include "ui/engine/question.h"
#include "ui/engine/watch_status.h"

#include <QObject>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace connectorscope {

class WatchThread;
class WorkThread;

/// What pages show of a site; a plain value.
struct SiteFacts
{
    Site site;
};

/// The engine of one site as the window sees it. Files and databases are read on the engine's own thread
/// only: a page asks, and is answered on the window's thread. Made and used on the window's thread; its end
/// waits for the work that is under way, which is told to stop.
class Engine : public QObject
{
    Q_OBJECT

public:
    template <class Value>
    using Work = std::function<Result<Value>(EngineTools& tools, const std::stop_token& stop)>;
    template <class Value>
    using Answer = typename Question<Value>::Answer;

    /// Files and clock outlive it.
    Engine(FileSystem& files, Clock& clock, QObject* parent = nullptr);
    ~Engine() override;

    /// How the daily report becomes a PDF; called on a thread of the reports. Before open().
    void setPrintPdf(PrintPdf printPdf) { m_printPdf = std::move(printPdf); }

    /// Gives the site file, on the engine's thread: finds it, or makes what shall be opened.
    using SiteSource = std::function<Result<std::filesystem::path>(FileSystem& files, Clock& clock)>;
    /// Opens the site on the engine's thread and begins to watch it, and to be its worker, where no other
    /// program is; opened() or couldNotOpen() follows. A site file that was found is tried again until it can
    /// be opened; couldNotOpen() comes again where that is for another reason. Once.
    void open(SiteSource source);

    /// Does `work` on the engine's thread after all that was asked before, and hands what comes of it to
    /// `answer` on the window's, unless the job has been cancelled or asked anew meanwhile.
    template <class Value>
    void ask(Job& job, Work<Value> work, Answer<Value> answer)
    {
        post([question = Question<Value>(*this, job, std::move(answer)),
              work = std::move(work)](EngineTools& tools) {
            if (!question.isWanted())
                return;
            Result<Value> value = work(tools, question.stop());
            if (!value && value.error().code != ErrorCode::Cancelled)
                tools.closeReaders(); // they may be of a database that is no more
            question.answer(std::move(value));
        });
    }

    /// The site could not be opened, and may be yet.
    bool triesAgain() const { return m_triesAgain; }
    const WatchStatus& watchStatus() const { return m_status; }
    const WorkerStatus& workerStatus() const { return m_workerStatus; }
    UtcTime now() const { return m_clock.now(); }
    /// For views that read a file on threads of their own.
    FileSystem& files() const { return m_files; }
    Clock& clock() const { return m_clock; }
    /// Something was done: the watch looks at the folders now, and contentChanged() follows.
    void lookSoon();

signals:
    void opened(const SiteFacts& facts);
    void couldNotOpen(const Error& error);
    void watchChanged(const WatchStatus& status);
    /// What keeps the site's daily reports from being written by this program; nullopt: nothing any more.
    void reportTroubleChanged(const std::optional<Error>& trouble);
    /// Who does what is asked for: this program, or another one.
    void workerChanged(const WorkerStatus& status);
    /// What is shown may be out of date: something happened, or time went by. At most some times a second.
    void contentChanged();

private:
    void post(std::function<void(EngineTools&)> work);
    void openFile(EngineTools& tools, const std::filesystem::path& siteFile);
    void takeSite(const std::filesystem::path& siteFile, const Result<Site>& site);
    void beginWatching(const Site& site);
    void takeWatchStatus(const Site& site, const WatchStatus& status);
    void beginWorking(const Site& site);
    void noteNews();

    FileSystem& m_files;
    Clock& m_clock;
    PrintPdf m_printPdf;
    QThread m_thread;
    QObject* m_worker;                    ///< lives on m_thread, and is what work is posted to
    std::unique_ptr<EngineTools> m_tools; ///< used on m_thread only
    std::unique_ptr<WatchThread> m_watch;
    std::unique_ptr<WorkThread> m_work;
    WatchStatus m_status;
    WorkerStatus m_workerStatus;
    std::atomic<bool> m_hasNews = false;
    bool m_triesAgain = false;
    std::string m_toldProblem; ///< by couldNotOpen() last
    QTimer m_newsDelay;
    QTimer m_timePasses;
};

} // namespace connectorscope
