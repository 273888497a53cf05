#pragma once

#include "core/pipeline/requeue_planner.h"
#include "ui/acting/bulk_plan.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace connectorscope {

/// Makes dry runs, on a thread of its own.
class PlanDesk : public QObject
{
    Q_OBJECT

public:
    /// Files and clock outlive it.
    PlanDesk(FileSystem& files, Clock& clock);
    ~PlanDesk() override;

    // All for its thread.
    void setSite(const Site& site);
    Result<RequeuePreview> preview(const std::string& message, const RequeueOptions& options,
                                   const std::stop_token& stop);
    /// `progress` is called after each message.
    Result<BulkPlan> plan(const std::vector<std::string>& messages, const BulkWish& wish,
                          const std::function<void(std::uint64_t done)>& progress,
                          const std::stop_token& stop);

private:
    Result<RequeuePlanner*> planner();

    PipelineTools m_tools;
    std::optional<Site> m_site;
    std::unique_ptr<RequeuePlanner> m_planner;
};

} // namespace connectorscope
