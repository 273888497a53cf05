#include "app/connectorctl/message_lookup.h"

#include "core/base/escape.h"

namespace connectorscope {

Result<std::string> messageIdMeant(JournalReader& journal, const std::string& typed)
{
    constexpr std::size_t mostNamed = 5;
    std::string prefix;
    for (const char c : typed)
        prefix += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    const Result<std::vector<std::string>> ids = journal.idsThatBegin(prefix, mostNamed + 1);
    if (!ids)
        return fail(ids.error());
    if (ids->empty() || prefix.empty())
        return fail(ErrorCode::NotFound, "there is no message '" + escapeControls(typed) + "'",
                    "'connectorctl list' prints the ids of what is stuck, with --all-messages of all.");
    if (ids->size() == 1 || ids->front() == prefix)
        return ids->front();
    std::string named;
    for (std::size_t i = 0; i < std::min(ids->size(), mostNamed); ++i)
        named += (named.empty() ? "" : ", ") + (*ids)[i];
    if (ids->size() > mostNamed)
        named += " and more";
    return fail(ErrorCode::BadInput, "several messages begin with '" + escapeControls(typed) + "': " + named,
                "Type more of the id.");
}

} // namespace connectorscope
