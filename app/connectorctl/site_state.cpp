#include "app/connectorctl/site_state.h"

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

nlohmann::ordered_json timeOrNull(const std::optional<UtcTime>& time)
{
    return time ? nlohmann::ordered_json(utcText(*time)) : nlohmann::ordered_json(nullptr);
}

std::uint64_t notLookedAt(const FolderHealth& health)
{
    std::uint64_t count = 0;
    for (const std::uint64_t reason : health.notLookedAt)
        count += reason;
    return count;
}

std::string folderFigures(const FolderFigures& folder, UtcTime now)
{
    const FolderHealth& health = folder.health;
    if (!health.reachable()) {
        std::string text = "cannot be listed";
        if (health.unreachableSince)
            text += " since " + localText(*health.unreachableSince);
        if (!health.whyUnreachable.empty())
            text += ": " + health.whyUnreachable;
        return escapeControls(text);
    }
    std::string text = counted(health.entries, "message", "messages");
    if (folder.stuck > 0)
        text += ", " + std::to_string(folder.stuck) + " stuck";
    if (folder.oldestStuck)
        text += ", the oldest for " + ageText(now - *folder.oldestStuck);
    if (const std::uint64_t others = notLookedAt(health); others > 0)
        text += " (" + counted(others, "other entry", "other entries") + " not looked at)";
    return text;
}

} // namespace

ExitStatus exitStatusOf(const SiteState& state)
{
    if (state.hasUnreachable())
        return ExitStatus::Environment;
    return state.stuck() > 0 || !state.conditions.empty() ? ExitStatus::Found : ExitStatus::Well;
}

std::string folderAsJson(const FolderFigures& folder, UtcTime now)
{
    const FolderHealth& health = folder.health;
    nlohmann::ordered_json json;
    json["schema"] = jsonSchema;
    json["kind"] = "folder";
    json["folder"] = toString(health.folder);
    json["path"] = displayText(health.path);
    if (!hasExactText(health.path))
        json["path_base64"] = base64(pathBytes(health.path));
    json["reachable"] = health.reachable();
    json["unreachable_since"] = timeOrNull(health.unreachableSince);
    json["why_unreachable"] = textOrNull(health.whyUnreachable);
    json["last_listing"] = timeOrNull(health.lastListing);
    json["messages"] = health.entries;
    json["stuck"] = folder.stuck;
    json["oldest_stuck"] = timeOrNull(folder.oldestStuck);
    json["oldest_stuck_seconds"] =
        folder.oldestStuck ? nlohmann::ordered_json(
                                 std::chrono::floor<std::chrono::seconds>(now - *folder.oldestStuck).count())
                           : nlohmann::ordered_json(nullptr);
    json["not_looked_at"] = notLookedAt(health);
    json["news"] = toString(health.news);
    json["skew_seconds"] = health.skew
                               ? nlohmann::ordered_json(std::chrono::duration<double>(*health.skew).count())
                               : nlohmann::ordered_json(nullptr);
    json["free_bytes"] =
        health.freeSpace ? nlohmann::ordered_json(*health.freeSpace) : nlohmann::ordered_json(nullptr);
    return asLine(json);
}

std::string conditionAsJson(const ConditionState& condition)
{
    nlohmann::ordered_json json;
    json["schema"] = jsonSchema;
    json["kind"] = "condition";
    json["cause"] = causeOf(condition.key.cause).id;
    json["folder"] = textOrNull(toString(condition.key.folder));
    json["since"] = utcText(condition.since);
    json["evidence"] = condition.evidence;
    json["members"] = condition.members;
    return asLine(json);
}

std::string foldersText(const SiteState& state, const Style& style, std::size_t columns)
{
    constexpr std::size_t nameColumns = 15;
    std::string text;
    for (const FolderFigures& folder : state.folders) {
        const bool reachable = folder.health.reachable();
        const std::string_view sign = !reachable ? "■" : folder.stuck > 0 ? "◆" : "✓";
        const Tone tone = !reachable ? Tone::Server : folder.stuck > 0 ? Tone::Blocked : Tone::Well;
        text += style.paint(tone, sign) + " " + padTo(folderWords(folder.health.folder), nameColumns);
        const std::string figures = folderFigures(folder, state.now);
        // A reason is worth more than a table that is even.
        text += (reachable ? fitTo(figures, std::max<std::size_t>(columns, 40) - nameColumns - 2) : figures);
        text += '\n';
    }
    return text;
}

std::string conditionsText(const SiteState& state, const Style& style, std::size_t columns)
{
    std::string text;
    for (const ConditionState& condition : state.conditions) {
        const Cause& cause = causeOf(condition.key.cause);
        text += style.paint(Tone::Server, "■") + " " + style.paint(Tone::Strong, cause.title) + "  " +
                style.paint(Tone::Muted, cause.id) + ", for " + ageText(state.now - condition.since) + "\n";
        for (const std::string& line :
             wrapText(escapeControls(condition.evidence), std::max<std::size_t>(columns, 40) - 2))
            text += "  " + line + "\n";
    }
    return text;
}

} // namespace connectorscope
