#include "app/connectorctl/diagnosis_table.h"

#include "app/connectorctl/cause_output.h"
#include "app/connectorctl/finding_json.h"
#include "app/connectorctl/text_layout.h"
#include "core/base/escape.h"
#include "core/base/path_text.h"

#include <algorithm>

namespace connectorscope {
namespace {

constexpr std::size_t verdictColumns = 11;

/// Appends the text, wrapped and indented; `first` stands in place of the indent on the first line.
void appendWrapped(std::string& entry, std::string_view text, std::size_t indent, std::size_t columns,
                   std::string_view first = {})
{
    bool begun = false;
    for (const std::string& line : wrapText(text, columns - indent)) {
        entry += begun || first.empty() ? std::string(indent, ' ') : std::string(first);
        entry += line;
        entry += '\n';
        begun = true;
    }
}

std::string senderAndSubject(const JudgedFile& file)
{
    std::string text;
    if (file.from.empty())
        text = "(no sender)";
    else if (file.from.front().displayName.empty())
        text = file.from.front().spec();
    else
        text = file.from.front().displayName + " <" + file.from.front().spec() + ">";
    text += ": ";
    text += file.subject ? file.subject->empty() ? "(empty subject)" : *file.subject : "(no subject)";
    return escapeControls(text);
}

/// "line 12 (and 3 more) · missing-from · CDO_E_FROM_MISSING 0x8004020D (documented)"
std::string referenceOf(const Finding& finding)
{
    const Cause& cause = causeOf(finding.cause);
    std::string text = "line " + std::to_string(finding.line);
    if (finding.count > 1)
        text += " (and " + std::to_string(finding.count - 1) + " more)";
    text.append(" · ").append(cause.id);
    if (!cause.symbol.empty() || !cause.hresult.empty())
        text += " · ";
    text += cause.symbol;
    if (!cause.symbol.empty() && !cause.hresult.empty())
        text += ' ';
    text.append(cause.hresult).append(" (").append(toString(cause.basis)).append(")");
    return text;
}

void appendFinding(std::string& entry, const Finding& finding, const TableLayout& layout, std::size_t columns)
{
    const Look look = lookOf(finding.severity);
    const std::string sign = "  " + layout.style.paint(look.tone, look.sign) + " ";
    appendWrapped(entry, causeOf(finding.cause).meaning, 4, columns, sign);
    for (const std::string& line : wrapText(referenceOf(finding), columns - 6))
        entry += "      " + layout.style.paint(Tone::Muted, line) + "\n";
    if (finding.evidence.empty())
        return;
    for (const std::string& line : wrapText(escapeControls(finding.evidence), columns - 8))
        entry += "      " + layout.style.paint(Tone::Muted, "│") + " " + line + "\n";
}

void appendProposed(std::string& entry, const JudgedFile& file, const TableLayout& layout,
                    std::size_t columns)
{
    for (const ProposedRecipient& proposed : file.proposed) {
        std::string text = "perhaps for " + proposed.mailbox + ": " + std::string(inWords(proposed.reason));
        if (!proposed.evidence.empty() && proposed.evidence != proposed.mailbox)
            text += " (" + proposed.evidence + ")";
        appendWrapped(entry, escapeControls(text), 4, columns,
                      "  " + layout.style.paint(Tone::Muted, "→") + " ");
    }
}

/// Notes stop nothing: their names in one line are enough.
void appendNotes(std::string& entry, const Diagnosis& diagnosis, const TableLayout& layout,
                 std::size_t columns)
{
    std::string notes;
    for (const Finding& finding : diagnosis.findings)
        if (finding.severity == Severity::Note)
            notes.append(notes.empty() ? "worth knowing: " : ", ").append(causeOf(finding.cause).id);
    if (notes.empty())
        return;
    std::string first = "  " + layout.style.paint(Tone::Muted, "·") + " ";
    for (const std::string& line : wrapText(notes, columns - 4)) {
        entry += first + layout.style.paint(Tone::Muted, line) + "\n";
        first = "    ";
    }
}

} // namespace

std::string fileEntry(const JudgedFile& file, const TableLayout& layout)
{
    const std::size_t columns = std::max(layout.columns, narrowestText);
    const Look look = lookOf(file.diagnosis.verdict);
    std::string entry = layout.style.paint(look.tone, look.sign) + " " +
                        layout.style.paint(look.tone, padTo(look.word, verdictColumns - 2)) +
                        layout.style.paint(Tone::Strong, escapeControls(displayText(file.path))) + "\n";
    if (file.diagnosis.verdict != Verdict::Clean) {
        if (!file.from.empty() || file.subject)
            entry += "  " + fitTo(senderAndSubject(file), columns - 2) + "\n";
        for (const Finding& finding : file.diagnosis.findings)
            if (finding.severity != Severity::Note || file.diagnosis.verdict == Verdict::Pending)
                appendFinding(entry, finding, layout, columns);
        appendProposed(entry, file, layout, columns);
    }
    for (const FilterVerdict& verdict : file.filtered)
        appendWrapped(entry, escapeControls(filteredText(verdict)), 4, columns,
                      "  " + layout.style.paint(Tone::Muted, "·") + " ");
    if (file.diagnosis.verdict != Verdict::Pending)
        appendNotes(entry, file.diagnosis, layout, columns);
    if (file.diagnosis.verdict != Verdict::Clean)
        entry += '\n';
    return entry;
}

} // namespace connectorscope
