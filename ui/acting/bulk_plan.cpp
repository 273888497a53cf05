#include "ui/acting/bulk_plan.h"

#include <algorithm>
#include <array>
#include <utility>

namespace connectorscope {
namespace {

constexpr std::size_t mostBulkReasons = 50; ///< more are not read

constexpr std::array wantingMailbox = {CauseId::MissingRecipient, CauseId::InvalidRecipient,
                                       CauseId::GroupSyntaxRecipient, CauseId::NoLocalRecipient,
                                       CauseId::UnknownMailbox};

/// Its reason is another one for each message.
bool namesARun(RefusalKind kind)
{
    return kind == RefusalKind::HandedOverBefore || kind == RefusalKind::InRun;
}

} // namespace

bool wantsMailbox(const Refusal& refusal)
{
    return refusal.kind == RefusalKind::NoRecipient ||
           (refusal.kind == RefusalKind::StillFatal && refusal.cause &&
            std::ranges::find(wantingMailbox, *refusal.cause) != wantingMailbox.end());
}

bool wantsMailbox(const RequeuePreview& preview)
{
    return !preview.passes() && std::ranges::all_of(preview.refusals, [](const Refusal& refusal) {
        return wantsMailbox(refusal);
    });
}

bool wantsSender(const RequeuePreview& preview)
{
    return !preview.passes() && std::ranges::all_of(preview.refusals, [](const Refusal& refusal) {
        return refusal.kind == RefusalKind::StillFatal && refusal.cause &&
               causeOf(*refusal.cause).repair == "set-from";
    });
}

ActRequest BulkPlan::request() const
{
    RequeueOptions options;
    options.repair = wish.repair;
    options.from = wish.sender;
    std::vector<std::string> plain = passing;
    if (isOneAtFirst && plain.size() > 1)
        plain.resize(1);
    ActRequest request = requeueOf(std::move(plain), options);
    if (isOneAtFirst && !passing.empty())
        return request;
    options.to = {wish.mailbox};
    std::vector<std::string> addressed = toMailbox;
    if (isOneAtFirst && addressed.size() > 1)
        addressed.resize(1);
    for (PipelineOrder& order : requeueOf(std::move(addressed), options).orders)
        request.orders.push_back(std::move(order));
    return request;
}

BulkSum::BulkSum(const BulkWish& wish, std::vector<Refusal> ofSite)
    : m_ofSite(std::move(ofSite))
{
    m_plan.wish = wish;
    m_plan.isOneAtFirst = m_ofSite.size() == 1 && m_ofSite.front().kind == RefusalKind::OneAtFirst;
}

void BulkSum::count(std::vector<BulkReason>& reasons, const Refusal& refusal)
{
    const auto known = std::ranges::find_if(reasons, [&](const BulkReason& reason) {
        return reason.refusal.reason == refusal.reason ||
               (namesARun(refusal.kind) && reason.refusal.kind == refusal.kind);
    });
    if (known != reasons.end())
        ++known->count;
    else if (reasons.size() < mostBulkReasons)
        reasons.push_back({refusal, 1});
}

void BulkSum::add(const RequeuePreview& preview, bool toMailbox)
{
    ++m_plan.looked;
    const bool isOfSite = !m_ofSite.empty() && !m_plan.isOneAtFirst;
    if (preview.passes() && !isOfSite) {
        (toMailbox ? m_plan.toMailbox : m_plan.passing).push_back(preview.message);
        m_plan.repaired += preview.repairs.empty() ? 0 : 1;
        for (const std::string& warning : preview.warnings) {
            Refusal told;
            told.reason = warning;
            count(m_plan.warnings, told);
        }
        return;
    }
    if (wantsMailbox(preview) && !isOfSite) {
        ++m_plan.needMailbox;
        return;
    }
    if (wantsSender(preview) && m_plan.wish.repair && !isOfSite) {
        ++m_plan.needSender;
        return;
    }
    ++m_plan.refused;
    count(m_plan.reasons, isOfSite ? m_ofSite.front() : preview.refusals.front());
}

BulkPlan BulkSum::take()
{
    const auto more = [](const BulkReason& a, const BulkReason& b) { return a.count > b.count; };
    std::ranges::stable_sort(m_plan.reasons, more);
    std::ranges::stable_sort(m_plan.warnings, more);
    m_plan.isOneAtFirst = m_plan.isOneAtFirst && m_plan.goThrough() > 1;
    return std::move(m_plan);
}

} // namespace connectorscope
