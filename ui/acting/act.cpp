#include "ui/acting/act.h"

#include "core/pipeline/run_text.h"

#include <algorithm>
#include <span>
#include <utility>

namespace connectorscope {
namespace {

/// What a worker answers about so many messages fits well into one row of the queue.
constexpr std::size_t mostOfAnOrder = 10'000;

template <class Fill>
ActRequest inOrders(OrderKind kind, std::span<const std::string> ids, Fill fill)
{
    ActRequest request;
    for (std::size_t at = 0; at < ids.size(); at += mostOfAnOrder) {
        const auto some = ids.subspan(at, std::min(mostOfAnOrder, ids.size() - at));
        PipelineOrder order;
        order.kind = kind;
        fill(order, std::vector<std::string>(some.begin(), some.end()));
        request.orders.push_back(std::move(order));
    }
    return request;
}

ActRequest aboutMessages(OrderKind kind, std::span<const std::string> messages)
{
    return inOrders(kind, messages, [](PipelineOrder& order, std::vector<std::string> ids) {
        order.messages = std::move(ids);
    });
}

} // namespace

std::uint64_t ActRequest::count() const
{
    std::uint64_t count = 0;
    for (const PipelineOrder& order : orders)
        count += order.messages.size() + order.runs.size();
    return count;
}

ActRequest requeueOf(std::vector<std::string> messages, const RequeueOptions& options)
{
    ActRequest request = aboutMessages(OrderKind::Requeue, messages);
    for (PipelineOrder& order : request.orders)
        order.options = options;
    return request;
}

ActRequest holdOf(std::vector<std::string> messages)
{
    return aboutMessages(OrderKind::Hold, messages);
}

ActRequest releaseOf(std::vector<std::string> messages)
{
    return aboutMessages(OrderKind::Release, messages);
}

ActRequest removalOf(std::vector<std::string> messages)
{
    return aboutMessages(OrderKind::Delete, messages);
}

ActRequest undoOf(std::vector<std::string> runs)
{
    return inOrders(OrderKind::Undo, runs,
                    [](PipelineOrder& order, std::vector<std::string> ids) { order.runs = std::move(ids); });
}

ActRequest decisionOf(std::string run, OutcomeDecision decision)
{
    PipelineOrder order;
    order.kind = OrderKind::Decide;
    order.runs.push_back(std::move(run));
    order.decision = decision;
    return {{std::move(order)}};
}

ActRequest undoOf(const ActEnd& end)
{
    std::vector<std::string> ids;
    const bool isRun = end.act.kind == OrderKind::Requeue || end.act.kind == OrderKind::Delete;
    for (const RunReceipt& receipt : end.receipts) {
        if (isRun && receipt.state && canBeUndone(*receipt.state))
            ids.push_back(receipt.run);
        else if (!isRun && isWell(receipt))
            ids.push_back(receipt.message);
    }
    if (isRun)
        return undoOf(std::move(ids));
    if (end.act.kind == OrderKind::Hold)
        return releaseOf(std::move(ids));
    return end.act.kind == OrderKind::Release ? holdOf(std::move(ids)) : ActRequest();
}

} // namespace connectorscope
