#pragma once

#include "core/pipeline/action_worker.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

namespace connectorscope {

/// Whether a program is the worker of its site.
enum class WorkerState : std::uint8_t
{
    OtherWorks, ///< another program is: what waits in the queue is in its hands
    Working,
    Failed ///< nobody is, as far as this program can tell; it tries again
};

struct WorkerStatus
{
    WorkerState state = WorkerState::OtherWorks;
    std::string other;            ///< with OtherWorks: that program; may be empty
    std::optional<Error> problem; ///< with Failed
};

/// Why the worker had something to do with a message.
enum class WorkOccasion : std::uint8_t
{
    Left,     ///< an earlier program had left it
    Asked,    ///< somebody has asked for it, by the queue
    Observed, ///< what became of it was seen
    Retried   ///< its automatic retry was due
};

/// "left", "asked", "observed", "retried": what is printed.
std::string_view toString(WorkOccasion occasion);

/// Something that the worker has done, or seen.
struct WorkDone
{
    WorkOccasion occasion = WorkOccasion::Left;
    std::optional<std::int64_t> action; ///< of the queue, that has asked for it
    RunReceipt receipt;
};

/// Who is told by a SiteWorker, on its thread. Each may be empty.
struct SiteWorkerListener
{
    std::function<void(const WorkDone&)> done;
    /// Of an action of the queue, with its number. How far what another worker does is, its runs tell
    /// (RunJournal::runsOfAction) and ActionQueue::action().
    std::function<void(std::int64_t, const PipelineProgress&)> progress;
    std::function<void(const WorkerStatus&)> status; ///< when it has changed
    std::function<void(const VaultPurged&)> purged;  ///< once a day, when something was taken out
};

/// What the worker of a site does again and again, where no other program is it: ends what an earlier program
/// left; does what the queue asks for, in its order; looks what became of the runs; tries again what is due,
/// where the site wants that; and once a day takes out of the vault what is too old. It keeps the role from
/// the first round that finds it free to its own end; after an error of the databases it lets go of it, says
/// so once, and begins anew.
///
/// For one thread, that of its own: what it does may take minutes.
class SiteWorker
{
public:
    /// How soon what is put into the queue is found.
    static constexpr std::chrono::milliseconds betweenLooks{200};

    /// Site and tools outlive it. `program` is what others are told ("connectorctl watch").
    SiteWorker(const Site& site, PipelineTools tools, std::string program, SiteWorkerListener listener);

    /// Does all that is due, and returns how soon it wants to be called again. A stop ends it between two
    /// batches; an action that was not done to its end is offered again.
    std::chrono::nanoseconds round(const std::stop_token& stop);

    /// Rounds until it is stopped.
    void run(const std::stop_token& stop);

    const WorkerStatus& status() const { return m_status; }

private:
    bool takeRole(const std::stop_token& stop);
    Result<> work(const std::stop_token& stop);
    Result<> serve(const std::stop_token& stop);
    Result<> observe();
    Result<> retry(const std::stop_token& stop);
    Result<> purge();
    void tell(WorkOccasion occasion, std::optional<std::int64_t> action, const RunReceipt& receipt);
    void become(WorkerStatus status);

    const Site& m_site;
    PipelineTools m_tools;
    std::string m_program;
    SiteWorkerListener m_listener;
    WorkerStatus m_status;
    bool m_hasStatus = false;
    std::unique_ptr<ActionWorker> m_worker;
    std::chrono::nanoseconds m_observePause{};
    SteadyTime m_observeAt;
    SteadyTime m_retryAt;
    SteadyTime m_purgeAt;
    bool m_isPurging = false;
};

} // namespace connectorscope
