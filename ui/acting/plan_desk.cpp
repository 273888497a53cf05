#include "ui/acting/plan_desk.h"

#include "core/pipeline/boot_id.h"
#include "core/pipeline/duplicate_guard.h"

#include <utility>

namespace connectorscope {

PlanDesk::PlanDesk(FileSystem& files, Clock& clock)
    : m_tools{files, clock, currentActor(), systemBootId()}
{
}

PlanDesk::~PlanDesk() = default;

void PlanDesk::setSite(const Site& site)
{
    m_planner.reset();
    m_site = site;
}

Result<RequeuePlanner*> PlanDesk::planner()
{
    if (!m_site)
        return fail(ErrorCode::NotFound, "no site is open");
    if (!m_planner) {
        auto opened = RequeuePlanner::open(*m_site, m_tools);
        if (!opened)
            return fail(std::move(opened.error()));
        m_planner = std::move(*opened);
    }
    return m_planner.get();
}

Result<RequeuePreview> PlanDesk::preview(const std::string& message, const RequeueOptions& options,
                                         const std::stop_token& stop)
{
    const auto open = planner();
    if (!open)
        return fail(open.error());
    auto made = (*open)->preview(message, options, stop);
    if (!made)
        m_planner.reset(); // what it reads may be of databases that are no more
    return made;
}

Result<BulkPlan> PlanDesk::plan(const std::vector<std::string>& messages, const BulkWish& wish,
                                const std::function<void(std::uint64_t done)>& progress,
                                const std::stop_token& stop)
{
    const auto open = planner();
    if (!open)
        return fail(open.error());
    auto ofSite = (*open)->siteRefusals(messages.size());
    if (!ofSite)
        return fail(std::move(ofSite.error()));
    BulkSum sum(wish, std::move(*ofSite));
    RequeueOptions plain;
    plain.repair = wish.repair;
    plain.from = wish.sender;
    RequeueOptions addressed = plain;
    addressed.to = {wish.mailbox};
    DuplicateGuard guard;
    std::uint64_t looked = 0;
    for (const std::string& message : messages) {
        auto made = preview(message, plain, stop);
        const bool isAddressed = made && !wish.mailbox.empty() && wantsMailbox(*made);
        if (isAddressed)
            made = preview(message, addressed, stop);
        if (!made)
            return fail(std::move(made.error()));
        guard.check(*made);
        sum.add(*made, isAddressed);
        progress(++looked);
    }
    return sum.take();
}

} // namespace connectorscope
