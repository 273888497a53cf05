#pragma once

#include "ui/acting/acts.h"
#include "ui/acting/deed.h"

#include <QObject>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace connectorscope {

class NoticeBar;
struct NoticeAction;
class PlanBar;
class WorkBar;

/// Lets a person act, with bars: what will happen to many, how far it is, what came of it, undo.
class ActControl : public QObject
{
    Q_OBJECT

public:
    struct Bars
    {
        NoticeBar& notice;
        WorkBar& work;
        PlanBar& plan;
    };

    /// All of them outlive it.
    ActControl(Engine& engine, Acts& acts, const Bars& bars, QObject* parent = nullptr);

    void begin(const ActRequest& request);
    /// Requeues what is found when a person has seen what will happen.
    void planRequeue(const FindMessages& messages, bool repair);
    /// Holds, releases or removes what is found, at once: that can be undone.
    void doWith(const FindMessages& messages, Deed deed);
    void undoLast();
    bool isBusy() const { return !m_acts.underWay().empty(); }

signals:
    /// Somebody has to say what became of a run.
    void runsWanted();
    /// The next step for a message that was refused.
    void deedWanted(const std::string& message, connectorscope::Deed deed);
    /// What will happen is no longer shown: keys go elsewhere.
    void planClosed();
    /// Nothing is under way any more.
    void becameIdle();

private:
    void takeEnd(const ActEnd& end);
    std::optional<NoticeAction> nextAction(const ActEnd& end);
    void plan();
    void closePlan();
    void go();

    Engine& m_engine;
    Acts& m_acts;
    Bars m_bars;
    Job m_findJob;
    Job m_planJob;
    std::vector<std::string> m_found; ///< that a plan is about
    BulkWish m_wish;
    std::optional<BulkPlan> m_plan;
    std::map<std::uint64_t, PipelineOrder> m_single; ///< of acts about one message
    std::vector<ActRequest> m_undos;                 ///< the latest last
};

} // namespace connectorscope
