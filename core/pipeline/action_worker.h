#pragma once

#include "core/pipeline/pipeline_order.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

namespace connectorscope {

/// Told while an action is done; each may be empty.
struct ActionListener
{
    std::function<void(std::int64_t action, const RunReceipt&)> receipt;
    std::function<void(std::int64_t action, const PipelineProgress&)> progress;
};

/// The worker of a site: it holds the role and does what programs have asked for. For one thread.
class ActionWorker
{
public:
    /// ErrorCode::RoleTaken where another program is the worker. Site and tools outlive it. What dead workers
    /// have left in the queue is offered again.
    static Result<std::unique_ptr<ActionWorker>> begin(const Site& site, const PipelineTools& tools,
                                                       std::string_view program);

    Pipeline& pipeline() { return *m_pipeline; }

    /// Does the oldest action that waits. False when none does. What is wrong with an action stands in its
    /// result; an error is that the journal cannot be read or written.
    Result<bool> serveOne(const std::stop_token& stop, const ActionListener& listener = {});
    /// Does all that wait, until it is stopped.
    Result<> serveAll(const std::stop_token& stop, const ActionListener& listener = {});

private:
    ActionWorker(PipelineTools tools, std::unique_ptr<ActionQueue> queue, std::unique_ptr<RunJournal> runs,
                 std::unique_ptr<Pipeline> pipeline);

    PipelineTools m_tools;
    std::unique_ptr<ActionQueue> m_queue;
    std::unique_ptr<RunJournal> m_runs;
    std::unique_ptr<Pipeline> m_pipeline;
};

/// Tells the receipts in the result of an action that has ended. An error is why the worker could not do all
/// of it, in its own words.
Result<> tellReceipts(const Action& action, const OnReceipt& onReceipt);

} // namespace connectorscope
