#include "core/index/trigrams.h"

#include "core/base/utf8.h"

#include <algorithm>

namespace connectorscope {

std::vector<std::string> trigramsOf(std::string_view folded)
{
    // More of them find hardly fewer rows.
    constexpr std::size_t most = 24;
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < folded.size() && starts.size() < most + 3;
         at += utf8Step(folded.substr(at)).length)
        starts.push_back(at);
    if (starts.size() < most + 3)
        starts.push_back(folded.size());
    std::vector<std::string> trigrams;
    for (std::size_t i = 0; i + 3 < starts.size(); ++i)
        trigrams.emplace_back(folded.substr(starts[i], starts[i + 3] - starts[i]));
    std::ranges::sort(trigrams);
    trigrams.erase(std::unique(trigrams.begin(), trigrams.end()), trigrams.end());
    return trigrams;
}

std::string trigramQuery(std::span<const std::string> trigrams)
{
    std::string query;
    for (const std::string& trigram : trigrams) {
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
