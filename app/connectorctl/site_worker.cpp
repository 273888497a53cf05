#include "app/connectorctl/site_worker.h"

#include "app/connectorctl/receipts.h"
#include "core/base/escape.h"
#include "core/pipeline/action_worker.h"
#include "core/pipeline/boot_id.h"

#include <chrono>
#include <memory>
#include <set>

namespace connectorscope {
namespace {

constexpr std::chrono::milliseconds betweenLooks{200};
constexpr std::chrono::milliseconds betweenObservations{1000};

/// Programs that found the role taken have asked for it by the queue.
Result<> serveOthers(ActionWorker& worker, const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        const Result<bool> served = worker.serveOne(stop);
        if (!served)
            return fail(served.error());
        if (!*served)
            break;
    }
    return {};
}

class OrderAtHand
{
public:
    OrderAtHand(const Site& site, const PipelineOrder& order, Environment& environment,
                std::string_view program, const OnReceipt& onReceipt, const OnPipelineProgress& onProgress)
        : m_site(site)
        , m_order(order)
        , m_environment(environment)
        , m_program(program)
        , m_onReceipt(onReceipt)
        , m_onProgress(onProgress)
        , m_tools(pipelineToolsOf(environment))
    {
    }

    Result<> getDone(const std::stop_token& stop)
    {
        const auto worker = ActionWorker::begin(m_site, m_tools, m_program);
        if (!worker)
            return worker.error().code == ErrorCode::Locked ? ask(stop) : fail(worker.error());
        const OnReceipt tellLeft = [this](const RunReceipt& receipt) {
            m_environment.err << "Left by an earlier program: "
                              << receiptText(receipt, kindOf(receipt), Style(false));
        };
        if (m_order.kind != OrderKind::Resume)
            if (auto resumed = (*worker)->pipeline().resume(tellLeft, stop); !resumed)
                return resumed;
        auto done = carryOut((*worker)->pipeline(), m_order, m_onReceipt, m_onProgress, stop);
        return done ? serveOthers(**worker, stop) : done;
    }

private:
    Result<> ask(const std::stop_token& stop)
    {
        const auto queue = ActionQueue::open(m_site.folders.work, m_tools.actor);
        if (!queue)
            return fail(queue.error());
        const auto number = (*queue)->enqueue(actionOf(m_order), m_environment.clock.now());
        if (!number)
            return fail(number.error());
        const auto holder = roleHolder(m_site.folders.work, Role::Worker);
        const std::string other = holder && !holder->program.empty() ? holder->program : "another program";
        m_environment.err << "connectorctl: " << escapeControls(other)
                          << " moves the messages of this site; it has been asked to do this.\n";
        for (bool isCancelled = false;;) {
            const Result<Action> action = (*queue)->action(*number);
            if (!action)
                return fail(action.error());
            if (isEnded(action->state))
                return tellReceipts(*action, m_onReceipt);
            if (m_onProgress && action->progress.total > 0)
                m_onProgress({action->progress.done, action->progress.total, RunStep::Claim});
            if (stop.stop_requested() && !isCancelled) {
                if (const auto asked = (*queue)->cancel(*number, m_environment.clock.now()); !asked)
                    return fail(asked.error());
                isCancelled = true;
                continue;
            }
            // The worker may have ended without a look at it.
            if (const auto worker = ActionWorker::begin(m_site, m_tools, m_program); worker)
                if (auto served = serveOthers(**worker, {}); !served)
                    return served;
            m_environment.clock.sleep(betweenLooks);
        }
    }

    const Site& m_site;
    const PipelineOrder& m_order;
    Environment& m_environment;
    std::string_view m_program;
    const OnReceipt& m_onReceipt;
    const OnPipelineProgress& m_onProgress;
    PipelineTools m_tools;
};

/// It is decided, or goes on only when a person does something.
bool isSettled(RunState state)
{
    return state != RunState::Running && state != RunState::Exposed;
}

RunReceipt receiptOfRow(const RunRow& run)
{
    RunReceipt receipt;
    receipt.message = run.message;
    receipt.run = run.id;
    receipt.source = run.source;
    receipt.state = run.state;
    receipt.outcome = run.outcome;
    return receipt;
}

} // namespace

PipelineTools pipelineToolsOf(Environment& environment)
{
    return {environment.files, environment.clock, currentActor(), systemBootId()};
}

Result<> getDone(const Site& site, const PipelineOrder& order, Environment& environment,
                 std::string_view program, const std::stop_token& stop, const OnReceipt& onReceipt,
                 const OnPipelineProgress& onProgress)
{
    return OrderAtHand(site, order, environment, program, onReceipt, onProgress).getDone(stop);
}

Result<> waitForRuns(const Site& site, const std::vector<std::string>& runs, Environment& environment,
                     std::string_view program, const std::stop_token& stop, const OnReceipt& onReceipt)
{
    const PipelineTools tools = pipelineToolsOf(environment);
    const auto journal = RunJournal::open(site.folders.work, tools.actor);
    if (!journal)
        return fail(journal.error());
    std::set<std::string> left(runs.begin(), runs.end());
    while (!left.empty()) {
        {
            const auto worker = ActionWorker::begin(site, tools, program);
            if (!worker && worker.error().code != ErrorCode::Locked)
                return fail(worker.error());
            if (worker) {
                const OnReceipt tell = [&](const RunReceipt& receipt) {
                    if (receipt.state && isSettled(*receipt.state) && left.erase(receipt.run) > 0)
                        onReceipt(receipt);
                };
                if (const auto seen = (*worker)->pipeline().observe(tell); !seen)
                    return fail(seen.error());
                if (auto served = serveOthers(**worker, stop); !served)
                    return served;
            }
        }
        // What another worker has seen stands in the journal.
        for (auto id = left.begin(); id != left.end();) {
            const auto run = (*journal)->run(*id);
            if (!run)
                return fail(run.error());
            if (isSettled(run->state)) {
                onReceipt(receiptOfRow(*run));
                id = left.erase(id);
            } else {
                ++id;
            }
        }
        if (!left.empty() && !environment.clock.sleep(betweenObservations, stop))
            break;
    }
    return {};
}

} // namespace connectorscope
