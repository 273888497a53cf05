#include "app/connectorctl/message_lookup.h"

#include "core/base/escape.h"

#include <algorithm>

namespace connectorscope {
namespace {

constexpr std::size_t mostNamed = 5;

/// Ids are written in small letters.
std::string asIdBegins(const std::string& typed)
{
    std::string prefix;
    for (const char c : typed)
        prefix += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return prefix;
}

/// `ids`: those that begin so, at most one more than are named. `noun`: "message".
Result<std::string> oneOf(const std::vector<std::string>& ids, const std::string& typed,
                          const std::string& noun, const std::string& whereToLook)
{
    const std::string prefix = asIdBegins(typed);
    if (ids.empty() || prefix.empty())
        return fail(ErrorCode::NotFound, "there is no " + noun + " '" + escapeControls(typed) + "'",
                    whereToLook);
    if (ids.size() == 1 || ids.front() == prefix)
        return ids.front();
    std::string named;
    for (std::size_t i = 0; i < std::min(ids.size(), mostNamed); ++i)
        named += (named.empty() ? "" : ", ") + ids[i];
    if (ids.size() > mostNamed)
        named += " and more";
    return fail(ErrorCode::BadInput,
                "several " + noun + "s begin with '" + escapeControls(typed) + "': " + named,
                "Type more of the id.");
}

} // namespace

Result<std::string> messageIdMeant(JournalReader& journal, const std::string& typed)
{
    const Result<std::vector<std::string>> ids = journal.idsThatBegin(asIdBegins(typed), mostNamed + 1);
    if (!ids)
        return fail(ids.error());
    return oneOf(*ids, typed, "message",
                 "'connectorctl list' prints the ids of what is stuck, with --all-messages of all.");
}

Result<std::string> runIdMeant(RunJournal& journal, const std::string& typed)
{
    const Result<std::vector<std::string>> ids = journal.idsThatBegin(asIdBegins(typed), mostNamed + 1);
    if (!ids)
        return fail(ids.error());
    return oneOf(*ids, typed, "run", "'connectorctl runs' prints the ids of all runs.");
}

} // namespace connectorscope
