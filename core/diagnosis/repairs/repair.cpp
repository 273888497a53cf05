#include "core/diagnosis/repairs/repair.h"

#include "core/diagnosis/repairs/planner.h"
#include "core/diagnosis/repairs/signature.h"
#include "core/message/message_reader.h"

#include <algorithm>
#include <map>

namespace connectorscope {

namespace {

Result<RepairPlan> planByName(const Planner& planner, std::string_view name)
{
    using Plan = Result<RepairPlan> (*)(const Planner&);
    static const std::map<std::string_view, Plan> plans{
        {"to-utf8", planUtf8},
        {"strip-bom", planOpening},
        {"strip-pop3-framing", planOpening},
        {"strip-envelope-line", planOpening},
        {"strip-leading-blank", planOpening},
        {"insert-separator", planSeparator},
        {"strip-nul", planStripNul},
        {"rename-header", planRename},
        {"fold-header", planFold},
        {"encode-header", planEncode},
        {"normalise-line-ends", planLineEnds},
        {"set-date", planDate},
        {"set-message-id", planMessageId},
        {"set-from", planFrom},
        {"set-sender", planSender},
        {"set-recipient", planRecipient},
        {"quote-address", planQuote},
        {"set-content-type", planContentType},
        {"find-boundary", planBoundary},
        {"close-multipart", planClose},
        {"set-transfer-encoding", planTransferEncoding},
        {"set-charset", planCharset},
        {"fill-part", planFill},
        {"re-encode-body", planReencode},
        {"wrap-as-attachment", planWrap},
    };
    const auto plan = plans.find(name);
    if (plan == plans.end())
        return noRepair("there is no repair named '" + std::string(name) + "'", "See 'connectorctl causes'.");
    return plan->second(planner);
}

bool isInOrder(const Edits& edits)
{
    for (std::size_t i = 1; i < edits.size(); ++i)
        if (edits[i].offset < edits[i - 1].offset + edits[i - 1].removed)
            return false;
    return true;
}

/// The worst severity of each cause, notes left out.
std::map<CauseId, Severity> gravest(const Diagnosis& diagnosis)
{
    std::map<CauseId, Severity> causes;
    for (const Finding& finding : diagnosis.findings) {
        if (finding.severity == Severity::Note)
            continue;
        const auto [at, isNew] = causes.emplace(finding.cause, finding.severity);
        at->second = isNew ? finding.severity : std::min(at->second, finding.severity);
    }
    return causes;
}

} // namespace

Result<JudgedMessage> readAndJudge(OpenBytes bytes, const RepairOptions& options)
{
    Result<std::unique_ptr<ByteSource>> source = bytes();
    if (!source)
        return fail(source.error());
    ReadBuffer buffer;
    Result<Message> message = readMessage(**source, buffer, options.limits);
    if (!message)
        return fail(message.error());
    JudgedMessage state;
    state.bytes = std::move(bytes);
    state.message = std::move(*message);
    state.summary = summarise(state.message);
    state.diagnosis = judge(state.message, state.summary, options.context);
    return state;
}

Result<RepairPlan> planRepair(const JudgedMessage& state, CauseId cause, const RepairOptions& options)
{
    const Cause& known = causeOf(cause);
    const Planner planner{state, options, cause};
    if (!planner.hasCause(cause))
        return noRepair("the message does not show the cause '" + std::string(known.id) + "'",
                        "'connectorctl diagnose' tells what it shows.");
    if (known.repair.empty())
        return noRepair("there is no repair for '" + std::string(known.id) + "'", std::string(known.advice));
    Result<RepairPlan> plan = planByName(planner, known.repair);
    if (!plan)
        return plan;
    plan->cause = cause;
    plan->name = known.repair;
    std::ranges::stable_sort(plan->edits, {}, &Edit::offset);
    if (plan->edits.empty() || !isInOrder(plan->edits))
        return noRepair("'" + plan->name + "' finds nothing that it could change safely",
                        "Look at the message by hand.");
    plan->breaksDkim = breaksSignature(state.message, *plan);
    return plan;
}

Result<JudgedMessage> applyPlan(const JudgedMessage& state, const RepairPlan& plan,
                                const RepairOptions& options)
{
    Result<JudgedMessage> after = readAndJudge(withEdits(state.bytes, plan.edits), options);
    if (!after)
        return after;
    const auto earlier = gravest(state.diagnosis);
    const auto is = [&](const Finding& finding) { return finding.cause == plan.cause; };
    if (std::ranges::any_of(after->diagnosis.findings, is))
        return noRepair("'" + plan.name + "' does not remove the cause '" +
                            std::string(causeOf(plan.cause).id) + "'",
                        "Look at the message by hand.");
    for (const auto& [cause, severity] : gravest(after->diagnosis)) {
        const auto before = earlier.find(cause);
        const bool isNew = before == earlier.end() || severity < before->second;
        if (isNew && !plan.uncovers)
            return noRepair("'" + plan.name + "' would bring a new fault, '" +
                                std::string(causeOf(cause).id) + "'",
                            "Look at the message by hand.");
    }
    return after;
}

} // namespace connectorscope
