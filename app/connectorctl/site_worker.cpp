#include "app/connectorctl/site_worker.h"

#include "app/connectorctl/ask_worker.h"
#include "app/connectorctl/receipts.h"
#include "core/pipeline/boot_id.h"

#include <chrono>
#include <memory>
#include <set>

namespace connectorscope {
namespace {

constexpr std::chrono::milliseconds betweenObservations{1000};

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
            return worker.error().code == ErrorCode::RoleTaken
                       ? askWorker(m_site, m_tools, m_order, m_environment, m_program, stop, m_onReceipt,
                                   m_onProgress)
                       : fail(worker.error());
        const OnReceipt tellLeft = [this](const RunReceipt& receipt) {
            m_environment.err << "Left by an earlier program: "
                              << receiptText(receipt, kindOf(receipt), Style(false));
        };
        if (m_order.kind != OrderKind::Resume)
            if (auto resumed = (*worker)->pipeline().resume(tellLeft, stop); !resumed)
                return resumed;
        auto done = carryOut((*worker)->pipeline(), m_order, m_onReceipt, m_onProgress, stop);
        return done ? (*worker)->serveAll(stop) : done;
    }

private:
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
            if (!worker && worker.error().code != ErrorCode::RoleTaken)
                return fail(worker.error());
            if (worker) {
                const OnReceipt tell = [&](const RunReceipt& receipt) {
                    if (receipt.state && isSettled(*receipt.state) && left.erase(receipt.run) > 0)
                        onReceipt(receipt);
                };
                if (const auto seen = (*worker)->pipeline().observe(tell); !seen)
                    return fail(seen.error());
                if (auto served = (*worker)->serveAll(stop); !served)
                    return served;
            }
        }
        // What another worker has seen stands in the journal.
        for (auto id = left.begin(); id != left.end();) {
            const auto run = (*journal)->run(*id);
            if (!run)
                return fail(run.error());
            if (isSettled(run->state)) {
                onReceipt(receiptOf(*run));
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
