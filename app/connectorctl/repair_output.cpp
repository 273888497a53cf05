#include "app/connectorctl/repair_output.h"

#include "app/connectorctl/diagnosis_json.h"
#include "core/base/base64.h"
#include "core/base/escape.h"
#include "core/base/json_text.h"
#include "core/base/path_text.h"

namespace connectorscope {
namespace {

std::string_view primaryId(const Diagnosis& diagnosis)
{
    return diagnosis.primary ? causeOf(*diagnosis.primary).id : std::string_view{};
}

std::string verdictText(const Diagnosis& diagnosis, const Style& style)
{
    const Look look = lookOf(diagnosis.verdict);
    std::string text = style.paint(look.tone, std::string(look.sign) + " " + std::string(look.word));
    if (diagnosis.primary)
        text += " (" + std::string(primaryId(diagnosis)) + ")";
    return text;
}

std::string colouredDiff(const Preview& preview, const Style& style)
{
    const std::string diff = diffText(preview);
    std::string text;
    for (std::size_t at = 0; at < diff.size();) {
        const std::size_t end = diff.find('\n', at);
        const std::string line = diff.substr(at, end - at);
        const Tone tone = line.starts_with('+')   ? Tone::Well
                          : line.starts_with('-') ? Tone::Corrupt
                          : line.starts_with(' ') ? Tone::Plain
                                                  : Tone::Muted;
        text += "    " + style.paint(tone, line) + "\n";
        at = end + 1;
    }
    return text;
}

} // namespace

nlohmann::ordered_json repairStepAsJson(const RepairPlan& plan, const Preview& preview)
{
    nlohmann::ordered_json json;
    json["cause"] = causeOf(plan.cause).id;
    json["repair"] = plan.name;
    json["what"] = plan.what;
    json["certainty"] = toString(plan.certainty);
    json["leaves_content_missing"] = plan.leavesContentMissing;
    json["breaks_dkim"] = plan.breaksDkim;
    json["edits"] = plan.edits.size();
    json["diff"] = diffText(preview);
    return json;
}

nlohmann::ordered_json unrepairedAsJson(const Unrepaired& left)
{
    nlohmann::ordered_json json;
    json["cause"] = causeOf(left.cause).id;
    json["repair"] = textOrNull(causeOf(left.cause).repair);
    json["reason"] = errorSentence(left.reason);
    return json;
}

std::string repairStepText(const RepairPlan& plan, const Preview& preview, const Style& style)
{
    std::string text = "  " + style.paint(Tone::Strong, plan.name) + " (" +
                       std::string(causeOf(plan.cause).id) + "): " + escapeControls(plan.what) + "\n";
    if (plan.certainty != Certainty::Certain)
        text += "    How sure: " + std::string(toString(plan.certainty)) + ".\n";
    if (plan.breaksDkim)
        text += "    It breaks the DKIM signature, which covers what is changed.\n";
    if (plan.leavesContentMissing)
        text += "    It leaves content missing; a note in the message says so.\n";
    return text + colouredDiff(preview, style);
}

std::string repairedFileAsJson(const RepairedFile& file)
{
    const auto textOf = [](const std::filesystem::path& path) { return displayText(path); };
    nlohmann::ordered_json json;
    json["schema"] = jsonSchema;
    json["path"] = textOf(file.path);
    if (!hasExactText(file.path))
        json["path_base64"] = base64(pathBytes(file.path));
    const bool wasRead = static_cast<bool>(file.outcome.before.bytes);
    const Diagnosis& before = file.outcome.before.diagnosis;
    const Diagnosis& after = file.outcome.after.diagnosis;
    json["verdict"] = wasRead ? toString(before.verdict) : "unreadable";
    json["primary"] = wasRead ? textOrNull(primaryId(before)) : nullptr;
    json["verdict_after"] = wasRead ? nlohmann::ordered_json(toString(after.verdict)) : nullptr;
    json["primary_after"] = wasRead ? textOrNull(primaryId(after)) : nullptr;
    json["repairs"] = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < file.outcome.steps.size(); ++i)
        json["repairs"].push_back(repairStepAsJson(file.outcome.steps[i], file.previews[i]));
    json["not_repaired"] = nlohmann::ordered_json::array();
    for (const Unrepaired& left : file.outcome.left)
        json["not_repaired"].push_back(unrepairedAsJson(left));
    json["output"] = file.output ? nlohmann::ordered_json(textOf(*file.output)) : nullptr;
    if (file.error)
        json["error"] = errorSentence(*file.error);
    return asLine(json);
}

std::string repairedFileText(const RepairedFile& file, const Style& style)
{
    if (!file.outcome.before.bytes)
        return {}; // what cannot be read is told on standard error
    const Diagnosis& before = file.outcome.before.diagnosis;
    std::string text = style.paint(Tone::Strong, escapeControls(displayText(file.path))) + "\n";
    text += "  Before: " + verdictText(before, style) + "\n";
    for (std::size_t i = 0; i < file.outcome.steps.size(); ++i)
        text += repairStepText(file.outcome.steps[i], file.previews[i], style);
    for (const Unrepaired& left : file.outcome.left)
        text += "  Not repaired (" + std::string(causeOf(left.cause).id) +
                "): " + escapeControls(errorSentence(left.reason)) + "\n";
    if (file.outcome.steps.empty() && file.outcome.left.empty())
        return text + "  Nothing to repair.\n";
    text += "  After:  " + verdictText(file.outcome.after.diagnosis, style) + "\n";
    if (file.output)
        text += "  Written to " + escapeControls(displayText(*file.output)) + "\n";
    return text;
}

} // namespace connectorscope
