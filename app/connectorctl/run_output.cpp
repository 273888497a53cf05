#include "app/connectorctl/run_output.h"

#include "app/connectorctl/message_output.h"
#include "app/connectorctl/stuck_summary.h"
#include "app/connectorctl/text_layout.h"
#include "core/base/base64.h"
#include "core/base/escape.h"
#include "core/base/json_text.h"
#include "core/base/path_text.h"
#include "core/base/time_text.h"

#include <algorithm>

namespace connectorscope {
namespace {

constexpr std::size_t wideRunColumns = 110; ///< columns that a run on one line needs
constexpr std::size_t timeColumns = 19;
constexpr std::size_t stateColumns = 17;
constexpr std::size_t kindColumns = 16;
constexpr std::size_t runIdColumns = 10;
constexpr std::size_t runLabelColumns = 14;
constexpr std::size_t fixedRunColumns = timeColumns + stateColumns + kindColumns + 2 * runIdColumns + 5;

std::string hashOrEmpty(const std::optional<Sha256Digest>& hash)
{
    return hash ? hexText(*hash) : std::string();
}

nlohmann::ordered_json runJson(const Site& site, const RunRow& run)
{
    const std::filesystem::path path = pathOf(site, run.source);
    nlohmann::ordered_json json;
    json["schema"] = jsonSchema;
    json["run"] = run.id;
    json["message"] = run.message;
    json["kind"] = run.kind;
    json["state"] = toString(run.state);
    json["finished"] = isFinished(run.state);
    json["attempt"] = run.attempt;
    json["automatic"] = run.isAutomatic;
    const auto next = nextTry(site, run);
    json["retry_at"] = next ? nlohmann::ordered_json(utcText(*next)) : nlohmann::ordered_json(nullptr);
    json["began"] = utcText(run.began);
    json["ended"] = run.ended ? nlohmann::ordered_json(utcText(*run.ended)) : nlohmann::ordered_json(nullptr);
    json["outcome"] = textOrNull(run.outcome);
    json["folder"] = textOrNull(toString(run.source.folder));
    json["path"] = displayText(path);
    if (!hasExactText(path))
        json["path_base64"] = base64(pathBytes(path));
    json["original_sha256"] = textOrNull(hashOrEmpty(run.original));
    json["action"] = run.action ? nlohmann::ordered_json(*run.action) : nlohmann::ordered_json(nullptr);
    json["account"] = run.actor.account;
    json["machine"] = run.actor.machine;
    return json;
}

nlohmann::ordered_json stepJson(const StepRow& step)
{
    nlohmann::ordered_json json;
    json["step"] = toString(step.step);
    json["phase"] = toString(step.phase);
    json["at"] = utcText(step.at);
    json["path"] = textOrNull(displayText(pathFromBytes(step.path)));
    json["sha256"] = textOrNull(hashOrEmpty(step.hash));
    json["detail"] = textOrNull(step.detail);
    json["account"] = step.actor.account;
    json["machine"] = step.actor.machine;
    return json;
}

std::string stateText(const RunRow& run, const Style& style, std::size_t columns)
{
    const Look look = lookOf(run.state);
    return style.paint(look.tone, padTo(std::string(look.sign) + " " + std::string(look.word), columns));
}

} // namespace

Look lookOf(RunState state)
{
    switch (moodOf(state)) {
    case RunMood::UnderWay:
        return {"○", stateWords(state), Tone::Plain};
    case RunMood::Late:
        return {"▲", stateWords(state), Tone::AtRisk};
    case RunMood::NeedsPerson:
        return {"■", stateWords(state), Tone::Server};
    case RunMood::Well:
        return {"✓", stateWords(state), Tone::Well};
    case RunMood::Blocked:
        return {"◆", stateWords(state), Tone::Blocked};
    case RunMood::Corrupt:
        return {"●", stateWords(state), Tone::Corrupt};
    case RunMood::Over:
        break;
    }
    return {"·", stateWords(state), Tone::Muted};
}

std::string runAsJson(const Site& site, const RunRow& run)
{
    return asLine(runJson(site, run));
}

std::string runAsJson(const Site& site, const RunRow& run, const std::vector<StepRow>& steps)
{
    nlohmann::ordered_json json = runJson(site, run);
    json["steps"] = nlohmann::ordered_json::array();
    for (const StepRow& step : steps)
        json["steps"].push_back(stepJson(step));
    return asLine(json);
}

std::string runLinesTitle(const Style& style, std::size_t columns)
{
    if (columns < wideRunColumns)
        return {};
    return style.paint(Tone::Muted, padTo("BEGAN", timeColumns) + " " + padTo("STATE", stateColumns) + " " +
                                        padTo("KIND", kindColumns) + " " + padTo("MESSAGE", runIdColumns) +
                                        " " + padTo("RUN", runIdColumns) + " WHAT BECAME OF IT") +
           "\n";
}

std::string runLines(const Site& site, const RunRow& run, const Style& style, std::size_t columns)
{
    const std::string outcome = escapeControls(
        retryMark(run.attempt, run.isAutomatic, nextTry(site, run), localText) + outcomeOf(run));
    const std::string began = padTo(localText(run.began), timeColumns);
    const std::string state = stateText(run, style, stateColumns);
    const std::string id = style.paint(Tone::Strong, padTo(run.id, runIdColumns));
    const std::string kind = escapeControls(run.kind);
    if (columns >= wideRunColumns)
        return began + " " + state + " " + padTo(fitTo(kind, kindColumns), kindColumns) + " " +
               padTo(run.message, runIdColumns) + " " + id + " " + fitTo(outcome, columns - fixedRunColumns) +
               "\n";
    const std::size_t room = std::max(columns, narrowestText) - 2;
    return state + " " + id + " " + began + "\n  " +
           fitTo(kind + " of " + run.message + ": " + outcome, room) + "\n";
}

std::string runText(const Site& site, const RunRow& run, const std::vector<StepRow>& steps,
                    const Style& style, std::size_t columns)
{
    const std::size_t width = std::clamp(columns, narrowestText, widestText);
    std::string text = stateText(run, style, 0) + "  " + style.paint(Tone::Strong, run.id) + "\n\n";
    const auto entry = [&](std::string_view label, std::string_view value, std::size_t indent) {
        bool first = true;
        for (const std::string& line : wrapText(escapeControls(value), width - indent)) {
            text += style.paint(Tone::Muted, padTo(first ? label : "", indent)) + line + "\n";
            first = false;
        }
    };
    for (const RunFact& fact : factsOf(site, run, {localText, ageText}))
        entry(fact.label, fact.value, runLabelColumns);
    text += "\n" + style.paint(Tone::Strong, "What it did") + "\n";
    for (const StepRow& step : steps)
        entry(localText(step.at), stepText(step), timeColumns + 2);
    return text;
}

} // namespace connectorscope
