#include "app/connectorctl/site_state.h"

#include "app/connectorctl/base64.h"
#include "app/connectorctl/json_text.h"
#include "app/connectorctl/stuck_summary.h"
#include "app/connectorctl/text_layout.h"
#include "app/connectorctl/time_text.h"
#include "core/base/escape.h"
#include "core/base/path_text.h"
#include "core/index/journal_reader.h"

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

std::string folderFigures(const FolderState& folder, UtcTime now)
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

std::optional<UtcTime> SiteState::asOf() const
{
    std::optional<UtcTime> earliest;
    for (const FolderState& folder : folders)
        if (folder.health.reachable() && (!earliest || *folder.health.lastListing < *earliest))
            earliest = folder.health.lastListing;
    return earliest;
}

bool SiteState::hasUnreachable() const
{
    return std::ranges::any_of(folders, [](const FolderState& folder) { return !folder.health.reachable(); });
}

std::uint64_t SiteState::stuck() const
{
    std::uint64_t count = 0;
    for (const FolderState& folder : folders)
        count += folder.stuck;
    return count;
}

ExitStatus SiteState::exitStatus() const
{
    if (hasUnreachable())
        return ExitStatus::Environment;
    return stuck() > 0 || !conditions.empty() ? ExitStatus::Found : ExitStatus::Well;
}

Result<SiteState> readSiteState(const Site& site, IndexReader& index, UtcTime now, std::stop_token stop)
{
    SiteState state;
    state.now = now;
    const Result<std::vector<FolderHealth>> health = index.health();
    if (!health)
        return fail(health.error());
    for (const FolderKind kind : watchedFolders) {
        if (folderPath(site, kind).empty())
            continue;
        FolderState folder;
        folder.health.folder = kind;
        folder.health.path = folderPath(site, kind);
        if (const auto known = std::ranges::find(*health, kind, &FolderHealth::folder);
            known != health->end())
            folder.health = *known;
        MessageFilter filter;
        filter.folders = {kind};
        filter.stuck = stuckLimits(site, now);
        const Result<StuckSummary> stuck = summariseStuck(index, filter, stop);
        if (!stuck)
            return fail(stuck.error());
        folder.stuck = stuck->count;
        folder.oldestStuck = stuck->oldest;
        state.folders.push_back(std::move(folder));
    }
    const Result<std::unique_ptr<JournalReader>> journal = JournalReader::open(site.folders.work);
    if (!journal)
        return fail(journal.error());
    Result<std::vector<ConditionState>> conditions = (*journal)->conditions();
    if (!conditions)
        return fail(conditions.error());
    state.conditions = std::move(*conditions);
    return state;
}

std::string folderAsJson(const FolderState& folder, UtcTime now)
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
    for (const FolderState& folder : state.folders) {
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
