#include "core/diagnosis/repairs/planner.h"

#include <array>

namespace connectorscope {

namespace {

bool isOf(SetAsideKind kind, CauseId cause)
{
    switch (kind) {
    case SetAsideKind::ByteOrderMark:
        return cause == CauseId::ByteOrderMark;
    case SetAsideKind::Pop3Response:
    case SetAsideKind::Pop3FinalDot: // the framing goes as a whole
        return cause == CauseId::Pop3ResponseLine || cause == CauseId::Pop3DotFraming;
    case SetAsideKind::MboxFrom:
        return cause == CauseId::MboxFromLine;
    case SetAsideKind::SmtpEnvelope:
        return cause == CauseId::SmtpEnvelopeLines;
    case SetAsideKind::LeadingBlank:
        return cause == CauseId::LeadingBlankLine;
    }
    return false;
}

std::string whatOf(CauseId cause)
{
    switch (cause) {
    case CauseId::ByteOrderMark:
        return "Takes the byte order mark away.";
    case CauseId::MboxFromLine:
        return "Takes the mbox line before the headers away.";
    case CauseId::SmtpEnvelopeLines:
        return "Takes the lines before the headers away.";
    case CauseId::LeadingBlankLine:
        return "Takes the blank lines before the headers away.";
    default:
        return "Takes away what the POP3 server put around the message, and undoes the doubled dots.";
    }
}

} // namespace

Result<RepairPlan> planOpening(const Planner& planner)
{
    RepairPlan plan;
    plan.what = whatOf(planner.cause);
    for (const SetAside& aside : planner.message().setAside) {
        if (!isOf(aside.kind, planner.cause))
            continue;
        Edit edit;
        edit.offset = aside.offset;
        edit.removed = aside.length;
        plan.edits.push_back(edit);
        if (aside.kind != SetAsideKind::Pop3FinalDot)
            continue;
        Edit dots;
        dots.offset = planner.message().header().offset;
        dots.removed = aside.offset - dots.offset;
        dots.rewrite = Rewrite::UndoubleDots;
        plan.edits.push_back(dots);
    }
    return plan;
}

Result<RepairPlan> planUtf8(const Planner& planner)
{
    const std::string_view start = planner.message().excerpt;
    const bool hasMark = start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF");
    std::array<std::size_t, 2> nuls{};
    for (std::size_t i = 0; i < start.size(); ++i)
        nuls[i % 2] += start[i] == '\0' ? 1U : 0U;
    const bool isBig = hasMark ? start.starts_with("\xFE\xFF") : nuls[0] > nuls[1];
    RepairPlan plan;
    plan.what = "Turns the text from UTF-16 into UTF-8.";
    plan.uncovers = true;
    plan.certainty = hasMark ? Certainty::Certain : Certainty::Likely;
    Edit text;
    if (hasMark) {
        Edit mark;
        mark.removed = 2;
        plan.edits.push_back(mark);
        text.offset = 2;
    }
    text.removed = planner.message().size - text.offset;
    text.rewrite = isBig ? Rewrite::Utf16BigToUtf8 : Rewrite::Utf16LittleToUtf8;
    plan.edits.push_back(text);
    return plan;
}

} // namespace connectorscope
