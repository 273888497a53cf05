#include "core/index/stored_values.h"

#include "core/base/split.h"
#include "core/base/utf8.h"

#include <algorithm>

namespace connectorscope {

std::optional<std::int64_t> optionalNumber(const Query& query, int column)
{
    return query.isNull(column) ? std::nullopt : std::optional(query.number(column));
}

std::optional<UtcTime> optionalTime(const Query& query, int column)
{
    return query.isNull(column) ? std::nullopt : std::optional(timeOf(query.number(column)));
}

std::string joinLines(const std::vector<std::string>& texts)
{
    std::string joined;
    for (const std::string& text : texts) {
        const std::size_t begin = joined.size();
        joined += text;
        std::replace(joined.begin() + static_cast<std::ptrdiff_t>(begin), joined.end(), '\n', ' ');
        joined += '\n';
    }
    if (!joined.empty())
        joined.pop_back();
    return joined;
}

std::vector<std::string> splitLines(std::string_view text)
{
    return splitAt(text, '\n');
}

std::string storedText(std::string_view text, std::size_t limit)
{
    std::string valid = replaceInvalidUtf8(text.substr(0, limit));
    if (valid.size() > limit)
        valid.resize(utf8Prefix(valid, limit).size());
    return valid;
}

} // namespace connectorscope
