#include "app/connectorctl/show_output.h"

#include "app/connectorctl/cause_output.h"
#include "app/connectorctl/finding_json.h"
#include "app/connectorctl/stuck_summary.h"
#include "app/connectorctl/text_layout.h"
#include "core/base/escape.h"
#include "core/base/json_text.h"
#include "core/base/path_text.h"
#include "core/base/time_text.h"
#include "core/diagnosis/limit_words.h"
#include "core/diagnosis/site_context.h"
#include "core/message/body.h"

#include <algorithm>

namespace connectorscope {
namespace {

constexpr std::size_t labelColumns = 14;

class TextPage
{
public:
    TextPage(const Site& site, const Style& style, std::size_t columns)
        : m_context(contextOf(site, FolderKind::None))
        , m_limits(readLimitsOf(site))
        , m_style(style)
        , m_columns(std::clamp(columns, narrowestText, widestText))
    {
    }

    void line(std::string_view text) { m_text.append(text).append("\n"); }

    void heading(std::string_view text) { line("\n" + m_style.paint(Tone::Strong, text)); }

    /// The text, wrapped beside a label or an indent.
    void entry(std::string_view label, std::string_view text, std::size_t indent = labelColumns)
    {
        bool first = true;
        for (const std::string& part : wrapText(escapeControls(text), m_columns - indent)) {
            line(m_style.paint(Tone::Muted, padTo(first ? label : "", indent)) + part);
            first = false;
        }
    }

    void finding(const Finding& finding)
    {
        const Cause& cause = causeOf(finding.cause);
        const Look look = lookOf(finding.severity);
        line("");
        line(m_style.paint(look.tone, look.sign) + " " + m_style.paint(Tone::Strong, cause.title) + "  " +
             m_style.paint(Tone::Muted, cause.id));
        entry("", meaningWithin(m_context, m_limits, cause), 2);
        std::string proof = "line " + std::to_string(finding.line);
        if (finding.count > 1)
            proof += " and " + std::to_string(finding.count - 1) + " more";
        proof += ", byte " + std::to_string(finding.offset);
        if (!finding.evidence.empty())
            proof += ": " + finding.evidence;
        entry("  Proof", proof);
        std::string code(cause.symbol);
        if (!cause.hresult.empty())
            code += (code.empty() ? "" : " ") + std::string(cause.hresult);
        if (!code.empty())
            entry("  Code", code);
        entry("  How sure", std::string(toString(cause.basis)) + ": " + std::string(inWords(cause.basis)));
        entry("  Retry", inWords(cause.retry));
        entry("  What to do", cause.advice);
    }

    const Style& style() const { return m_style; }
    std::string take() { return std::move(m_text); }

private:
    JudgeContext m_context;
    ReadLimits m_limits;
    const Style& m_style;
    std::size_t m_columns;
    std::string m_text;
};

std::string placeText(const Place& place)
{
    return std::string(folderWords(place.folder)) + " / " + displayText(pathFromBytes(place.name));
}

std::string eventText(const HistoryEntry& entry)
{
    std::string text = entry.kind == "finding-added" ? "found" : entry.kind;
    if (entry.from)
        text += ": " + placeText(*entry.from) + " -> " + placeText(entry.place);
    else if (entry.place.folder != FolderKind::None)
        text += ": " + placeText(entry.place);
    if (entry.kind == "judged" || entry.kind == "finding-added") {
        if (entry.cause)
            text += ", " + std::string(causeOf(*entry.cause).title);
    }
    if (!entry.detail.empty())
        text += " (" + entry.detail + ")";
    if (!entry.run.empty())
        text += ", run " + entry.run;
    return text;
}

nlohmann::ordered_json historyAsJson(const HistoryEntry& entry)
{
    nlohmann::ordered_json json;
    json["at"] = utcText(entry.at);
    json["event"] = entry.kind;
    json["folder"] = textOrNull(toString(entry.place.folder));
    json["name"] = textOrNull(displayText(pathFromBytes(entry.place.name)));
    json["from_folder"] = entry.from ? nlohmann::ordered_json(toString(entry.from->folder)) : nullptr;
    json["from_name"] =
        entry.from ? nlohmann::ordered_json(displayText(pathFromBytes(entry.from->name))) : nullptr;
    json["cause"] = entry.cause ? nlohmann::ordered_json(causeOf(*entry.cause).id) : nullptr;
    json["detail"] = textOrNull(entry.detail);
    json["run"] = textOrNull(entry.run);
    json["account"] = entry.actor.account;
    json["machine"] = entry.actor.machine;
    return json;
}

std::string partType(const Part& part)
{
    return part.type + "/" + part.subtype;
}

} // namespace

std::string shownAsJson(const Site& site, const ShownMessage& shown)
{
    nlohmann::ordered_json json = messageJson(site, shown.message);
    json["findings"] = nlohmann::ordered_json::array();
    for (const Finding& finding : shown.findings)
        json["findings"].push_back(findingAsJson(finding));
    json["filtered"] = filteredAsJson(shown.filtered);
    json["history"] = nlohmann::ordered_json::array();
    for (const HistoryEntry& entry : shown.history)
        json["history"].push_back(historyAsJson(entry));
    return asLine(json);
}

std::string shownText(const Site& site, const ShownMessage& shown, const Style& style, std::size_t columns)
{
    const MessageRow& row = shown.message.row;
    const Look look = lookOf(row.verdict);
    const bool present = row.state == MessageState::Present;
    TextPage page(site, style, columns);
    page.line(style.paint(look.tone, std::string(look.sign) + " " + std::string(look.word)) + "  " +
              style.paint(Tone::Strong, escapeControls(subjectText(row))) + "  " +
              style.paint(Tone::Muted, row.id));
    page.line("");
    page.entry("From", senderText(row));
    page.entry("To", recipientsText(row));
    if (row.date)
        page.entry("Date", *row.date);
    if (!row.messageId.empty())
        page.entry("Message-ID", row.messageId);
    page.entry("Size", std::to_string(row.size) + " bytes");
    page.entry(present ? "Lies in" : "Lay in", displayText(pathOf(site, row.place)));
    std::string since = (present ? "since " : std::string(toString(row.state)) + " at ") +
                        localText(row.since) + ", " + ageText(shown.message.now - row.since) +
                        (present ? "" : " ago");
    if (present)
        since += shown.message.stuck ? ": stuck" : ": not stuck";
    page.entry("", since);
    if (shown.message.acknowledgement) {
        const Acknowledgement& known = *shown.message.acknowledgement;
        page.entry("Known", known.note + " (" + known.actor.account + " on " + known.actor.machine + ", " +
                                localText(known.at) + ")");
    }
    page.heading("Why");
    if (shown.findings.empty())
        page.line(row.judged ? "Nothing was found in it." : "It was not read yet.");
    for (const Finding& finding : shown.findings)
        page.finding(finding);
    if (!shown.filtered.empty())
        page.heading("What the bypassed filters would have said");
    for (const FilterVerdict& verdict : shown.filtered) {
        page.line(escapeControls(verdict.reason));
        page.entry("  Proof", "line " + std::to_string(verdict.line) + ", byte " +
                                  std::to_string(verdict.offset) +
                                  (verdict.evidence.empty() ? "" : ": " + verdict.evidence));
    }
    page.heading("What happened");
    for (const HistoryEntry& entry : shown.history)
        page.entry(localText(entry.at),
                   eventText(entry) + ", by " + entry.actor.account + " on " + entry.actor.machine, 21);
    return page.take();
}

std::string partsText(const Message& message)
{
    std::string text;
    for (std::size_t i = 0; i < message.parts.size(); ++i) {
        const Part& part = message.parts[i];
        const std::string name = attachmentName(part);
        text += std::string(2 * static_cast<std::size_t>(part.depth), ' ') + std::to_string(i) + "  " +
                escapeControls(partType(part)) + "  " + std::to_string(part.bodyLength) +
                " bytes from byte " + std::to_string(part.bodyOffset) + ", line " +
                std::to_string(part.bodyLine);
        if (!name.empty())
            text += "  \"" + escapeControls(name) + "\"";
        text += '\n';
    }
    return text;
}

std::string partsAsJson(const Message& message)
{
    std::string text;
    for (std::size_t i = 0; i < message.parts.size(); ++i) {
        const Part& part = message.parts[i];
        nlohmann::ordered_json json;
        json["schema"] = jsonSchema;
        json["part"] = i;
        json["parent"] =
            part.parent < 0 ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(part.parent);
        json["type"] = partType(part);
        json["name"] = textOrNull(attachmentName(part));
        json["disposition"] = textOrNull(disposition(part));
        json["offset"] = part.bodyOffset;
        json["length"] = part.bodyLength;
        json["line"] = part.bodyLine;
        text += asLine(json) + "\n";
    }
    return text;
}

} // namespace connectorscope
