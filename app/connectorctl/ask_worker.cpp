#include "app/connectorctl/ask_worker.h"

#include "core/base/escape.h"

#include <chrono>
#include <memory>
#include <string>
#include <tuple>

namespace connectorscope {
namespace {

constexpr std::chrono::milliseconds betweenLooks{200};
constexpr std::chrono::seconds patience{10};

class AskedOrder
{
public:
    AskedOrder(const Site& site, const PipelineTools& tools, Environment& environment,
               std::string_view program, std::unique_ptr<ActionQueue> queue, std::int64_t number)
        : m_site(site)
        , m_tools(tools)
        , m_environment(environment)
        , m_program(program)
        , m_queue(std::move(queue))
        , m_number(number)
        , m_newsAt(environment.clock.steadyNow())
    {
    }

    void nameWorker()
    {
        const auto holder = roleHolder(m_site.folders.work, Role::Worker);
        const std::string other = holder && !holder->program.empty() ? holder->program : "another program";
        m_environment.err << "connectorctl: as " << escapeControls(other)
                          << " moves the messages of this site, it has been asked to do this.\n";
    }

    Result<Action> waitForEnd(const std::stop_token& stop, const OnPipelineProgress& onProgress)
    {
        for (;;) {
            Result<Action> action = m_queue->action(m_number);
            if (!action || isEnded(action->state))
                return action;
            if (onProgress && action->progress.total > 0)
                onProgress({action->progress.done, action->progress.total, RunStep::Claim});
            if (stop.stop_requested() && !m_cancelledAt) {
                if (const auto asked = m_queue->cancel(m_number, m_environment.clock.now()); !asked)
                    return fail(asked.error());
                m_cancelledAt = m_environment.clock.steadyNow();
                continue;
            }
            if (m_cancelledAt && m_environment.clock.steadyNow() - *m_cancelledAt >= patience) {
                m_environment.err << "connectorctl: " << workerText()
                                  << " was asked to stop, and has not answered yet. What it has done, "
                                     "'connectorctl runs' tells.\n";
                return action;
            }
            // The worker may have ended without a look at it.
            if (const auto worker = ActionWorker::begin(m_site, m_tools, m_program); worker)
                if (auto served = (*worker)->serveAll({}); !served)
                    return fail(served.error());
            if (auto looked = lookForNews(*action); !looked)
                return fail(looked.error());
            m_environment.clock.sleep(betweenLooks);
        }
    }

private:
    /// What changes while the worker works: at this order, or at one that was asked for before it.
    Result<> lookForNews(const Action& action)
    {
        const auto waiting = m_queue->unended(1);
        if (!waiting)
            return fail(waiting.error());
        const Action& first = waiting->empty() ? action : waiting->front();
        News news{action.state, first.number, first.timesTaken, first.progress.done, first.progress.doing};
        const SteadyTime now = m_environment.clock.steadyNow();
        if (news != m_news) {
            m_news = std::move(news);
            m_newsAt = now;
            m_isTold = false;
        } else if (!m_isTold && !m_cancelledAt && now - m_newsAt >= patience) {
            m_isTold = true;
            m_environment.err << "connectorctl: no news for " << patience.count() << " s from "
                              << workerText()
                              << (action.state == ActionState::Taken
                                      ? ", which has begun this. It is busy, or hangs; when it ends, this "
                                        "program goes on by itself. Ctrl+C asks it to stop.\n"
                                      : ", which has not begun this. It is busy, or hangs; when it ends, "
                                        "this program does it by itself. Ctrl+C takes the order back.\n");
        }
        return {};
    }

    std::string workerText() const
    {
        const auto holder = roleHolder(m_site.folders.work, Role::Worker);
        if (!holder || holder->program.empty())
            return "the program that moves the messages of this site";
        return escapeControls(holder->program + " (process " + std::to_string(holder->process) + " of " +
                              holder->actor.account + " on " + holder->actor.machine + ")");
    }

    using News = std::tuple<ActionState, std::int64_t, int, std::uint64_t, std::string>;

    const Site& m_site;
    const PipelineTools& m_tools;
    Environment& m_environment;
    std::string_view m_program;
    std::unique_ptr<ActionQueue> m_queue;
    std::int64_t m_number;
    News m_news;
    SteadyTime m_newsAt;
    bool m_isTold = false;
    std::optional<SteadyTime> m_cancelledAt;
};

} // namespace

Result<> askWorker(const Site& site, const PipelineTools& tools, const PipelineOrder& order,
                   Environment& environment, std::string_view program, const std::stop_token& stop,
                   const OnReceipt& onReceipt, const OnPipelineProgress& onProgress)
{
    auto queue = ActionQueue::open(site.folders.work, tools.actor);
    if (!queue)
        return fail(queue.error());
    const auto number = (*queue)->enqueue(actionOf(order), environment.clock.now());
    if (!number)
        return fail(number.error());
    AskedOrder asked(site, tools, environment, program, std::move(*queue), *number);
    asked.nameWorker();
    const auto ended = asked.waitForEnd(stop, onProgress);
    if (!ended)
        return fail(ended.error());
    return tellReceipts(*ended, onReceipt);
}

} // namespace connectorscope
