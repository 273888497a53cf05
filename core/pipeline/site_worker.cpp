#include "core/pipeline/site_worker.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <array>
#include <utility>

namespace connectorscope {

namespace {

constexpr std::chrono::seconds betweenTriesForTheRole{2};
constexpr std::chrono::seconds betweenRetryLooks{30};
constexpr std::chrono::hours pauseAfterPurge{24};
constexpr std::chrono::hours pauseAfterFailedPurge{1};
/// After something was put before a consumer; then longer and longer.
constexpr std::chrono::seconds firstObservation{1};

constexpr std::array<std::string_view, 4> occasionWords = {"left", "asked", "observed", "retried"};

bool isSameStatus(const WorkerStatus& a, const WorkerStatus& b)
{
    return a.state == b.state && a.other == b.other &&
           (a.problem ? a.problem->message : "") == (b.problem ? b.problem->message : "");
}

/// No subject, no address: what the log may hold.
std::string workLogLine(const WorkDone& done)
{
    const RunReceipt& receipt = done.receipt;
    std::string line = "worker, " + std::string(toString(done.occasion)) + ": message " + receipt.message;
    if (!receipt.run.empty())
        line += ", run " + receipt.run;
    if (receipt.state)
        line += ", " + std::string(toString(*receipt.state));
    for (const Refusal& refusal : receipt.refusals)
        line += ", refused: " + std::string(toString(refusal.kind));
    if (receipt.error)
        line += ", " + receipt.error->message;
    return line;
}

} // namespace

std::string_view toString(WorkOccasion occasion)
{
    return occasionWords.at(static_cast<std::size_t>(occasion));
}

SiteWorker::SiteWorker(const Site& site, PipelineTools tools, std::string program,
                       SiteWorkerListener listener)
    : m_site(site)
    , m_tools(std::move(tools))
    , m_program(std::move(program))
    , m_listener(std::move(listener))
{
}

void SiteWorker::run(const std::stop_token& stop)
{
    while (!stop.stop_requested())
        (void)m_tools.clock.sleep(round(stop), stop);
}

std::chrono::nanoseconds SiteWorker::round(const std::stop_token& stop)
{
    if (!m_worker && !takeRole(stop))
        return betweenTriesForTheRole;
    if (const Result<> worked = work(stop); !worked) {
        // Another program may be luckier; and what was open may be what is broken.
        m_worker.reset();
        become({WorkerState::Failed, {}, worked.error()});
        return betweenTriesForTheRole;
    }
    become({WorkerState::Working, {}, {}});
    return m_isPurging ? std::chrono::nanoseconds(0) : betweenLooks;
}

bool SiteWorker::takeRole(const std::stop_token& stop)
{
    auto worker = ActionWorker::begin(m_site, m_tools, m_program);
    if (!worker) {
        WorkerStatus status;
        if (worker.error().code == ErrorCode::RoleTaken) {
            if (const auto holder = roleHolder(m_site.folders.work, Role::Worker))
                status.other = holder->program;
        } else {
            status = {WorkerState::Failed, {}, worker.error()};
        }
        become(std::move(status));
        return false;
    }
    m_worker = std::move(*worker);
    const SteadyTime now = m_tools.clock.steadyNow();
    m_observePause = firstObservation;
    m_observeAt = now;
    m_retryAt = now;
    m_purgeAt = now;
    m_isPurging = false;
    const auto tellLeft = [this](const RunReceipt& receipt) { tell(WorkOccasion::Left, {}, receipt); };
    if (const Result<> resumed = m_worker->pipeline().resume(tellLeft, stop); !resumed) {
        m_worker.reset();
        become({WorkerState::Failed, {}, resumed.error()});
        return false;
    }
    if (!m_status.problem) // else once it has worked
        become({WorkerState::Working, {}, {}});
    return true;
}

Result<> SiteWorker::work(const std::stop_token& stop)
{
    if (auto served = serve(stop); !served)
        return served;
    const auto isDue = [&](SteadyTime at) {
        return !stop.stop_requested() && m_tools.clock.steadyNow() >= at;
    };
    if (isDue(m_observeAt))
        if (auto observed = observe(); !observed)
            return observed;
    if (m_site.pipeline.automaticRetry && isDue(m_retryAt))
        if (auto retried = retry(stop); !retried)
            return retried;
    if (isDue(m_purgeAt))
        return purge();
    return {};
}

Result<> SiteWorker::serve(const std::stop_token& stop)
{
    ActionListener listener;
    listener.receipt = [this](std::int64_t action, const RunReceipt& receipt) {
        tell(WorkOccasion::Asked, action, receipt);
    };
    listener.progress = m_listener.progress;
    return m_worker->serveAll(stop, listener);
}

Result<> SiteWorker::observe()
{
    const auto tellSeen = [this](const RunReceipt& receipt) { tell(WorkOccasion::Observed, {}, receipt); };
    const Result<std::size_t> waiting = m_worker->pipeline().observe(tellSeen);
    if (!waiting)
        return fail(waiting.error());
    const std::chrono::nanoseconds longest =
        std::max<std::chrono::nanoseconds>(m_site.watch.poll, firstObservation);
    m_observePause = *waiting > 0 ? std::min(m_observePause, longest) : longest;
    m_observeAt = m_tools.clock.steadyNow() + m_observePause;
    m_observePause *= 2;
    return {};
}

Result<> SiteWorker::retry(const std::stop_token& stop)
{
    const auto tellRetried = [this](const RunReceipt& receipt) { tell(WorkOccasion::Retried, {}, receipt); };
    if (auto retried = m_worker->pipeline().retryDue(tellRetried, stop); !retried)
        return retried;
    m_retryAt = m_tools.clock.steadyNow() + betweenRetryLooks;
    return {};
}

/// One step at a time: who asks for something meanwhile need not wait for its end.
Result<> SiteWorker::purge()
{
    Pipeline& pipeline = m_worker->pipeline();
    if (!m_isPurging) {
        const auto due = pipeline.purgeDueIn();
        if (!due)
            return fail(due.error());
        if (*due > std::chrono::nanoseconds(0)) {
            m_purgeAt = m_tools.clock.steadyNow() + *due;
            return {};
        }
    }
    VaultPurged purged;
    const auto more = pipeline.purgeSome(purged);
    m_isPurging = more && *more;
    if (m_isPurging)
        return {};
    if (!more) {
        // No reason to do nothing else: mail moves all the same.
        spdlog::warn("the vault cannot be purged: {}", more.error().message);
        m_purgeAt = m_tools.clock.steadyNow() + pauseAfterFailedPurge;
        return {};
    }
    m_purgeAt = m_tools.clock.steadyNow() + pauseAfterPurge;
    if (purged.files > 0) {
        spdlog::info("worker: {} originals, {} bytes, were taken out of the vault", purged.files,
                     purged.bytes);
        if (m_listener.purged)
            m_listener.purged(purged);
    }
    return {};
}

void SiteWorker::tell(WorkOccasion occasion, std::optional<std::int64_t> action, const RunReceipt& receipt)
{
    const WorkDone done{occasion, action, receipt};
    if (receipt.state == RunState::Exposed && occasion != WorkOccasion::Observed) {
        m_observePause = firstObservation;
        m_observeAt = std::min(m_observeAt, m_tools.clock.steadyNow() + m_observePause);
    }
    spdlog::info(workLogLine(done));
    if (m_listener.done)
        m_listener.done(done);
}

void SiteWorker::become(WorkerStatus status)
{
    if (m_hasStatus && isSameStatus(status, m_status))
        return;
    m_hasStatus = true;
    m_status = std::move(status);
    if (m_status.problem)
        spdlog::error(m_status.problem->message);
    if (m_listener.status)
        m_listener.status(m_status);
}

} // namespace connectorscope
