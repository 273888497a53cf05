#include "ui/acting/acts.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace connectorscope {
namespace {

constexpr std::chrono::milliseconds planProgressInterval{100};

} // namespace

Acts::Acts(Engine& engine, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_orders("orders", engine.clock())
    , m_plans("plans", engine.files(), engine.clock())
{
    connect(&engine, &Engine::opened, this, [this](const SiteFacts& facts) {
        m_orders.post([folder = facts.site.folders.work](OrderDesk& desk) { desk.setSite(folder); });
        m_plans.post([site = facts.site](PlanDesk& desk) { desk.setSite(site); });
    });
    // Of another thread, and without a name that its queue would know.
    connect(
        m_orders.worker(), &OrderDesk::wentOn, m_orders.worker(),
        [this](std::uint64_t act, std::uint64_t done) {
            QMetaObject::invokeMethod(
                this,
                [this, act, done] {
                    const auto one = std::ranges::find(m_underWay, act, &Act::number);
                    if (one == m_underWay.end())
                        return;
                    one->done = done;
                    emit wentOn(Act(*one));
                },
                Qt::QueuedConnection);
        },
        Qt::DirectConnection);
    connect(
        m_orders.worker(), &OrderDesk::ended, m_orders.worker(),
        [this](const ActEnd& end) {
            QMetaObject::invokeMethod(
                this, [this, end] { takeEnd(end); }, Qt::QueuedConnection);
        },
        Qt::DirectConnection);
}

Acts::~Acts() = default;

std::uint64_t Acts::begin(const ActRequest& request)
{
    Act act;
    act.number = ++m_last;
    act.kind = request.kind();
    act.total = request.count();
    m_underWay.push_back(act);
    m_orders.post([number = act.number, request](OrderDesk& desk) { desk.begin(number, request); });
    emit began(act);
    return act.number;
}

void Acts::cancel(std::uint64_t act)
{
    const auto one = std::ranges::find(m_underWay, act, &Act::number);
    if (one == m_underWay.end() || one->isCancelled)
        return;
    one->isCancelled = true;
    m_orders.post([act](OrderDesk& desk) { desk.cancel(act); });
    emit wentOn(Act(*one));
}

void Acts::cancelAll()
{
    for (const Act& act : std::vector<Act>(m_underWay))
        cancel(act.number);
}

void Acts::takeEnd(ActEnd end)
{
    const auto one = std::ranges::find(m_underWay, end.act.number, &Act::number);
    if (one == m_underWay.end())
        return;
    one->done = std::max(one->done, end.act.done);
    end.act = *one;
    m_underWay.erase(one);
    m_engine.lookSoon();
    emit ended(end);
}

void Acts::dryRun(Job& job, const std::string& message, const RequeueOptions& options,
                  Question<RequeuePreview>::Answer answer)
{
    m_plans.post([question = Question<RequeuePreview>(*this, job, std::move(answer)), message,
                  options](PlanDesk& desk) {
        if (question.isWanted())
            question.answer(desk.preview(message, options, question.stop()));
    });
}

void Acts::plan(Job& job, std::vector<std::string> messages, const BulkWish& wish,
                std::function<void(std::uint64_t done)> progress, Question<BulkPlan>::Answer answer)
{
    m_plans.post([question = Question<BulkPlan>(*this, job, std::move(answer)),
                  messages = std::move(messages), wish, progress = std::move(progress),
                  &clock = m_engine.clock()](PlanDesk& desk) {
        if (!question.isWanted())
            return;
        SteadyTime told = clock.steadyNow();
        const auto tell = [&](std::uint64_t done) {
            const SteadyTime now = clock.steadyNow();
            if (now - told < planProgressInterval)
                return;
            told = now;
            question.tell([progress, done] { progress(done); });
        };
        question.answer(desk.plan(messages, wish, tell, question.stop()));
    });
}

} // namespace connectorscope
