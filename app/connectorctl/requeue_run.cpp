#include "app/connectorctl/requeue_run.h"

#include "app/connectorctl/confirmation.h"
#include "app/connectorctl/interrupt_watch.h"
#include "app/connectorctl/progress.h"
#include "app/connectorctl/receipts.h"
#include "app/connectorctl/requeue_output.h"
#include "app/connectorctl/run_output.h"
#include "app/connectorctl/site_worker.h"
#include "core/base/escape.h"
#include "core/pipeline/duplicate_guard.h"
#include "core/pipeline/requeue_planner.h"

#include <algorithm>
#include <map>

namespace connectorscope {
namespace {

constexpr const char* requeueProgram = "connectorctl requeue";

class RequeueRun
{
public:
    RequeueRun(const Site& site, const RequeueRequest& request, Environment& environment)
        : m_site(site)
        , m_request(request)
        , m_environment(environment)
        , m_tools(pipelineToolsOf(environment))
        , m_interrupt(environment)
        , m_receipts(site, environment, request.style, request.json)
        , m_progress(environment.err, environment.terminal.errIsTerminal, Progress::Clock::now())
    {
    }

    ExitStatus run()
    {
        const auto chosen = chooseMessages(m_site, m_request.choice, ChoiceOf::Stuck, requeueProgram,
                                           m_environment, m_interrupt.token());
        if (!chosen)
            return chosen.error();
        if (chosen->ids.empty()) {
            m_environment.err << "There is nothing to requeue.\n";
            return chosen->status;
        }
        const Result<ExitStatus> done = requeue(chosen->ids);
        m_progress.erase();
        return endOf(*chosen, done, m_environment);
    }

private:
    Result<ExitStatus> requeue(const std::vector<std::string>& ids)
    {
        if (const Result<> planned = preview(ids); !planned)
            return fail(planned.error());
        if (m_request.dryRun)
            return m_sum.refused() > 0 ? ExitStatus::Found : ExitStatus::Well;
        if (m_passing.empty() && m_request.choice.selectors.all)
            return tellNothingPasses();
        if (ids.size() > 1 && !m_request.yes) {
            m_environment.err << m_sum.text();
            if (m_sum.passing() > 0)
                if (const auto refused =
                        refusedByPerson(m_environment, "Requeue " + std::to_string(m_sum.passing()) +
                                                           (m_sum.passing() == 1 ? " message" : " messages")))
                    return *refused;
        }
        if (const Result<> done = m_passing.empty() ? Result<>() : requeuePassing(); !done)
            return fail(done.error());
        for (const RunReceipt& refused : m_refused)
            m_receipts.print(refused);
        m_receipts.printSum();
        return m_receipts.status();
    }

    /// Of --all: the messages that are refused get no receipts.
    ExitStatus tellNothingPasses()
    {
        m_environment.err << "Nothing was requeued. " << m_sum.text();
        return m_isPrevented ? ExitStatus::Environment : ExitStatus::Found;
    }

    Result<> preview(const std::vector<std::string>& ids)
    {
        const auto planner = RequeuePlanner::open(m_site, m_tools);
        if (!planner)
            return fail(planner.error());
        const auto site = (*planner)->siteRefusals(ids.size());
        if (!site)
            return fail(site.error());
        DuplicateGuard guard;
        for (std::size_t i = 0; i < ids.size(); ++i) {
            Result<RequeuePreview> preview =
                (*planner)->preview(ids[i], m_request.options, m_interrupt.token());
            if (!preview)
                return fail(preview.error());
            addMissing(preview->refusals, *site);
            if (!m_request.options.again)
                guard.check(*preview);
            take(*preview, ids.size());
            m_progress.update(i + 1, ids.size(), true, Progress::Clock::now());
        }
        m_progress.erase();
        if (m_request.dryRun && !m_request.json && ids.size() > 1)
            m_environment.out << '\n' << m_sum.text();
        return {};
    }

    /// What the site refuses of so many is not all in the preview of one.
    static void addMissing(std::vector<Refusal>& refusals, const std::vector<Refusal>& ofSite)
    {
        for (const Refusal& refusal : ofSite)
            if (std::ranges::find(refusals, refusal.kind, &Refusal::kind) == refusals.end())
                refusals.push_back(refusal);
    }

    void take(const RequeuePreview& preview, std::size_t all)
    {
        m_sum.add(preview);
        m_isPrevented = m_isPrevented || std::ranges::any_of(preview.refusals, isOfEnvironment);
        if (m_request.dryRun) {
            m_progress.erase();
            if (m_request.json)
                m_environment.out << previewAsJson(m_site, preview) << '\n';
            else
                m_environment.out << (all == 1 ? previewText(m_site, preview, m_request.style,
                                                             m_environment.terminal.columns)
                                               : previewLine(preview, m_request.style));
            return;
        }
        if (all == 1)
            for (const std::string& warning : preview.warnings)
                m_environment.err << "connectorctl: warning: " << escapeControls(warning) << '\n';
        if (preview.passes()) {
            m_passing.push_back(preview.message);
        } else if (!m_request.choice.selectors.all) { // --all is all that is not refused
            RunReceipt receipt;
            receipt.message = preview.message;
            receipt.source = preview.source;
            receipt.now = preview.source;
            receipt.refusals = preview.refusals;
            m_refused.push_back(std::move(receipt));
        }
    }

    Result<> requeuePassing()
    {
        PipelineOrder order;
        order.kind = OrderKind::Requeue;
        order.messages = m_passing;
        order.options = m_request.options;
        const OnReceipt onReceipt = [this](const RunReceipt& receipt) {
            m_progress.erase();
            if (m_request.wait && !receipt.run.empty() && receipt.state == RunState::Exposed)
                m_underWay.emplace(receipt.run, receipt);
            else
                m_receipts.print(receipt);
        };
        const OnPipelineProgress onProgress = [this](const PipelineProgress& progress) {
            m_progress.update(progress.done, progress.total, true, Progress::Clock::now());
        };
        if (Result<> done = getDone(m_site, order, m_environment, requeueProgram, m_interrupt.token(),
                                    onReceipt, onProgress);
            !done)
            return done;
        Result<> waited = wait();
        for (const auto& [run, receipt] : m_underWay)
            m_receipts.print(receipt);
        return waited;
    }

    /// Until the consumer has taken each, or will not by itself.
    Result<> wait()
    {
        std::vector<std::string> runs;
        for (const auto& [run, receipt] : m_underWay)
            runs.push_back(run);
        return waitForRuns(
            m_site, runs, m_environment, requeueProgram, m_interrupt.token(), [&](const RunReceipt& receipt) {
                m_underWay.erase(receipt.run);
                m_progress.erase();
                m_receipts.print(receipt);
                m_progress.update(runs.size() - m_underWay.size(), runs.size(), true, Progress::Clock::now());
            });
    }

    const Site& m_site;
    const RequeueRequest& m_request;
    Environment& m_environment;
    const PipelineTools m_tools;
    const InterruptWatch m_interrupt;
    Receipts m_receipts;
    Progress m_progress;
    PreviewSum m_sum;
    bool m_isPrevented = false; ///< the environment refuses some
    std::vector<std::string> m_passing;
    std::vector<RunReceipt> m_refused;
    std::map<std::string, RunReceipt> m_underWay; ///< by run, with --wait
};

} // namespace

ExitStatus requeue(const Site& site, const RequeueRequest& request, Environment& environment)
{
    return RequeueRun(site, request, environment).run();
}

} // namespace connectorscope
