#include "core/base/path_text.h"
#include "core/base/retry.h"
#include "core/index/vault_size.h"
#include "core/pipeline/run_planner.h"
#include "core/pipeline/staging.h"

#include <algorithm>

namespace connectorscope {

namespace {

Refusal conditionRefusal(CauseId cause, std::string reason)
{
    return {RefusalKind::SiteCondition, std::move(reason), std::string(causeOf(cause).advice), cause};
}

} // namespace

/// Looks at the folder itself where that tells: what the watch wrote down may be over, or not begun.
Result<std::vector<Refusal>> RunPlanner::conditionRefusals()
{
    std::vector<Refusal> refusals;
    const bool isBuiltIn = m_site.pipeline.transfer == Carrier::BuiltIn;
    const std::filesystem::path& target = isBuiltIn ? m_site.folders.pickup : m_site.folders.incoming;
    const auto there = retryWhileLocked(m_tools.clock, [&] { return m_tools.files.info(target / "."); });
    if (!there) {
        const bool isMissing = there.error().code == ErrorCode::NotFound && isBuiltIn;
        refusals.push_back(conditionRefusal(isMissing ? CauseId::PickupMissing : CauseId::FolderUnreachable,
                                            there.error().message));
        return refusals;
    }
    if (const auto may = m_tools.files.checkMayAdd(target); !may)
        refusals.push_back(conditionRefusal(isBuiltIn ? CauseId::PickupNotWritable : CauseId::AccessDenied,
                                            may.error().message));
    const auto space = m_tools.files.freeSpace(target);
    const std::uint64_t needed = std::min(m_site.limits.messageSize, m_site.limits.freeDisk);
    if (space && *space < needed)
        refusals.push_back(conditionRefusal(CauseId::DiskFull, "only " + std::to_string(*space) +
                                                                   " bytes are free on the volume of " +
                                                                   quotedPath(target)));
    if (isBuiltIn)
        return refusals;
    const auto conditions = m_journal->conditions();
    if (!conditions)
        return fail(conditions.error());
    for (const ConditionState& condition : *conditions)
        if (condition.key.cause == CauseId::QueueBlocked)
            refusals.push_back(conditionRefusal(CauseId::QueueBlocked, condition.evidence));
    return refusals;
}

Result<> RunPlanner::addVaultRefusal(std::vector<Refusal>& refusals)
{
    if (!m_vaultUsed) {
        const auto size = measureVault(m_tools.files, m_site.folders.work, {});
        if (!size)
            return fail(size.error());
        m_vaultUsed = *size ? (*size)->bytes : 0;
    }
    if (*m_vaultUsed >= m_site.limits.vaultSize)
        refusals.push_back({RefusalKind::VaultFull, "the vault is at its limit (limits.vault_size)",
                            "Raise limits.vault_size, or lower pipeline.retention.", std::nullopt});
    return {};
}

Result<std::vector<Refusal>> RunPlanner::siteRefusals(std::size_t count)
{
    auto refusals = conditionRefusals();
    if (!refusals || count == 0)
        return refusals;
    if (auto added = addVaultRefusal(*refusals); !added)
        return fail(added.error());
    const bool isBuiltIn = m_site.pipeline.transfer == Carrier::BuiltIn;
    const FolderKind target = isBuiltIn ? FolderKind::PickUp : FolderKind::Incoming;
    if (const auto same = checkStagingVolume(m_tools.files, m_site, target);
        !same && same.error().code == ErrorCode::CrossDevice)
        refusals->push_back({RefusalKind::NoStaging, same.error().message, same.error().hint, std::nullopt});
    if (isBuiltIn)
        return refusals;
    const auto proved = m_runs->hasComeThrough(externalRequeueKind);
    if (!proved)
        return fail(proved.error());
    if (*proved)
        return refusals;
    const auto unfinished = m_runs->unfinished();
    if (!unfinished)
        return fail(unfinished.error());
    const bool isTrying =
        std::ranges::any_of(*unfinished, [](const RunRow& run) { return run.kind == externalRequeueKind; });
    if (count > 1 || isTrying)
        refusals->push_back({RefusalKind::OneAtFirst,
                             "nobody has proved yet that this connector takes a file that was put back into "
                             "Incoming Mail, and still knows its mailbox",
                             isTrying ? "Wait what becomes of the one that is on its way."
                                      : "Requeue one message first, and see that it arrives.",
                             std::nullopt});
    return refusals;
}

} // namespace connectorscope
