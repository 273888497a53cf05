#include "core/diagnosis/repairs/planner.h"

#include <algorithm>

namespace connectorscope {

namespace {

Edit rewriting(std::uint64_t begin, std::uint64_t end, Rewrite rewrite)
{
    Edit edit;
    edit.offset = begin;
    edit.removed = end - begin;
    edit.rewrite = rewrite;
    return edit;
}

/// The ranges of the file that are header blocks, in their order.
std::vector<ByteRange> headerRanges(const Message& message)
{
    std::vector<ByteRange> ranges;
    for (const Part& part : message.parts)
        if (part.header.size > 0)
            ranges.push_back({part.header.offset, part.header.offset + part.header.size});
    return ranges;
}

/// In a header a lone CR is no line end: a line of its own would be another field.
void planCr(const Planner& planner, RepairPlan& plan)
{
    const Message& message = planner.message();
    const bool crEndsLine = message.header().carriageReturnEndsLine;
    std::uint64_t at = message.header().offset;
    const std::uint64_t end = planner.messageEnd();
    for (const ByteRange& header : headerRanges(message)) {
        if (header.begin < at)
            continue;
        if (header.begin > at)
            plan.edits.push_back(rewriting(at, header.begin, Rewrite::CrToCrLf));
        plan.edits.push_back(
            rewriting(header.begin, header.end, crEndsLine ? Rewrite::CrToCrLf : Rewrite::CrToBlank));
        at = header.end;
    }
    if (at < end)
        plan.edits.push_back(rewriting(at, end, Rewrite::CrToCrLf));
}

} // namespace

Result<RepairPlan> planLineEnds(const Planner& planner)
{
    const auto isBinary = [](const Part& part) {
        return part.encoding == TransferEncoding::Binary && !part.hasChildren && !part.isText() &&
               part.body.hasText;
    };
    if (std::ranges::any_of(planner.message().parts, isBinary))
        return noRepair("a part is declared binary: its bytes may not be changed",
                        "If the message does not pass, send it on as an attachment of another.");
    RepairPlan plan;
    plan.uncovers = true; // lines that begin only now: a dot alone, a boundary
    if (planner.cause == CauseId::BareLf) {
        plan.what = "Ends each line with CR LF.";
        plan.edits.push_back(rewriting(0, planner.message().size, Rewrite::LfToCrLf));
    } else {
        plan.what = "Makes CR LF of the CR that stand alone or twice, and blanks of those in the headers.";
        planCr(planner, plan);
    }
    return plan;
}

Result<RepairPlan> planStripNul(const Planner& planner)
{
    RepairPlan plan;
    plan.uncovers = true; // names and values that NUL has broken
    const bool inHeader = planner.cause == CauseId::NulInHeader;
    plan.what = inHeader ? "Takes the NUL bytes out of the headers." : "Takes the NUL bytes out of the text.";
    for (const int index : planner.parts()) {
        const Part& part = planner.part(index);
        if (!inHeader) {
            // A multipart's own text stands around its parts; theirs is looked at by themselves.
            if (part.bodyLength > 0 &&
                (plan.edits.empty() ||
                 plan.edits.back().offset + plan.edits.back().removed <= part.bodyOffset))
                plan.edits.push_back(
                    rewriting(part.bodyOffset, part.bodyOffset + part.bodyLength, Rewrite::StripNul));
            continue;
        }
        for (const Field& field : part.header.fields)
            if (field.nul)
                plan.edits.push_back(rewriting(part.header.fileOffset(field.begin),
                                               part.header.fileOffset(field.end), Rewrite::StripNul));
    }
    return plan;
}

Result<RepairPlan> planSeparator(const Planner& planner)
{
    RepairPlan plan;
    plan.what = "Puts a blank line where the headers end and the text begins.";
    plan.uncovers = true;
    for (const int index : planner.parts()) {
        Edit edit;
        edit.offset = planner.part(index).bodyOffset;
        edit.inserted = planner.lineEnd();
        plan.edits.push_back(edit);
    }
    return plan;
}

} // namespace connectorscope
