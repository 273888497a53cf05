#include "core/index/rare_trigrams.h"

#include "core/index/query_sql.h"
#include "core/index/trigrams.h"

#include <algorithm>
#include <vector>

namespace connectorscope {

namespace {

struct RatedTrigram
{
    std::string trigram;
    double share = 0; ///< of the rows that have it, as the first of them tell
};

double shareOf(Database& index, const std::string& trigram, std::int64_t lastRow)
{
    constexpr std::int64_t sample = 64;
    Query query = textSample(trigramQuery({&trigram, 1}), sample).prepare(index);
    std::int64_t rows = 0;
    std::int64_t row = 0;
    while (query.step()) {
        ++rows;
        row = query.number(0);
    }
    const std::int64_t among = rows < sample ? lastRow : row;
    return static_cast<double>(rows) / static_cast<double>(std::max<std::int64_t>(among, 1));
}

} // namespace

std::string rareTrigramQuery(Database& index, std::string_view folded)
{
    constexpr std::size_t enough = 4;
    constexpr double usual = 0.05;
    const std::int64_t lastRow = index.number("SELECT max(number) FROM message");
    std::vector<RatedTrigram> rated;
    for (std::string& trigram : trigramsOf(folded)) {
        const double share = shareOf(index, trigram, lastRow);
        rated.push_back({std::move(trigram), share});
    }
    std::ranges::sort(rated, {}, &RatedTrigram::share);
    std::vector<std::string> chosen;
    for (RatedTrigram& one : rated) {
        if (chosen.size() < enough && (chosen.size() < 2 || one.share < usual))
            chosen.push_back(std::move(one.trigram));
    }
    return trigramQuery(chosen);
}

} // namespace connectorscope
