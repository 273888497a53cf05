#include "core/pipeline/action_worker.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <optional>
#include <set>
#include <utility>

namespace connectorscope {

namespace {

constexpr std::chrono::milliseconds betweenReports{300};

/// The answer to one action: receipts as they come, and the state of the asker's wish.
class ActionAnswer
{
public:
    ActionAnswer(ActionQueue& queue, Clock& clock, std::int64_t number)
        : m_queue(queue)
        , m_clock(clock)
        , m_number(number)
        , m_reported(clock.steadyNow())
    {
    }

    void add(const RunReceipt& receipt)
    {
        ++m_receipts;
        m_isWell = m_isWell && isWell(receipt);
        m_text += (m_text.empty() ? "" : ",") + receiptAsText(receipt);
    }

    void report(const PipelineProgress& progress)
    {
        const SteadyTime now = m_clock.steadyNow();
        if (now - m_reported < betweenReports)
            return;
        m_reported = now;
        const auto goesOn =
            m_queue.report(m_number, {progress.done, progress.total, std::string(toString(progress.step))});
        if (goesOn && !*goesOn)
            cancel();
    }

    void cancel()
    {
        m_cancelled = true;
        m_stop.request_stop();
    }

    std::size_t receipts() const { return m_receipts; }
    std::stop_source& stop() { return m_stop; }
    bool isCancelled() const { return m_cancelled; }

    Result<> end(const Result<>& done)
    {
        std::string result = "{\"receipts\":[" + m_text + "]";
        if (!done)
            result += ",\"error\":" + nlohmann::json(done.error().message)
                                          .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
        const ActionStep step = m_cancelled        ? ActionStep::Stop
                                : m_isWell && done ? ActionStep::Finish
                                                   : ActionStep::Fail;
        return m_queue.end(m_number, step, result + "}", m_clock.now());
    }

private:
    ActionQueue& m_queue;
    Clock& m_clock;
    std::int64_t m_number;
    SteadyTime m_reported;
    std::stop_source m_stop;
    std::string m_text;
    std::size_t m_receipts = 0;
    bool m_isWell = true;
    bool m_cancelled = false;
};

/// So many receipts answer all of it; nullopt where nobody can know before.
std::optional<std::size_t> receiptsOfAll(const PipelineOrder& order)
{
    switch (order.kind) {
    case OrderKind::Requeue:
    case OrderKind::Delete:
    case OrderKind::Hold:
    case OrderKind::Release:
        return order.messages.size();
    case OrderKind::Undo:
        return order.runs.size();
    case OrderKind::Decide:
        return 1;
    case OrderKind::Resume:
        break;
    }
    return std::nullopt;
}

/// Another worker has begun it and died, or has ended before it was done. What it had only written down is
/// still to be done, unless nobody wants it any more.
Result<> leaveOutWhatIsDone(RunJournal& journal, std::int64_t number, PipelineOrder& order,
                            ActionAnswer& answer)
{
    const auto runs = journal.runsOfAction(number);
    if (!runs)
        return fail(runs.error());
    std::set<std::string> begun;
    for (const RunRow& run : *runs) {
        if (run.state == RunState::Cancelled && !answer.isCancelled())
            continue;
        begun.insert(run.message);
        answer.add(receiptOf(run));
    }
    std::erase_if(order.messages, [&](const std::string& message) { return begun.contains(message); });
    return {};
}

} // namespace

ActionWorker::ActionWorker(PipelineTools tools, std::unique_ptr<ActionQueue> queue,
                           std::unique_ptr<RunJournal> runs, std::unique_ptr<Pipeline> pipeline)
    : m_tools(std::move(tools))
    , m_queue(std::move(queue))
    , m_runs(std::move(runs))
    , m_pipeline(std::move(pipeline))
{
}

Result<std::unique_ptr<ActionWorker>> ActionWorker::begin(const Site& site, const PipelineTools& tools,
                                                          std::string_view program)
{
    auto role = RoleLock::take(site.folders.work, Role::Worker, program);
    if (!role)
        return fail(role.error());
    auto queue = ActionQueue::open(site.folders.work, tools.actor);
    if (!queue)
        return fail(queue.error());
    if (const auto takenBack = (*queue)->takeBackFromTheDead(*role); !takenBack)
        return fail(takenBack.error());
    auto runs = RunJournal::open(site.folders.work, tools.actor);
    if (!runs)
        return fail(runs.error());
    auto pipeline = Pipeline::open(site, tools, std::move(*role));
    if (!pipeline)
        return fail(pipeline.error());
    return std::unique_ptr<ActionWorker>(
        new ActionWorker(tools, std::move(*queue), std::move(*runs), std::move(*pipeline)));
}

Result<bool> ActionWorker::serveOne(const std::stop_token& stop, const ActionListener& listener)
{
    const auto taken = m_queue->take(m_tools.clock.now());
    if (!taken)
        return fail(taken.error());
    if (!*taken)
        return false;
    const Action& action = **taken;
    ActionAnswer answer(*m_queue, m_tools.clock, action.number);
    if (action.cancelAskedAt)
        answer.cancel();
    Result<PipelineOrder> order = orderOf(action.asked);
    const auto all = order ? receiptsOfAll(*order) : std::optional<std::size_t>();
    Result<> done;
    if (order && action.timesTaken > 1) {
        // What it had begun is at its end when it is told.
        done = m_pipeline->resume([](const RunReceipt&) {}, stop);
        if (done)
            done = leaveOutWhatIsDone(*m_runs, action.number, *order, answer);
    }
    if (!order) {
        done = fail(order.error());
    } else if (done && !answer.isCancelled()) {
        order->options.action = action.number;
        const std::stop_callback passOn(stop, [&] { answer.stop().request_stop(); });
        const OnReceipt take = [&](const RunReceipt& receipt) {
            answer.add(receipt);
            if (listener.receipt)
                listener.receipt(action.number, receipt);
        };
        const OnPipelineProgress report = [&](const PipelineProgress& progress) {
            answer.report(progress);
            if (listener.progress)
                listener.progress(action.number, progress);
        };
        done = carryOut(*m_pipeline, *order, take, report, answer.stop().get_token());
    }
    // What it has done is told by its runs; whoever takes it next does the rest.
    const bool isAll = all && answer.receipts() >= *all;
    if (done && stop.stop_requested() && !answer.isCancelled() && !isAll) {
        if (auto given = m_queue->giveBack(action.number); !given)
            return fail(given.error());
        return true;
    }
    if (auto ended = answer.end(done); !ended)
        return fail(ended.error());
    return true;
}

Result<> ActionWorker::serveAll(const std::stop_token& stop, const ActionListener& listener)
{
    while (!stop.stop_requested()) {
        const Result<bool> served = serveOne(stop, listener);
        if (!served)
            return fail(served.error());
        if (!*served)
            break;
    }
    return {};
}

Result<> tellReceipts(const Action& action, const OnReceipt& onReceipt)
{
    if (action.result.empty()) // cancelled before anybody took it
        return {};
    const auto json = nlohmann::json::parse(action.result, nullptr, false);
    if (!json.is_object() || !json.contains("receipts"))
        return fail(ErrorCode::Damaged, "the worker's answer cannot be read");
    for (const auto& one : json.at("receipts")) {
        const auto receipt = receiptFromText(one.dump());
        if (!receipt)
            return fail(receipt.error());
        onReceipt(*receipt);
    }
    if (const auto error = json.find("error"); error != json.end() && error->is_string())
        return fail(ErrorCode::Other, error->get<std::string>(),
                    "What became of each message, 'connectorctl runs' tells.");
    return {};
}

} // namespace connectorscope
