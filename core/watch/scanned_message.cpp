#include "core/watch/scanned_message.h"

#include <algorithm>
#include <tuple>

namespace connectorscope {

namespace {

/// As the judge orders findings: severity, the stage recognise first, basis, the catalogue's order, offset.
bool comesBefore(const Finding& a, const Finding& b)
{
    const auto rank = [](const Finding& finding) {
        const Cause& cause = causeOf(finding.cause);
        return std::tuple(finding.severity, cause.stage != Stage::Recognise, cause.basis, finding.cause,
                          finding.offset);
    };
    return rank(a) < rank(b);
}

Verdict verdictOf(const std::vector<Finding>& findings)
{
    Verdict verdict = Verdict::Clean;
    for (const Finding& finding : findings) {
        Verdict its = Verdict::Clean;
        if (finding.severity == Severity::Corrupt)
            its = Verdict::Corrupt;
        else if (finding.severity == Severity::Fatal)
            its = Verdict::Blocked;
        else if (finding.severity == Severity::Risk || finding.severity == Severity::Environment)
            its = Verdict::AtRisk;
        verdict = std::min(verdict, its);
    }
    return verdict;
}

} // namespace

MessageLikeness likenessOf(const ScannedMessage& message)
{
    return {message.body, message.from.empty() ? std::string() : message.from.front().spec(),
            message.subject};
}

Diagnosis withFinding(Diagnosis diagnosis, Finding finding)
{
    std::erase_if(diagnosis.findings, [&](const Finding& known) { return known.cause == finding.cause; });
    // "No fault found" stands for the absence of what now is there.
    if (finding.severity == Severity::Corrupt || finding.severity == Severity::Fatal)
        std::erase_if(diagnosis.findings,
                      [](const Finding& known) { return known.cause == CauseId::NoFaultFound; });
    // "No fault found" is no finding like the others: it comes first, and the rest follow in their order.
    const bool noFault =
        !diagnosis.findings.empty() && diagnosis.findings.front().cause == CauseId::NoFaultFound;
    const auto place = std::upper_bound(diagnosis.findings.begin() + (noFault ? 1 : 0),
                                        diagnosis.findings.end(), finding, comesBefore);
    diagnosis.findings.insert(place, std::move(finding));
    diagnosis.primary = diagnosis.findings.front().cause;
    if (diagnosis.verdict != Verdict::Pending && diagnosis.verdict != Verdict::Unreadable)
        diagnosis.verdict = verdictOf(diagnosis.findings);
    return diagnosis;
}

} // namespace connectorscope
