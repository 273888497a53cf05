#include "core/pipeline/pipeline_order.h"

#include "core/base/json_text.h"

#include <algorithm>
#include <utility>

namespace connectorscope {

namespace {

constexpr std::array<std::string_view, orderKinds.size()> orderWords = {
    "requeue", "delete", "hold", "release", "undo", "decide", "resume"};

std::optional<OrderKind> orderKindFrom(std::string_view text)
{
    for (const OrderKind kind : orderKinds)
        if (toString(kind) == text)
            return kind;
    return std::nullopt;
}

RequeueOptions optionsFrom(const nlohmann::json& json)
{
    RequeueOptions options;
    options.repair = json.value("repair", false);
    if (const auto cause = json.find("cause"); cause != json.end() && cause->is_string())
        if (const Cause* const known = findCause(cause->get<std::string>()); known != nullptr)
            options.cause = known->key;
    options.leaveMissing = json.value("leave_missing", false);
    options.from = json.value("from", std::string());
    options.to = json.value("to", std::vector<std::string>());
    options.again = json.value("again", false);
    return options;
}

/// The receipt of a call about one message or run; where it could not be done, that tells it.
RunReceipt receiptOfCall(const Result<RunReceipt>& done, const std::string& message, const std::string& run)
{
    if (done)
        return *done;
    RunReceipt receipt;
    receipt.message = message;
    receipt.run = run;
    receipt.error = done.error();
    return receipt;
}

template <class Do>
Result<> forEachId(const std::vector<std::string>& ids, const OnReceipt& onReceipt,
                   const OnPipelineProgress& onProgress, const std::stop_token& stop, Do doOne)
{
    PipelineProgress progress;
    progress.total = ids.size();
    for (const std::string& id : ids) {
        if (stop.stop_requested())
            return {};
        onReceipt(doOne(id));
        ++progress.done;
        if (onProgress)
            onProgress(progress);
    }
    return {};
}

} // namespace

std::string_view toString(OrderKind kind)
{
    return orderWords.at(static_cast<std::size_t>(kind));
}

NewAction actionOf(const PipelineOrder& order)
{
    nlohmann::ordered_json json;
    json["messages"] = order.messages;
    if (order.runs.size() > 1)
        json["runs"] = order.runs;
    json["repair"] = order.options.repair;
    json["cause"] = order.options.cause ? nlohmann::ordered_json(causeOf(*order.options.cause).id) : nullptr;
    json["leave_missing"] = order.options.leaveMissing;
    json["from"] = order.options.from;
    json["to"] = order.options.to;
    json["again"] = order.options.again;
    json["note"] = order.note;
    json["handed_over"] = order.decision == OutcomeDecision::HandedOver;
    NewAction action;
    action.kind = toString(order.kind);
    action.message = order.messages.size() == 1 ? order.messages.front() : std::string();
    action.run = order.runs.size() == 1 ? order.runs.front() : std::string();
    action.options = asLine(json);
    return action;
}

Result<PipelineOrder> orderOf(const NewAction& action)
{
    const std::optional<OrderKind> kind = orderKindFrom(action.kind);
    if (!kind)
        return fail(ErrorCode::BadInput, "this program does not know the action '" + action.kind + "'",
                    "A newer ConnectorScope may have asked for it.");
    try {
        const auto json = nlohmann::json::parse(action.options);
        PipelineOrder order;
        order.kind = *kind;
        order.messages = json.value("messages", std::vector<std::string>());
        order.runs = json.value("runs", std::vector<std::string>());
        if (!action.run.empty())
            order.runs.insert(order.runs.begin(), action.run);
        order.options = optionsFrom(json);
        order.note = json.value("note", std::string());
        order.decision =
            json.value("handed_over", false) ? OutcomeDecision::HandedOver : OutcomeDecision::Undone;
        return order;
    } catch (const nlohmann::json::exception&) {
        return fail(ErrorCode::BadInput, "the options of the action '" + action.kind + "' cannot be read");
    }
}

Result<> carryOut(Pipeline& pipeline, const PipelineOrder& order, const OnReceipt& onReceipt,
                  const OnPipelineProgress& onProgress, const std::stop_token& stop)
{
    // What earlier programs left is their business, unless somebody asks for it.
    const OnReceipt quiet = [](const RunReceipt&) {};
    auto resumed = pipeline.resume(order.kind == OrderKind::Resume ? onReceipt : quiet, stop);
    if (!resumed || stop.stop_requested())
        return resumed;
    switch (order.kind) {
    case OrderKind::Requeue:
        return pipeline.requeue(order.messages, order.options, onReceipt, onProgress, stop);
    case OrderKind::Delete:
        return pipeline.deleteMessages(order.messages, onReceipt, onProgress, stop);
    case OrderKind::Hold:
        return forEachId(order.messages, onReceipt, onProgress, stop, [&](const std::string& message) {
            return receiptOfCall(pipeline.hold(message, order.note), message, {});
        });
    case OrderKind::Release:
        return forEachId(order.messages, onReceipt, onProgress, stop, [&](const std::string& message) {
            return receiptOfCall(pipeline.release(message, order.note), message, {});
        });
    case OrderKind::Undo:
        return forEachId(order.runs, onReceipt, onProgress, stop,
                         [&](const std::string& run) { return receiptOfCall(pipeline.undo(run), {}, run); });
    case OrderKind::Decide: {
        const std::string run = order.runs.empty() ? std::string() : order.runs.front();
        onReceipt(receiptOfCall(pipeline.decide(run, order.decision), {}, run));
        break;
    }
    case OrderKind::Resume:
        if (const auto observed = pipeline.observe(onReceipt); !observed)
            return fail(observed.error());
        break;
    }
    return {};
}

} // namespace connectorscope
