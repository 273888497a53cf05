#include "ui/window/act_control.h"

#include "ui/acting/act_words.h"
#include "ui/acting/plan_bar.h"
#include "ui/acting/work_bar.h"
#include "ui/theme/words.h"
#include "ui/window/notice_bar.h"

#include <utility>

namespace connectorscope {
namespace {

constexpr std::size_t mostUndos = 50;

Deed deedOf(NextStep step)
{
    return step == NextStep::ChooseMailbox ? Deed::ChooseMailbox : Deed::RepairAndRequeue;
}

} // namespace

ActControl::ActControl(Engine& engine, Acts& acts, const Bars& bars, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_acts(acts)
    , m_bars(bars)
{
    const auto showWork = [this] { m_bars.work.setActs(m_acts.underWay()); };
    connect(&acts, &Acts::began, this, showWork);
    connect(&acts, &Acts::wentOn, this, showWork);
    connect(&acts, &Acts::ended, this, &ActControl::takeEnd);
    connect(&engine, &Engine::workerChanged, &bars.work, &WorkBar::setWorker);
    connect(&engine, &Engine::opened, &bars.plan, [this](const SiteFacts& facts) {
        QStringList mailboxes;
        for (const std::string& mailbox : facts.site.routing.mailboxes)
            mailboxes << QString::fromStdString(mailbox);
        m_bars.plan.setMailboxes(mailboxes);
    });
    connect(&bars.work, &WorkBar::cancelWished, &acts, &Acts::cancelAll);
    connect(&bars.plan, &PlanBar::closeWished, this, &ActControl::closePlan);
    connect(&bars.plan, &PlanBar::goWished, this, &ActControl::go);
    connect(&bars.plan, &PlanBar::wishChanged, this, [this](const BulkWish& wish) {
        m_wish = wish;
        plan();
    });
}

void ActControl::begin(const ActRequest& request)
{
    if (request.orders.empty())
        return;
    const std::uint64_t number = m_acts.begin(request);
    if (request.orders.size() == 1 && request.orders.front().messages.size() == 1)
        m_single[number] = request.orders.front();
}

void ActControl::doWith(const FindMessages& messages, Deed deed)
{
    m_engine.ask<std::vector<std::string>>(m_findJob, messages,
                                           [this, deed](Result<std::vector<std::string>> found) {
                                               if (!found) {
                                                   m_bars.notice.show(shownError(found.error()));
                                                   return;
                                               }
                                               if (found->empty())
                                                   m_bars.notice.show(tr("None of them has been read yet."));
                                               else if (deed == Deed::Hold)
                                                   begin(holdOf(std::move(*found)));
                                               else if (deed == Deed::Release)
                                                   begin(releaseOf(std::move(*found)));
                                               else if (deed == Deed::Remove)
                                                   begin(removalOf(std::move(*found)));
                                           });
}

void ActControl::planRequeue(const FindMessages& messages, bool repair)
{
    m_wish = {repair, {}, {}};
    m_plan.reset();
    m_planJob.cancel();
    m_bars.plan.begin();
    m_engine.ask<std::vector<std::string>>(
        m_findJob, messages, [this](Result<std::vector<std::string>> found) {
            if (!found) {
                m_bars.plan.showProblem(shownError(found.error()));
                return;
            }
            m_found = std::move(*found);
            if (m_found.empty())
                m_bars.plan.showProblem(tr("None of them has been read yet."));
            else
                plan();
        });
}

void ActControl::plan()
{
    if (m_found.empty())
        return;
    m_plan.reset();
    const std::uint64_t all = m_found.size();
    m_bars.plan.showLooking(0, all);
    m_acts.plan(
        m_planJob, m_found, m_wish, [this, all](std::uint64_t done) { m_bars.plan.showLooking(done, all); },
        [this](Result<BulkPlan> made) {
            if (!made) {
                m_bars.plan.showProblem(shownError(made.error()));
                return;
            }
            m_plan = std::move(*made);
            m_bars.plan.showPlan(*m_plan);
        });
}

void ActControl::closePlan()
{
    m_findJob.cancel();
    m_planJob.cancel();
    m_found.clear();
    m_plan.reset();
    m_bars.plan.setVisible(false);
    emit planClosed();
}

void ActControl::go()
{
    if (!m_plan)
        return;
    const ActRequest request = m_plan->request();
    closePlan();
    begin(request);
}

void ActControl::undoLast()
{
    if (m_undos.empty()) {
        m_bars.notice.show(tr("There is nothing to undo."));
        return;
    }
    const ActRequest last = std::move(m_undos.back());
    m_undos.pop_back();
    m_bars.notice.clear();
    begin(last);
}

std::optional<NoticeAction> ActControl::nextAction(const ActEnd& end)
{
    const auto single = m_single.find(end.act.number);
    if (single == m_single.end() || end.receipts.size() != 1 || end.receipts.front().refusals.empty())
        return std::nullopt;
    PipelineOrder order = std::move(single->second);
    const std::string message = end.receipts.front().message;
    const NextStep step = nextStepOf(end.receipts.front().refusals.front());
    const bool isTried = step == NextStep::Repair && order.options.repair;
    if (step == NextStep::None || isTried)
        return std::nullopt;
    if (step == NextStep::Release)
        return NoticeAction{nextStepText(step), [this, message] { begin(releaseOf({message})); }};
    if (step == NextStep::RequeueAgain) {
        order.options.again = true;
        return NoticeAction{nextStepText(step), [this, order] { begin({{order}}); }};
    }
    return NoticeAction{nextStepText(step),
                        [this, message, step] { emit deedWanted(message, deedOf(step)); }};
}

void ActControl::takeEnd(const ActEnd& end)
{
    m_bars.work.setActs(m_acts.underWay());
    const EndWords words = endWords(end);
    std::vector<NoticeAction> actions;
    if (auto next = nextAction(end))
        actions.push_back(std::move(*next));
    m_single.erase(end.act.number);
    if (words.needsPerson)
        actions.push_back({tr("Show its run"), [this] { emit runsWanted(); }});
    if (ActRequest undo = undoOf(end); !undo.orders.empty()) {
        m_undos.push_back(std::move(undo));
        if (m_undos.size() > mostUndos)
            m_undos.erase(m_undos.begin());
        actions.push_back({tr("Undo"), [this] { undoLast(); }});
    }
    m_bars.notice.show(words.text, std::move(actions));
    if (!isBusy())
        emit becameIdle();
}

} // namespace connectorscope
