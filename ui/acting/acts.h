#pragma once

#include "ui/acting/act.h"
#include "ui/acting/bulk_plan.h"
#include "ui/acting/order_desk.h"
#include "ui/acting/plan_desk.h"
#include "ui/engine/engine.h"
#include "ui/engine/worker_thread.h"

#include <QObject>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace connectorscope {

/// Finds the messages that are meant, on the engine's thread: their ids.
using FindMessages = Engine::Work<std::vector<std::string>>;

/// Acting on a site, for the window's thread: what a person wants done goes into the site's queue, whose
/// worker does it, this program or another; what came of it is told. Dry runs are made here. Files and
/// databases are read on threads of its own.
class Acts : public QObject
{
    Q_OBJECT

public:
    /// The engine outlives it.
    explicit Acts(Engine& engine, QObject* parent = nullptr);
    ~Acts() override;

    /// Has it done; returns the number of the act.
    std::uint64_t begin(const ActRequest& request);
    /// Stops it after the batch that is under way.
    void cancel(std::uint64_t act);
    void cancelAll();
    /// The oldest first.
    const std::vector<Act>& underWay() const { return m_underWay; }

    /// What requeueing a message would do. Dropped when the job is cancelled or asked anew.
    void dryRun(Job& job, const std::string& message, const RequeueOptions& options,
                Question<RequeuePreview>::Answer answer);
    /// The same of many: what goes through, and what does not. `progress` is told how many have been looked
    /// at, some times a second.
    void plan(Job& job, std::vector<std::string> messages, const BulkWish& wish,
              std::function<void(std::uint64_t done)> progress, Question<BulkPlan>::Answer answer);

signals:
    void began(const connectorscope::Act& act);
    void wentOn(const connectorscope::Act& act);
    void ended(const connectorscope::ActEnd& end);

private:
    void takeEnd(ActEnd end);

    Engine& m_engine;
    std::vector<Act> m_underWay;
    std::uint64_t m_last = 0;
    WorkerThread<OrderDesk> m_orders;
    WorkerThread<PlanDesk> m_plans;
};

} // namespace connectorscope
