#include "core/index/trigrams.h"

#include "core/base/utf8.h"

#include <set>
#include <vector>

namespace connectorscope {

std::string trigramQuery(std::string_view folded)
{
    // More of them find hardly fewer rows, and each costs its list.
    constexpr std::size_t most = 24;
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < folded.size() && starts.size() < most + 3;
         at += utf8Step(folded.substr(at)).length)
        starts.push_back(at);
    if (starts.size() < most + 3)
        starts.push_back(folded.size());
    std::set<std::string_view> seen;
    std::string query;
    for (std::size_t i = 0; i + 3 < starts.size(); ++i) {
        const std::string_view trigram = folded.substr(starts[i], starts[i + 3] - starts[i]);
        if (!seen.insert(trigram).second)
            continue;
        if (!query.empty())
            query += " AND ";
        query += '"';
        for (const char c : trigram) {
            if (c == '"')
                query += '"';
            query += c;
        }
        query += '"';
    }
    return query;
}

} // namespace connectorscope
