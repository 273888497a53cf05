#include "core/diagnosis/repairs/planner.h"
#include "core/message/lexical.h"

#include <algorithm>

namespace connectorscope {

namespace {

/// Where a line may be folded so that at most `room` bytes stand before the fold.
struct Fold
{
    std::size_t at = 0;      ///< in the line; 0: nowhere
    bool needsBlank = false; ///< no blank stands there that could begin the next line
};

bool isBlankOnly(std::string_view text)
{
    return text.find_first_not_of(" \t") == std::string_view::npos;
}

Fold findFold(std::string_view line, std::size_t room, bool anywhere)
{
    const std::size_t last = std::min(room, line.size() - 1);
    for (std::size_t at = last; at > 0; --at)
        if ((line[at] == ' ' || line[at] == '\t') && !isBlankOnly(line.substr(0, at)) &&
            !isBlankOnly(line.substr(at)))
            return {at, false};
    for (std::size_t at = last; at > 0; --at)
        if (line[at - 1] == ',' || line[at - 1] == ';' || (line[at] == '<' && line[at - 1] == '>'))
            return {at, true};
    if (!anywhere)
        return {};
    std::size_t at = last;
    while (at > 1 && isEightBit(line[at]) && last - at < 8) // not within a character
        --at;
    return {at, true};
}

/// Text in which a blank more or less at a fold changes nothing that programs act on.
bool mayFoldAnywhere(FieldId id)
{
    return id == FieldId::Other || id == FieldId::DkimSignature || id == FieldId::Received ||
           id == FieldId::ContentDescription || id == FieldId::Malformed;
}

bool foldLine(const HeaderBlock& header, const Field& field, std::size_t begin, std::string_view line,
              std::size_t limit, std::string_view lineEnd, RepairPlan& plan)
{
    const std::size_t first = begin == field.begin ? field.valueBegin - field.begin : 0;
    std::size_t blank = 0; // the blank that the line before gave this one
    while (line.size() + blank > limit) {
        const std::size_t text = line.find_last_not_of(" \t") + 1;
        if (text + blank <= limit && text > 0) {
            Edit edit;
            edit.offset = header.fileOffset(static_cast<std::uint32_t>(begin + text));
            edit.removed = line.size() - text;
            plan.edits.push_back(edit);
            return true;
        }
        Fold fold = findFold(line, limit - blank, mayFoldAnywhere(field.id));
        if (fold.at == 0 || (fold.at <= first && begin == field.begin)) {
            if (!mayFoldAnywhere(field.id) || begin != field.begin)
                return false;
            fold = {first, true};
        }
        Edit edit;
        edit.offset = header.fileOffset(static_cast<std::uint32_t>(begin + fold.at));
        edit.inserted = std::string(lineEnd) + (fold.needsBlank ? " " : "");
        plan.edits.push_back(edit);
        begin += fold.at;
        line.remove_prefix(fold.at);
        blank = fold.needsBlank ? 1 : 0;
    }
    return true;
}

/// Text without a blank to fold at, as encoded words: what people read stays the same.
void encodeSubject(const HeaderBlock& header, const Field& field, std::string_view lineEnd, RepairPlan& plan)
{
    std::string text;
    appendUnfolded(trimmed(header.rawValue(field)), text);
    Edit edit;
    edit.offset = header.fileOffset(field.valueBegin);
    edit.removed = field.end - field.valueBegin;
    edit.inserted = " " + encodedWords(text, lineEnd);
    plan.edits.push_back(std::move(edit));
}

bool foldField(const HeaderBlock& header, const Field& field, std::size_t limit, std::string_view lineEnd,
               RepairPlan& plan)
{
    const std::string_view ends = header.carriageReturnEndsLine ? "\r\n" : "\n";
    const std::string_view whole = header.wholeField(field);
    for (std::size_t at = 0; at < whole.size();) {
        const std::size_t end = std::min(whole.find_first_of(ends, at), whole.size());
        std::string_view line = whole.substr(at, end - at);
        while (line.ends_with('\r'))
            line.remove_suffix(1);
        if (line.size() > limit && !foldLine(header, field, field.begin + at, line, limit, lineEnd, plan))
            return false;
        at = std::min(end + 1, whole.size());
    }
    return true;
}

} // namespace

Result<RepairPlan> planFold(const Planner& planner)
{
    const auto limit = static_cast<std::size_t>(planner.options.context.lineLength);
    RepairPlan plan;
    plan.what = "Folds the lines that are too long.";
    for (const int index : planner.parts()) {
        const HeaderBlock& header = planner.part(index).header;
        for (const Field& field : header.fields) {
            if (field.longestLine <= limit)
                continue;
            const std::size_t done = plan.edits.size();
            if (foldField(header, field, limit, planner.lineEnd(), plan))
                continue;
            plan.edits.resize(done);
            const std::string_view value = header.rawValue(field);
            const bool isPlain = !field.eightBit && value.find("=?") == std::string_view::npos;
            if (field.id != FieldId::Subject || !isPlain)
                return noRepair("the field " + std::string(header.name(field)) +
                                    " holds no blank where it could be folded",
                                "If the message does not pass, send it on as an attachment of another.");
            encodeSubject(header, field, planner.lineEnd(), plan);
        }
    }
    return plan;
}

} // namespace connectorscope
