#include "ui/engine/engine.h"

#include "ui/engine/site_opening.h"
#include "ui/engine/watch_thread.h"
#include "ui/engine/work_thread.h"

namespace connectorscope {
namespace {

constexpr std::chrono::milliseconds newsInterval{300};
/// Mail gets stuck, and ages grow, without anything happening.
constexpr std::chrono::seconds timeInterval{15};
constexpr std::chrono::seconds openingRetry{3};

} // namespace

Engine::Engine(FileSystem& files, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_files(files)
    , m_clock(clock)
    , m_worker(new QObject)
    , m_tools(std::make_unique<EngineTools>(files, clock))
{
    m_thread.setObjectName(QStringLiteral("engine"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_newsDelay.setSingleShot(true);
    m_newsDelay.setInterval(newsInterval);
    connect(&m_newsDelay, &QTimer::timeout, this, [this] {
        m_hasNews = false;
        emit contentChanged();
    });
    m_timePasses.setInterval(timeInterval);
    connect(&m_timePasses, &QTimer::timeout, this, &Engine::contentChanged);
    m_thread.start();
}

Engine::~Engine()
{
    m_work.reset();
    m_watch.reset();
    m_thread.quit();
    m_thread.wait();
}

void Engine::open(SiteSource source)
{
    post([this, source = std::move(source)](EngineTools& tools) {
        const auto file = source(tools.files, tools.clock);
        if (file)
            openFile(tools, *file);
        else
            QMetaObject::invokeMethod(
                this, [this, error = file.error()] { emit couldNotOpen(error); }, Qt::QueuedConnection);
    });
}

void Engine::openFile(EngineTools& tools, const std::filesystem::path& siteFile)
{
    const auto site = std::make_shared<Result<Site>>(openSiteFile(tools.files, siteFile));
    if (*site)
        tools.setSite(**site);
    QMetaObject::invokeMethod(
        this, [this, siteFile, site] { takeSite(siteFile, *site); }, Qt::QueuedConnection);
}

void Engine::takeSite(const std::filesystem::path& siteFile, const Result<Site>& site)
{
    m_triesAgain = !site;
    if (site) {
        emit opened({*site});
        beginWatching(*site);
        return;
    }
    // A person mends the file, or a share comes back.
    QTimer::singleShot(openingRetry, this, [this, siteFile] {
        post([this, siteFile](EngineTools& tools) { openFile(tools, siteFile); });
    });
    const Error& error = site.error();
    std::string told = error.message + '\n' + error.hint;
    if (told != m_toldProblem) {
        m_toldProblem = std::move(told);
        emit couldNotOpen(error);
    }
}

void Engine::post(std::function<void(EngineTools&)> work)
{
    QMetaObject::invokeMethod(
        m_worker, [tools = m_tools.get(), work = std::move(work)] { work(*tools); }, Qt::QueuedConnection);
}

void Engine::beginWatching(const Site& site)
{
    WatchThread::Listener listener;
    listener.status = [this, site](const WatchStatus& status) {
        QMetaObject::invokeMethod(
            this, [this, site, status] { takeWatchStatus(site, status); }, Qt::QueuedConnection);
    };
    listener.news = [this] { noteNews(); };
    listener.reportTrouble = [this](const std::optional<Error>& trouble) {
        QMetaObject::invokeMethod(
            this, [this, trouble] { emit reportTroubleChanged(trouble); }, Qt::QueuedConnection);
    };
    m_watch = std::make_unique<WatchThread>(site, m_files, m_clock, std::move(listener), m_printPdf);
    m_timePasses.start();
}

void Engine::takeWatchStatus(const Site& site, const WatchStatus& status)
{
    // A watch that begins or ends may have made the databases anew.
    if (status.state != m_status.state)
        post([](EngineTools& tools) { tools.closeReaders(); });
    m_status = status;
    const bool hasDatabases =
        status.state == WatchState::Watching || status.state == WatchState::OtherWatches;
    if (hasDatabases && !m_work)
        beginWorking(site);
    emit watchChanged(m_status);
}

void Engine::beginWorking(const Site& site)
{
    WorkThread::Listener listener;
    listener.status = [this](const WorkerStatus& status) {
        QMetaObject::invokeMethod(
            this,
            [this, status] {
                m_workerStatus = status;
                emit workerChanged(m_workerStatus);
            },
            Qt::QueuedConnection);
    };
    listener.news = [this] { noteNews(); };
    m_work = std::make_unique<WorkThread>(site, m_files, m_clock, std::move(listener));
}

void Engine::lookSoon()
{
    if (m_watch)
        m_watch->lookNow();
    noteNews();
}

void Engine::noteNews()
{
    // On threads of the watch: one post for all that happens until the window has taken notice.
    if (!m_hasNews.exchange(true))
        QMetaObject::invokeMethod(&m_newsDelay, qOverload<>(&QTimer::start), Qt::QueuedConnection);
}

} // namespace connectorscope
