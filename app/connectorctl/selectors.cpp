#include "app/connectorctl/selectors.h"

#include "core/base/suggestions.h"
#include "core/site/units.h"

#include <CLI/CLI.hpp>

namespace connectorscope {
namespace {

std::string checkCause(const std::string& typed)
{
    if (findCause(typed) != nullptr)
        return {};
    std::vector<std::string_view> ids;
    for (const Cause& cause : catalogue())
        ids.push_back(cause.id);
    const std::vector<std::string_view> meant = nearestNames(typed, ids);
    return "there is no cause '" + typed + "'; " +
           (meant.empty() ? "'connectorctl causes' lists them" : "did you mean " + asChoice(meant) + "?");
}

std::string checkTime(const std::string& typed)
{
    const Result<std::chrono::nanoseconds> time = parseTime(typed);
    return time ? std::string() : time.error().message + "; a time is written 90s, 30m, 12h or 2d";
}

} // namespace

void addSelectors(CLI::App& verb, Selectors& selectors)
{
    // Each takes one value, so that it does not swallow what follows, and may be given again.
    const auto many = [&](const char* name, std::vector<std::string>& values, const char* description) {
        return verb.add_option(name, values, description)->delimiter(',')->allow_extra_args(false);
    };
    many("--folder", selectors.folders, "Only what lies in this folder")
        ->type_name("incoming|failed|pickup|badmail")
        ->check(CLI::IsMember({"incoming", "failed", "pickup", "badmail"}).description(""));
    many("--cause", selectors.causes, "Only what has this primary cause")
        ->type_name("CAUSE")
        ->check(checkCause);
    many("--verdict", selectors.verdicts, "Only what is judged so")
        ->type_name("corrupt|blocked|unreadable|at-risk|pending|clean")
        ->check(CLI::IsMember({"corrupt", "blocked", "unreadable", "at-risk", "pending", "clean"})
                    .description(""));
    verb.add_option("--search", selectors.search,
                    "Only with this text in subject, addresses, ID or file name")
        ->type_name("TEXT");
    verb.add_option("--older-than", selectors.olderThan,
                    "Only what has lain there for longer, as 90s, 12h, 2d")
        ->type_name("TIME")
        ->check(checkTime);
    verb.add_flag("--all", selectors.all, "All that is stuck");
}

MessageFilter filterOf(const Selectors& selectors, UtcTime now)
{
    MessageFilter filter;
    for (const FolderKind kind : watchedFolders)
        for (const std::string& folder : selectors.folders)
            if (toString(kind) == folder)
                filter.folders.push_back(kind);
    for (const std::string& id : selectors.causes)
        if (const Cause* cause = findCause(id))
            filter.causes.push_back(cause->key);
    for (const Verdict verdict : {Verdict::Pending, Verdict::Unreadable, Verdict::Corrupt, Verdict::Blocked,
                                  Verdict::AtRisk, Verdict::Clean})
        for (const std::string& wanted : selectors.verdicts)
            if (toString(verdict) == wanted)
                filter.verdicts.push_back(verdict);
    filter.text = selectors.search;
    if (const Result<std::chrono::nanoseconds> time = parseTime(selectors.olderThan); time)
        filter.before = now - *time;
    return filter;
}

} // namespace connectorscope
