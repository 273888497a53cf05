#include "ui/acting/order_desk.h"

#include "core/pipeline/action_worker.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace connectorscope {
namespace {

constexpr std::chrono::milliseconds deskLooks{100};

} // namespace

OrderDesk::OrderDesk(Clock& clock)
    : m_clock(clock)
    , m_looks(this)
{
    m_looks.setInterval(deskLooks);
    connect(&m_looks, &QTimer::timeout, this, &OrderDesk::look);
}

void OrderDesk::setSite(const std::filesystem::path& workFolder)
{
    m_workFolder = workFolder;
    m_queue.reset();
}

void OrderDesk::begin(std::uint64_t act, const ActRequest& request)
{
    Pending pending;
    pending.end.act.number = act;
    pending.orders.assign(request.orders.begin(), request.orders.end());
    m_pending.push_back(std::move(pending));
    look();
    if (!m_pending.empty())
        m_looks.start();
}

void OrderDesk::cancel(std::uint64_t act)
{
    const auto pending =
        std::ranges::find_if(m_pending, [act](const Pending& one) { return one.end.act.number == act; });
    if (pending == m_pending.end())
        return;
    pending->end.act.isCancelled = true;
    pending->orders.clear();
    if (pending->action && m_queue)
        (void)m_queue->cancel(*pending->action, m_clock.now()); // else it goes on, and its end tells so
    look();
}

Result<ActionQueue*> OrderDesk::queue()
{
    if (m_workFolder.empty())
        return fail(ErrorCode::NotFound, "no site is open");
    if (!m_queue) {
        auto opened = ActionQueue::open(m_workFolder, currentActor());
        if (!opened)
            return fail(std::move(opened.error()));
        m_queue = std::move(*opened);
    }
    return m_queue.get();
}

void OrderDesk::look()
{
    for (auto pending = m_pending.begin(); pending != m_pending.end();) {
        const Result<bool> goesOn = goOn(*pending);
        if (goesOn && *goesOn) {
            ++pending;
            continue;
        }
        if (!goesOn) {
            pending->end.error = goesOn.error();
            m_queue.reset(); // it may be of a database that is no more
        }
        emit ended(pending->end);
        pending = m_pending.erase(pending);
    }
    if (m_pending.empty())
        m_looks.stop();
}

Result<bool> OrderDesk::goOn(Pending& pending)
{
    const auto open = queue();
    if (!open)
        return fail(open.error());
    if (pending.action) {
        const auto action = (*open)->action(*pending.action);
        if (!action)
            return fail(action.error());
        if (isEnded(action->state)) {
            if (auto taken = takeEnd(pending, *action); !taken)
                return fail(std::move(taken.error()));
        } else {
            const std::uint64_t done = pending.before + action->progress.done;
            if (done != std::exchange(pending.told, done))
                emit wentOn(pending.end.act.number, done);
            return true;
        }
    }
    if (pending.orders.empty())
        return false;
    const auto number = (*open)->enqueue(actionOf(pending.orders.front()), m_clock.now());
    if (!number)
        return fail(number.error());
    pending.orders.pop_front();
    pending.action = *number;
    return true;
}

Result<> OrderDesk::takeEnd(Pending& pending, const Action& action)
{
    pending.action.reset();
    auto told =
        tellReceipts(action, [&](const RunReceipt& receipt) { pending.end.receipts.push_back(receipt); });
    pending.before = pending.end.receipts.size();
    pending.end.act.done = pending.before;
    return told;
}

} // namespace connectorscope
