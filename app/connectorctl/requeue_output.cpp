#include "app/connectorctl/requeue_output.h"

#include "app/connectorctl/diagnosis_json.h"
#include "app/connectorctl/message_output.h"
#include "app/connectorctl/receipts.h"
#include "app/connectorctl/repair_output.h"
#include "app/connectorctl/stuck_summary.h"
#include "app/connectorctl/text_layout.h"
#include "core/base/base64.h"
#include "core/base/escape.h"
#include "core/base/json_text.h"
#include "core/base/path_text.h"

#include <algorithm>
#include <array>

namespace connectorscope {
namespace {

constexpr std::size_t leastPreviewColumns = 40;
constexpr std::size_t previewIndent = 12;
constexpr std::size_t mostReasons = 20; ///< of a summary; more are not read

/// --to would answer it.
bool isForWantOfMailbox(const Refusal& refusal)
{
    constexpr std::array causes = {CauseId::MissingRecipient, CauseId::InvalidRecipient,
                                   CauseId::GroupSyntaxRecipient, CauseId::NoLocalRecipient,
                                   CauseId::UnknownMailbox};
    return refusal.kind == RefusalKind::NoRecipient ||
           (refusal.kind == RefusalKind::StillFatal && refusal.cause &&
            std::ranges::find(causes, *refusal.cause) != causes.end());
}

nlohmann::ordered_json primaryAsJson(const Diagnosis& diagnosis)
{
    return diagnosis.primary ? nlohmann::ordered_json(causeOf(*diagnosis.primary).id) : nullptr;
}

nlohmann::ordered_json envelopeAsJson(const PlannedEnvelope& envelope)
{
    nlohmann::ordered_json json;
    json["sender"] = envelope.sender.empty() ? "<>" : envelope.sender;
    json["sender_reason"] = envelope.senderReason;
    json["recipients"] = nlohmann::ordered_json::array();
    for (const PlannedRecipient& recipient : envelope.recipients)
        json["recipients"].push_back({{"mailbox", recipient.mailbox},
                                      {"reason", recipient.why},
                                      {"evidence", textOrNull(recipient.evidence)}});
    json["left_out"] = envelope.leftOut;
    return json;
}

nlohmann::ordered_json repairsOfPreview(const RequeuePreview& preview)
{
    nlohmann::ordered_json array = nlohmann::ordered_json::array();
    for (const PlannedRepair& repair : preview.repairs)
        array.push_back(repairStepAsJson(repair.plan, repair.diff));
    return array;
}

/// Which lines of a header come and go: those at its beginning and end that are the same are left out.
struct HeaderChange
{
    std::size_t same = 0; ///< lines at the beginning
    std::vector<std::string> gone;
    std::vector<std::string> come;
};

HeaderChange changeOf(const RequeuePreview& preview)
{
    const std::vector<std::string>& before = preview.headerBefore;
    const std::vector<std::string>& after = preview.headerAfter;
    const std::size_t shorter = std::min(before.size(), after.size());
    HeaderChange change;
    while (change.same < shorter && before[change.same] == after[change.same])
        ++change.same;
    std::size_t end = 0;
    while (end < shorter - change.same && before[before.size() - 1 - end] == after[after.size() - 1 - end])
        ++end;
    const auto middle = [&](const std::vector<std::string>& lines) {
        return std::vector<std::string>(lines.begin() + static_cast<std::ptrdiff_t>(change.same),
                                        lines.end() - static_cast<std::ptrdiff_t>(end));
    };
    change.gone = middle(before);
    change.come = middle(after);
    return change;
}

class PreviewPage
{
public:
    PreviewPage(const RequeuePreview& preview, const Style& style, std::size_t columns)
        : m_preview(preview)
        , m_style(style)
        , m_columns(std::clamp(columns, leastPreviewColumns, widestText))
    {
    }

    std::string text(const Site& site)
    {
        const Look look =
            m_preview.passes() ? Look{"✓", "goes through", Tone::Well} : Look{"▲", "refused", Tone::AtRisk};
        line(m_style.paint(look.tone, std::string(look.sign) + " " + std::string(look.word)) + "  " +
             m_style.paint(Tone::Strong, m_preview.message));
        if (m_preview.source)
            entry("Lies in", displayText(pathOf(site, *m_preview.source)));
        entry("Verdict", verdictWords(m_preview.before));
        if (!m_preview.repairs.empty())
            entry("Repaired", verdictWords(m_preview.after));
        for (const Refusal& refusal : m_preview.refusals)
            entry("Refused", refusalSentence(refusal));
        for (const std::string& warning : m_preview.warnings)
            entry("Warning", warning);
        if (m_preview.envelope)
            addEnvelope(*m_preview.envelope);
        addSteps();
        addRepairs();
        addHeader();
        return std::move(m_text);
    }

private:
    void line(std::string_view text) { m_text.append(text).append("\n"); }

    void entry(std::string_view label, std::string_view text)
    {
        bool first = true;
        for (const std::string& part : wrapText(escapeControls(text), m_columns - previewIndent)) {
            line(m_style.paint(Tone::Muted, padTo(first ? label : "", previewIndent)) + part);
            first = false;
        }
    }

    static std::string verdictWords(const Diagnosis& diagnosis)
    {
        std::string text(lookOf(diagnosis.verdict).word);
        if (diagnosis.primary)
            text += ": " + std::string(causeOf(*diagnosis.primary).title);
        return text;
    }

    void addEnvelope(const PlannedEnvelope& envelope)
    {
        entry("From",
              (envelope.sender.empty() ? "<>" : envelope.sender) + " (" + envelope.senderReason + ")");
        for (const PlannedRecipient& recipient : envelope.recipients)
            entry("To", recipient.mailbox + " (" + recipient.why +
                            (recipient.evidence.empty() ? "" : ": " + recipient.evidence) + ")");
        for (const std::string& address : envelope.leftOut)
            entry("Left out", address + " is not of this site");
    }

    void addSteps()
    {
        if (m_preview.steps.empty())
            return;
        line("");
        for (const PlannedStep& step : m_preview.steps)
            entry(toString(step.step), step.what);
    }

    void addRepairs()
    {
        for (const PlannedRepair& repair : m_preview.repairs)
            m_text += "\n" + repairStepText(repair.plan, repair.diff, m_style);
        for (const Unrepaired& left : m_preview.left)
            entry("Stays", std::string(causeOf(left.cause).id) + ": " + errorSentence(left.reason));
    }

    void addHeader()
    {
        const HeaderChange change = changeOf(m_preview);
        if (change.gone.empty() && change.come.empty())
            return;
        line("\n" + m_style.paint(Tone::Muted, "Header, from line " + std::to_string(change.same + 1) + ":"));
        for (const std::string& gone : change.gone)
            line(m_style.paint(Tone::Corrupt, "- " + escapeControls(gone)));
        for (const std::string& come : change.come)
            line(m_style.paint(Tone::Well, "+ " + escapeControls(come)));
        if (m_preview.headerIsCut)
            line(m_style.paint(Tone::Muted, "The header is longer than what was compared."));
    }

    const RequeuePreview& m_preview;
    const Style& m_style;
    std::size_t m_columns;
    std::string m_text;
};

void addCounted(std::string& text, const std::map<std::string, std::uint64_t>& counts, const char* label)
{
    std::vector<std::pair<std::uint64_t, std::string>> sorted;
    for (const auto& [reason, count] : counts)
        sorted.emplace_back(count, reason);
    std::ranges::sort(sorted, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    for (std::size_t i = 0; i < sorted.size() && i < mostReasons; ++i)
        text +=
            "  " + std::to_string(sorted[i].first) + " " + label + escapeControls(sorted[i].second) + "\n";
    if (sorted.size() > mostReasons)
        text += "  and " + std::to_string(sorted.size() - mostReasons) + " more reasons\n";
}

} // namespace

std::string previewAsJson(const Site& site, const RequeuePreview& preview)
{
    nlohmann::ordered_json json;
    json["schema"] = jsonSchema;
    json["dry_run"] = true;
    json["message"] = preview.message;
    json["folder"] = preview.source ? nlohmann::ordered_json(toString(preview.source->folder)) : nullptr;
    const std::filesystem::path path =
        preview.source ? pathOf(site, *preview.source) : std::filesystem::path();
    json["path"] = textOrNull(displayText(path));
    if (!hasExactText(path))
        json["path_base64"] = base64(pathBytes(path));
    json["passes"] = preview.passes();
    json["needs_mailbox"] = needsMailbox(preview);
    json["transfer"] = preview.transfer == Carrier::BuiltIn ? "builtin" : "external";
    json["verdict"] = toString(preview.before.verdict);
    json["primary"] = primaryAsJson(preview.before);
    json["verdict_after"] = toString(preview.after.verdict);
    json["primary_after"] = primaryAsJson(preview.after);
    json["envelope"] = preview.envelope ? envelopeAsJson(*preview.envelope) : nullptr;
    json["steps"] = nlohmann::ordered_json::array();
    for (const PlannedStep& step : preview.steps)
        json["steps"].push_back(
            {{"step", toString(step.step)}, {"skipped", step.skipped}, {"what", step.what}});
    json["repairs"] = repairsOfPreview(preview);
    json["not_repaired"] = nlohmann::ordered_json::array();
    for (const Unrepaired& left : preview.left)
        json["not_repaired"].push_back(unrepairedAsJson(left));
    json["header_before"] = preview.headerBefore;
    json["header_after"] = preview.headerAfter;
    json["header_is_cut"] = preview.headerIsCut;
    json["refusals"] = refusalsAsJson(preview.refusals);
    json["warnings"] = preview.warnings;
    return asLine(json);
}

std::string previewText(const Site& site, const RequeuePreview& preview, const Style& style,
                        std::size_t columns)
{
    return PreviewPage(preview, style, columns).text(site);
}

std::string previewLine(const RequeuePreview& preview, const Style& style)
{
    const std::string id = style.paint(Tone::Strong, preview.message);
    if (!preview.passes())
        return style.paint(Tone::AtRisk, "▲ refused") + "       " + id + "  " +
               escapeControls(refusalSentence(preview.refusals.front())) + "\n";
    std::string what;
    for (const PlannedRepair& repair : preview.repairs)
        what += (what.empty() ? "repaired: " : ", ") + repair.plan.name;
    for (const std::string& warning : preview.warnings)
        what += (what.empty() ? "" : "; ") + warning;
    return style.paint(Tone::Well, "✓ goes through") + "  " + id + (what.empty() ? "" : "  ") +
           escapeControls(what) + "\n";
}

bool needsMailbox(const RequeuePreview& preview)
{
    return !preview.refusals.empty() && std::ranges::all_of(preview.refusals, isForWantOfMailbox);
}

void PreviewSum::add(const RequeuePreview& preview)
{
    for (const std::string& warning : preview.warnings)
        ++m_warnings[warning];
    if (preview.passes()) {
        ++m_passing;
        m_repaired += preview.repairs.empty() ? 0 : 1;
    } else if (needsMailbox(preview)) {
        ++m_needMailbox;
    } else {
        ++m_refused;
        ++m_reasons[refusalSentence(preview.refusals.front())];
    }
}

std::string PreviewSum::text() const
{
    std::string text = counted(m_passing + m_needMailbox + m_refused, "message", "messages") + ": " +
                       std::to_string(m_passing) + (m_passing == 1 ? " goes through" : " go through");
    if (m_repaired > 0)
        text += " (" + std::to_string(m_repaired) + " repaired)";
    if (m_needMailbox > 0)
        text += ", " + std::to_string(m_needMailbox) + (m_needMailbox == 1 ? " needs" : " need") +
                " a mailbox (--to ADDRESS)";
    if (m_refused > 0)
        text += ", " + std::to_string(m_refused) + (m_refused == 1 ? " is" : " are") + " refused";
    text += ".\n";
    addCounted(text, m_reasons, "refused: ");
    addCounted(text, m_warnings, "with a warning: ");
    return text;
}

} // namespace connectorscope
