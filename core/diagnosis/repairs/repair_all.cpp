#include "core/diagnosis/repairs/repair_all.h"

#include <algorithm>
#include <set>

namespace connectorscope {

namespace {

bool isWanted(const Finding& finding, const RepairOptions& options, std::optional<CauseId> only)
{
    if (only)
        return finding.cause == *only;
    return finding.severity <= Severity::Fatal || (options.risks && finding.severity == Severity::Risk);
}

/// A failure of the disk or share, no property of the message.
bool isReadError(const Error& error)
{
    return error.code != ErrorCode::BadInput;
}

} // namespace

bool isTransferable(const Diagnosis& diagnosis)
{
    return diagnosis.verdict == Verdict::Clean || diagnosis.verdict == Verdict::AtRisk;
}

bool RepairOutcome::transferable() const
{
    return isTransferable(after.diagnosis);
}

Result<RepairOutcome> repairAll(OpenBytes bytes, const RepairOptions& options, std::optional<CauseId> only)
{
    Result<JudgedMessage> read = readAndJudge(std::move(bytes), options);
    if (!read)
        return fail(read.error());
    RepairOutcome outcome;
    outcome.before = *read;
    outcome.after = std::move(*read);
    std::set<CauseId> tried;
    if (only && std::ranges::find(outcome.before.diagnosis.findings, *only, &Finding::cause) ==
                    outcome.before.diagnosis.findings.end()) {
        outcome.left.push_back({*only, planRepair(outcome.before, *only, options).error(), false});
        return outcome;
    }
    for (;;) {
        const auto& findings = outcome.after.diagnosis.findings;
        const auto next = std::ranges::find_if(findings, [&](const Finding& finding) {
            return isWanted(finding, options, only) && !tried.contains(finding.cause);
        });
        if (next == findings.end())
            break;
        const CauseId cause = next->cause;
        tried.insert(cause);
        Result<RepairPlan> plan = planRepair(outcome.after, cause, options);
        const bool lacksYes = plan && plan->leavesContentMissing && !options.leaveMissing;
        if (lacksYes)
            plan = fail(ErrorCode::BadInput, "'" + plan->name + "' leaves content missing",
                        "If that is better than nothing, say so with --yes.");
        Result<JudgedMessage> after = plan ? applyPlan(outcome.after, *plan, options) : fail(plan.error());
        if (!after) {
            if (isReadError(after.error()))
                return fail(after.error());
            outcome.left.push_back({cause, after.error(), lacksYes});
            continue;
        }
        outcome.steps.push_back(std::move(*plan));
        outcome.after = std::move(*after);
    }
    // A later repair may have removed what an earlier one could not.
    std::erase_if(outcome.left, [&](const Unrepaired& left) {
        return std::ranges::find(outcome.after.diagnosis.findings, left.cause, &Finding::cause) ==
               outcome.after.diagnosis.findings.end();
    });
    return outcome;
}

} // namespace connectorscope
