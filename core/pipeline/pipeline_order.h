#pragma once

#include "core/index/action_queue.h"
#include "core/pipeline/pipeline.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// What a worker can be asked for; the kinds of actions in the queue.
enum class OrderKind : std::uint8_t
{
    Requeue,
    Delete,
    Hold,
    Release,
    Undo,
    Decide, ///< what became of a run that nobody can know
    Resume  ///< of what earlier programs left, with which each order begins; and what became of the rest
};
inline constexpr std::array<OrderKind, 7> orderKinds = {
    OrderKind::Requeue, OrderKind::Delete, OrderKind::Hold,  OrderKind::Release,
    OrderKind::Undo,    OrderKind::Decide, OrderKind::Resume};

/// "requeue", "delete" ...: what is stored.
std::string_view toString(OrderKind kind);

/// Something for the pipeline to do, as a value: the same whether the program that wants it does it itself or
/// asks the worker for it.
struct PipelineOrder
{
    OrderKind kind = OrderKind::Resume;
    std::vector<std::string> messages = {};             ///< ids; of Requeue, Delete, Hold and Release
    std::vector<std::string> runs = {};                 ///< ids; of Undo, and one of Decide
    RequeueOptions options = {};                        ///< of Requeue
    std::string note = {};                              ///< of Hold and Release
    OutcomeDecision decision = OutcomeDecision::Undone; ///< of Decide
};

/// As an action of the queue, and back. ErrorCode::BadInput for an action that is no such order.
NewAction actionOf(const PipelineOrder& order);
Result<PipelineOrder> orderOf(const NewAction& action);

/// Does it: first what earlier programs left, then the order. What is wrong with one message or run is told
/// by its receipt; an error is that the journal cannot be read or written.
Result<> carryOut(Pipeline& pipeline, const PipelineOrder& order, const OnReceipt& onReceipt,
                  const OnPipelineProgress& onProgress, const std::stop_token& stop);

/// One receipt as a JSON object on one line, and back: how a worker answers through the journal.
std::string receiptAsText(const RunReceipt& receipt);
Result<RunReceipt> receiptFromText(std::string_view text);
/// What the journal tells of a run: without refusals, its error, and where its message lies now.
RunReceipt receiptOf(const RunRow& run);
/// Nothing in it was refused or has failed.
bool isWell(const RunReceipt& receipt);

} // namespace connectorscope
