#include "app/connectorctl/receipts.h"

#include "app/connectorctl/diagnosis_json.h"
#include "app/connectorctl/message_output.h"
#include "app/connectorctl/run_output.h"
#include "app/connectorctl/stuck_summary.h"
#include "core/base/base64.h"
#include "core/base/escape.h"
#include "core/base/json_text.h"
#include "core/base/path_text.h"

#include <algorithm>

namespace connectorscope {
namespace {

void addPlace(nlohmann::ordered_json& json, const std::string& prefix, const Site& site,
              const std::optional<Place>& place)
{
    const std::filesystem::path path = place ? pathOf(site, *place) : std::filesystem::path();
    json[prefix + "folder"] = place ? nlohmann::ordered_json(toString(place->folder)) : nullptr;
    json[prefix + "path"] = place ? nlohmann::ordered_json(displayText(path)) : nullptr;
    if (place && !hasExactText(path))
        json[prefix + "path_base64"] = base64(pathBytes(path));
}

bool isBadEnd(RunState state)
{
    return state == RunState::Failed || state == RunState::Ineffective || state == RunState::BadMailed ||
           needsPerson(state);
}

bool isOfPerson(ErrorCode code)
{
    return code == ErrorCode::BadInput || code == ErrorCode::NotFound || code == ErrorCode::AlreadyExists ||
           code == ErrorCode::Cancelled;
}

Look lookOf(ReceiptKind kind, const RunReceipt& receipt)
{
    switch (kind) {
    case ReceiptKind::Done:
        return receipt.state ? lookOf(*receipt.state) : Look{"✓", "done", Tone::Well};
    case ReceiptKind::Refused:
        return {"▲", "refused", Tone::AtRisk};
    case ReceiptKind::Failed:
    case ReceiptKind::Prevented:
        break;
    }
    return receipt.state && needsPerson(*receipt.state) ? lookOf(*receipt.state)
                                                        : Look{"◆", "failed", Tone::Blocked};
}

} // namespace

bool isOfEnvironment(const Refusal& refusal)
{
    return refusal.kind == RefusalKind::Unreadable || refusal.kind == RefusalKind::NoStaging ||
           refusal.kind == RefusalKind::VaultFull;
}

ReceiptKind kindOf(const RunReceipt& receipt)
{
    if (!receipt.refusals.empty())
        return std::ranges::any_of(receipt.refusals, isOfEnvironment) ? ReceiptKind::Prevented
                                                                      : ReceiptKind::Refused;
    if (receipt.error)
        return isOfPerson(receipt.error->code) ? ReceiptKind::Failed : ReceiptKind::Prevented;
    return receipt.state && isBadEnd(*receipt.state) ? ReceiptKind::Failed : ReceiptKind::Done;
}

nlohmann::ordered_json refusalsAsJson(const std::vector<Refusal>& refusals)
{
    nlohmann::ordered_json array = nlohmann::ordered_json::array();
    for (const Refusal& refusal : refusals) {
        nlohmann::ordered_json json;
        json["kind"] = toString(refusal.kind);
        json["reason"] = refusal.reason;
        json["hint"] = textOrNull(refusal.hint);
        json["cause"] = refusal.cause ? nlohmann::ordered_json(causeOf(*refusal.cause).id) : nullptr;
        array.push_back(std::move(json));
    }
    return array;
}

void addReceipt(nlohmann::ordered_json& json, const Site& site, const RunReceipt& receipt)
{
    json["message"] = textOrNull(receipt.message);
    json["run"] = textOrNull(receipt.run);
    json["state"] = receipt.state ? nlohmann::ordered_json(toString(*receipt.state)) : nullptr;
    addPlace(json, "", site, receipt.source);
    json["outcome"] = textOrNull(receipt.outcome);
    json["refusals"] = refusalsAsJson(receipt.refusals);
    addPlace(json, "now_", site, receipt.now);
    json["error"] = receipt.error ? nlohmann::ordered_json(errorSentence(*receipt.error)) : nullptr;
}

std::string receiptAsJson(const Site& site, const RunReceipt& receipt)
{
    nlohmann::ordered_json json;
    json["schema"] = jsonSchema;
    addReceipt(json, site, receipt);
    return asLine(json);
}

std::string refusalSentence(const Refusal& refusal)
{
    return refusal.reason + "." + (refusal.hint.empty() ? "" : " " + refusal.hint);
}

std::string receiptText(const RunReceipt& receipt, ReceiptKind kind, const Style& style)
{
    const Look look = lookOf(kind, receipt);
    std::string text = style.paint(look.tone, std::string(look.sign) + " " + std::string(look.word));
    if (!receipt.message.empty())
        text += "  " + style.paint(Tone::Strong, receipt.message);
    std::string what = receipt.outcome;
    const bool isRunNamed = receipt.error && receipt.error->message.find(receipt.run) != std::string::npos;
    if (!receipt.run.empty() && !isRunNamed)
        what += (what.empty() ? "Run " : " Run ") + receipt.run + ".";
    if (receipt.error)
        what += (what.empty() ? "" : " ") + errorSentence(*receipt.error);
    if (!what.empty())
        text += "  " + escapeControls(what);
    text += "\n";
    for (const Refusal& refusal : receipt.refusals)
        text += "  " + escapeControls(refusalSentence(refusal)) + "\n";
    return text;
}

Receipts::Receipts(const Site& site, Environment& environment, const Style& style, bool json)
    : m_site(site)
    , m_environment(environment)
    , m_style(style)
    , m_json(json)
{
}

void Receipts::print(const RunReceipt& receipt, bool isWanted)
{
    ReceiptKind kind = kindOf(receipt);
    if (kind == ReceiptKind::Done && !isWanted)
        kind = ReceiptKind::Failed;
    m_done += kind == ReceiptKind::Done ? 1 : 0;
    m_refused += receipt.refusals.empty() ? 0 : 1;
    m_failed += kind != ReceiptKind::Done && receipt.refusals.empty() ? 1 : 0;
    m_prevented = m_prevented || kind == ReceiptKind::Prevented;
    if (m_json)
        m_environment.out << receiptAsJson(m_site, receipt) << std::endl;
    else
        m_environment.out << receiptText(receipt, kind, m_style) << std::flush;
}

void Receipts::printSum() const
{
    if (m_json || m_done + m_refused + m_failed < 2)
        return;
    std::string text = counted(m_done + m_refused + m_failed, "message", "messages") + ": " +
                       std::to_string(m_done) + " done";
    if (m_refused > 0)
        text += ", " + std::to_string(m_refused) + " refused";
    if (m_failed > 0)
        text += ", " + std::to_string(m_failed) + " failed";
    m_environment.out << m_style.paint(Tone::Strong, text + ".") << '\n';
}

ExitStatus Receipts::status() const
{
    if (m_prevented)
        return ExitStatus::Environment;
    return m_refused + m_failed > 0 ? ExitStatus::Found : ExitStatus::Well;
}

} // namespace connectorscope
