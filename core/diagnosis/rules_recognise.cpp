#include "core/diagnosis/rules.h"

#include <algorithm>

namespace connectorscope {

namespace {

CauseId causeOfSetAside(SetAsideKind kind)
{
    switch (kind) {
    case SetAsideKind::ByteOrderMark:
        return CauseId::ByteOrderMark;
    case SetAsideKind::Pop3Response:
        return CauseId::Pop3ResponseLine;
    case SetAsideKind::MboxFrom:
        return CauseId::MboxFromLine;
    case SetAsideKind::SmtpEnvelope:
        return CauseId::SmtpEnvelopeLines;
    case SetAsideKind::LeadingBlank:
        return CauseId::LeadingBlankLine;
    case SetAsideKind::Pop3FinalDot:
        break;
    }
    return CauseId::Pop3DotFraming;
}

void judgeSetAside(Case& c)
{
    for (const SetAside& aside : c.message.setAside) {
        const CauseId cause = causeOfSetAside(aside.kind);
        const auto earlier = std::ranges::find(c.findings, cause, &Finding::cause);
        if (earlier != c.findings.end()) {
            ++earlier->count;
            continue;
        }
        Finding& finding = report(c, cause, 0);
        finding.offset = aside.offset;
        finding.length = aside.length;
        finding.line = aside.line;
        finding.evidence = quoteCut(aside.excerpt, aside.length > aside.excerpt.size());
    }
}

/// The whole file is the fault.
void reportFile(Case& c, CauseId cause)
{
    Finding& finding = report(c, cause, 0);
    finding.length = c.message.size;
    finding.evidence = quoteCut(c.message.excerpt, c.message.size > c.message.excerpt.size());
}

} // namespace

bool judgeRecognition(Case& c)
{
    switch (c.message.kind) {
    case FileKind::Empty:
        reportFile(c, CauseId::EmptyFile);
        return false;
    case FileKind::NulFilled:
        reportFile(c, CauseId::NulFilled);
        return false;
    case FileKind::Utf16:
        reportFile(c, CauseId::Utf16Text);
        return false;
    case FileKind::NotAMessage:
        reportFile(c, CauseId::NotAMessage);
        return false;
    case FileKind::Message:
        break;
    }
    judgeSetAside(c);
    if (c.message.nulHole)
        report(c, CauseId::NulHole, 0, c.message.nulHole);
    return !c.message.parts.empty();
}

} // namespace connectorscope
