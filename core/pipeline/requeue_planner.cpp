#include "core/pipeline/requeue_planner.h"

#include "core/pipeline/run_planner.h"

namespace connectorscope {

struct RequeuePlanner::State
{
    std::unique_ptr<RunPlanner> planner;
};

RequeuePlanner::RequeuePlanner(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

RequeuePlanner::~RequeuePlanner() = default;

Result<std::unique_ptr<RequeuePlanner>> RequeuePlanner::open(const Site& site, const PipelineTools& tools)
{
    auto planner = RunPlanner::open(site, tools);
    if (!planner)
        return fail(planner.error());
    return std::unique_ptr<RequeuePlanner>(
        new RequeuePlanner(std::make_unique<State>(State{std::move(*planner)})));
}

Result<RequeuePreview> RequeuePlanner::preview(const std::string& message, const RequeueOptions& options,
                                               std::stop_token stop)
{
    auto plan = m_state->planner->plan(message, options, true, std::move(stop));
    if (!plan)
        return fail(plan.error());
    auto site = m_state->planner->siteRefusals(1);
    if (!site)
        return fail(site.error());
    RequeuePreview preview = std::move(plan->preview);
    preview.refusals.insert(preview.refusals.end(), site->begin(), site->end());
    return preview;
}

Result<RequeuePreview> RequeuePlanner::previewMove(const std::string& message)
{
    auto plan = m_state->planner->locate(message, false);
    if (!plan)
        return fail(plan.error());
    return std::move(plan->preview);
}

Result<std::vector<Refusal>> RequeuePlanner::siteRefusals(std::size_t count)
{
    return m_state->planner->siteRefusals(count);
}

} // namespace connectorscope
