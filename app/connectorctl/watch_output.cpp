#include "app/connectorctl/watch_output.h"

#include "app/connectorctl/backup_output.h"
#include "app/connectorctl/diagnosis_json.h"
#include "app/connectorctl/finding_json.h"
#include "app/connectorctl/message_output.h"
#include "app/connectorctl/receipts.h"
#include "app/connectorctl/stuck_summary.h"
#include "app/connectorctl/text_layout.h"
#include "core/base/base64.h"
#include "core/base/escape.h"
#include "core/base/json_text.h"
#include "core/base/path_text.h"
#include "core/base/time_text.h"

#include <variant>

namespace connectorscope {
namespace {

constexpr std::size_t whatColumns = 11;
constexpr const char* recoveredEvent = "recovered";
constexpr const char* recoveredWords = "the databases take everything again";

std::string nameText(const std::string& name)
{
    return escapeControls(displayText(pathFromBytes(name)));
}

std::string eventOf(const ConditionChange& change)
{
    return "condition-" + std::string(toString(change.step));
}

std::string eventOf(const FolderHealth& health)
{
    return health.reachable() ? "reachable" : "unreachable";
}

std::string beginning(UtcTime at, std::string_view what, FolderKind folder, const Style& style)
{
    return style.paint(Tone::Muted, localText(at)) + "  " + padTo(what, whatColumns) + " " +
           padTo(folderWords(folder), folderColumns) + " ";
}

std::string whoText(const ScannedMessage& scanned)
{
    std::string text = scanned.from.empty() ? std::string("(no sender)") : scanned.from.front().spec();
    text += " -> ";
    text += scanned.to.empty() ? std::string("(nobody)") : scanned.to.front();
    if (scanned.to.size() > 1)
        text += " and " + std::to_string(scanned.to.size() - 1) + " more";
    if (scanned.hasSubject)
        text += ": " + scanned.subject;
    return escapeControls(text);
}

std::string recordText(const RecordedEvent& event, const Style& style)
{
    const WatchRecord& record = event.record;
    const bool isFinding = record.kind == RecordKind::FindingAdded;
    std::string text =
        beginning(record.at, isFinding ? "found" : toString(record.kind), record.place.folder, style) +
        style.paint(Tone::Strong, nameText(record.place.name));
    if (record.from)
        text += ", from " + std::string(folderWords(record.from->folder)) +
                (record.from->name == record.place.name ? "" : " / " + nameText(record.from->name));
    if (record.scanned) {
        const Diagnosis& diagnosis = record.scanned->diagnosis;
        const Look look = lookOf(diagnosis.verdict);
        text += "  " + style.paint(look.tone, std::string(look.sign) + " " + std::string(look.word));
        if (diagnosis.primary)
            text += ": " + std::string(causeOf(*diagnosis.primary).title);
        text += record.scanned->state == ReadState::Read ? "  " + whoText(*record.scanned)
                                                         : "  " + escapeControls(record.scanned->error);
    }
    if (record.finding)
        text += "  " + std::string(causeOf(record.finding->cause).title) + ": " +
                escapeControls(record.finding->evidence);
    if (record.countsAsHandedOver)
        text += "  handed over";
    if (!event.message.empty())
        text += "  " + style.paint(Tone::Muted, event.message);
    return text;
}

std::string conditionText(const ConditionChange& change, const Style& style)
{
    const Cause& cause = causeOf(change.state.key.cause);
    const std::string_view what = change.step == ConditionStep::Began   ? "began"
                                  : change.step == ConditionStep::Ended ? "ended"
                                                                        : "changed";
    const bool over = change.step == ConditionStep::Ended;
    return beginning(change.at, what, change.state.key.folder, style) +
           style.paint(over ? Tone::Well : Tone::Server, over ? "✓" : "■") + " " +
           style.paint(Tone::Strong, cause.title) + ": " + escapeControls(change.state.evidence);
}

std::string healthText(const FolderHealth& health, UtcTime now, const Style& style)
{
    std::string text = beginning(now, eventOf(health), health.folder, style);
    if (!health.reachable())
        return text + style.paint(Tone::Server, "■") + " " + escapeControls(health.whyUnreachable);
    text += style.paint(Tone::Well, "✓") + " " + counted(health.entries, "message", "messages") + ", " +
            (health.news == NewsSource::Events ? "with notifications" : "by polling");
    if (!health.whyPolling.empty())
        text += " (" + escapeControls(health.whyPolling) + ")";
    return text;
}

nlohmann::ordered_json begun(UtcTime at, std::string_view event)
{
    nlohmann::ordered_json json;
    json["schema"] = jsonSchema;
    json["at"] = utcText(at);
    json["event"] = event;
    return json;
}

void addPath(nlohmann::ordered_json& json, const std::filesystem::path& path)
{
    json["path"] = displayText(path);
    if (!hasExactText(path))
        json["path_base64"] = base64(pathBytes(path));
}

nlohmann::ordered_json recordJson(const Site& site, const RecordedEvent& event)
{
    const WatchRecord& record = event.record;
    nlohmann::ordered_json json = begun(record.at, toString(record.kind));
    json["id"] = textOrNull(event.message);
    json["folder"] = toString(record.place.folder);
    addPath(json, pathOf(site, record.place));
    json["from_path"] =
        record.from ? nlohmann::ordered_json(displayText(pathOf(site, *record.from))) : nullptr;
    json["size"] = record.stamp.size;
    json["handed_over"] = record.countsAsHandedOver;
    json["run"] = textOrNull(record.run);
    const bool read = record.scanned && record.scanned->state == ReadState::Read;
    const Cause* cause = nullptr;
    if (record.finding)
        cause = &causeOf(record.finding->cause);
    else if (record.scanned && record.scanned->diagnosis.primary)
        cause = &causeOf(*record.scanned->diagnosis.primary);
    json["verdict"] =
        record.scanned ? nlohmann::ordered_json(toString(record.scanned->diagnosis.verdict)) : nullptr;
    json["cause"] = cause != nullptr ? nlohmann::ordered_json(cause->id) : nullptr;
    json["subject"] =
        read && record.scanned->hasSubject ? nlohmann::ordered_json(record.scanned->subject) : nullptr;
    json["from"] = nlohmann::ordered_json::array();
    json["to"] = nlohmann::ordered_json::array();
    if (read) {
        for (const Address& address : record.scanned->from)
            json["from"].push_back(address.spec());
        json["to"] = record.scanned->to;
    }
    json["findings"] = nlohmann::ordered_json::array();
    if (record.scanned)
        for (const Finding& finding : record.scanned->diagnosis.findings)
            json["findings"].push_back(findingAsJson(finding));
    if (record.finding)
        json["findings"].push_back(findingAsJson(*record.finding));
    return json;
}

nlohmann::ordered_json conditionJson(const ConditionChange& change)
{
    nlohmann::ordered_json json = begun(change.at, eventOf(change));
    json["folder"] = textOrNull(toString(change.state.key.folder));
    json["cause"] = causeOf(change.state.key.cause).id;
    json["since"] = utcText(change.state.since);
    json["evidence"] = change.state.evidence;
    json["members"] = change.state.members;
    return json;
}

nlohmann::ordered_json healthJson(const FolderHealth& health, UtcTime now)
{
    nlohmann::ordered_json json = begun(now, eventOf(health));
    json["folder"] = toString(health.folder);
    addPath(json, health.path);
    json["messages"] = health.entries;
    json["news"] = toString(health.news);
    json["why"] = textOrNull(health.whyUnreachable);
    return json;
}

nlohmann::ordered_json troubleJson(const TroubleEvent& trouble, UtcTime now)
{
    nlohmann::ordered_json json = begun(now, "trouble");
    json["folder"] = textOrNull(toString(trouble.folder));
    json["error"] = errorSentence(trouble.error);
    return json;
}

template <class... Functions>
struct Overloaded : Functions...
{
    using Functions::operator()...;
};
template <class... Functions>
Overloaded(Functions...) -> Overloaded<Functions...>;

} // namespace

std::string watchEventText(const WatchEvent& event, UtcTime now, const Style& style)
{
    return std::visit(Overloaded{[&](const RecordedEvent& recorded) { return recordText(recorded, style); },
                                 [&](const ConditionChange& change) { return conditionText(change, style); },
                                 [&](const FolderHealth& health) { return healthText(health, now, style); },
                                 [&](const TroubleEvent& trouble) {
                                     return beginning(now, "trouble", trouble.folder, style) +
                                            escapeControls(errorSentence(trouble.error));
                                 },
                                 [&](const RecoveredEvent&) {
                                     return beginning(now, recoveredEvent, FolderKind::None, style) +
                                            recoveredWords;
                                 },
                                 [](const ProgressEvent&) { return std::string(); }},
                      event);
}

std::string watchEventAsJson(const Site& site, const WatchEvent& event, UtcTime now)
{
    return std::visit(
        Overloaded{[&](const RecordedEvent& recorded) { return asLine(recordJson(site, recorded)); },
                   [](const ConditionChange& change) { return asLine(conditionJson(change)); },
                   [&](const FolderHealth& health) { return asLine(healthJson(health, now)); },
                   [&](const TroubleEvent& trouble) { return asLine(troubleJson(trouble, now)); },
                   [&](const RecoveredEvent&) { return asLine(begun(now, recoveredEvent)); },
                   [](const ProgressEvent&) { return std::string(); }},
        event);
}

std::string watchEventForLog(const WatchEvent& event)
{
    const auto about = [](FolderKind folder) { return std::string(folderWords(folder)) + ": "; };
    return std::visit(
        Overloaded{
            [](const RecordedEvent&) { return std::string(); },
            [&](const ConditionChange& change) {
                return about(change.state.key.folder) + eventOf(change) + " " +
                       std::string(causeOf(change.state.key.cause).id) + ": " + change.state.evidence;
            },
            [&](const FolderHealth& health) { return about(health.folder) + eventOf(health); },
            [&](const TroubleEvent& trouble) { return about(trouble.folder) + errorSentence(trouble.error); },
            [](const RecoveredEvent&) { return std::string(recoveredWords); },
            [](const ProgressEvent&) { return std::string(); }},
        event);
}

std::string workDoneText(const WorkDone& done, UtcTime now, const Style& style)
{
    return style.paint(Tone::Muted, localText(now)) + "  " + padTo(toString(done.occasion), whatColumns) +
           " " + receiptText(done.receipt, kindOf(done.receipt), style);
}

std::string workDoneAsJson(const Site& site, const WorkDone& done, UtcTime now)
{
    nlohmann::ordered_json json = begun(now, "receipt");
    json["occasion"] = toString(done.occasion);
    json["action"] = done.action ? nlohmann::ordered_json(*done.action) : nullptr;
    addReceipt(json, site, done.receipt);
    return asLine(json);
}

std::string vaultPurgedText(const VaultPurged& purged, UtcTime now, const Style& style)
{
    return style.paint(Tone::Muted, localText(now)) + "  " + padTo("purged", whatColumns) +
           " the vault: " + counted(purged.files, "original", "originals") + ", " + bytesText(purged.bytes) +
           "\n";
}

std::string vaultPurgedAsJson(const VaultPurged& purged, UtcTime now)
{
    nlohmann::ordered_json json = begun(now, "vault-purged");
    json["files"] = purged.files;
    json["bytes"] = purged.bytes;
    return asLine(json);
}

std::string watchMarkAsJson(const Site& site, std::string_view event, const std::string& run, UtcTime now)
{
    nlohmann::ordered_json json = begun(now, event);
    json["site"] = site.name;
    json["run"] = run;
    return asLine(json);
}

} // namespace connectorscope
