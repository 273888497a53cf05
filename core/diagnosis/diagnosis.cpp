#include "core/diagnosis/diagnosis.h"

#include "core/diagnosis/rules.h"

#include <algorithm>
#include <tuple>

namespace connectorscope {

namespace {

/// The order that chooses the primary cause.
bool comesBefore(const Finding& a, const Finding& b)
{
    const auto rank = [](const Finding& finding) {
        const Cause& cause = causeOf(finding.cause);
        return std::tuple(finding.severity, cause.stage != Stage::Recognise, cause.basis, cause.key,
                          finding.offset, finding.part);
    };
    return rank(a) < rank(b);
}

bool explainsAFailure(const Finding& finding)
{
    const Basis basis = causeOf(finding.cause).basis;
    switch (finding.severity) {
    case Severity::Corrupt:
    case Severity::Fatal:
    case Severity::Environment:
        return true;
    case Severity::Risk:
        return basis == Basis::Documented || basis == Basis::Observed;
    case Severity::Note:
        break;
    }
    return false;
}

/// A message that failed and in which nothing explains it: that is what there is to say of it first.
void judgeTheUnexplained(Case& c)
{
    if (c.context.folder != FolderKind::Failed || std::ranges::any_of(c.findings, explainsAFailure))
        return;
    Finding finding;
    finding.cause = CauseId::NoFaultFound;
    finding.severity = causeOf(finding.cause).severity;
    c.findings.insert(c.findings.begin(), std::move(finding));
}

Verdict verdictOf(const std::vector<Finding>& findings)
{
    Verdict worst = Verdict::Clean;
    for (const Finding& finding : findings) {
        switch (finding.severity) {
        case Severity::Corrupt:
            return Verdict::Corrupt;
        case Severity::Fatal:
            worst = Verdict::Blocked;
            break;
        case Severity::Environment:
        case Severity::Risk:
            if (worst == Verdict::Clean)
                worst = Verdict::AtRisk;
            break;
        case Severity::Note:
            break;
        }
    }
    return worst;
}

} // namespace

std::string_view toString(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pending:
        return "pending";
    case Verdict::Unreadable:
        return "unreadable";
    case Verdict::Corrupt:
        return "corrupt";
    case Verdict::Blocked:
        return "blocked";
    case Verdict::AtRisk:
        return "at-risk";
    case Verdict::Clean:
        return "clean";
    }
    return {};
}

Diagnosis judge(const Message& message, const Summary& summary, const JudgeContext& context)
{
    Case c{message, summary, context, {}};
    if (judgeRecognition(c)) {
        judgeHeaders(c);
        judgeSender(c);
        judgeRecipients(c);
        judgeStructure(c);
        judgeSize(c);
    }
    if (c.findings.size() > 1)
        std::ranges::sort(c.findings, comesBefore);
    judgeTheUnexplained(c);

    Diagnosis diagnosis;
    diagnosis.verdict = verdictOf(c.findings);
    diagnosis.findings = std::move(c.findings);
    if (!diagnosis.findings.empty())
        diagnosis.primary = diagnosis.findings.front().cause;
    return diagnosis;
}

Diagnosis judgeUnread(CauseId cause, std::string_view reason)
{
    Finding finding;
    finding.cause = cause;
    finding.severity = causeOf(cause).severity;
    finding.evidence = quoteEvidence(reason);

    Diagnosis diagnosis;
    diagnosis.verdict = cause == CauseId::StillArriving ? Verdict::Pending : Verdict::Unreadable;
    diagnosis.primary = cause;
    diagnosis.findings.push_back(std::move(finding));
    return diagnosis;
}

} // namespace connectorscope
