#include "ui/detail/transfer/line_diff.h"

#include <algorithm>
#include <cstdint>

namespace connectorscope {

std::vector<PreviewLine> diffLines(const std::vector<std::string>& before,
                                   const std::vector<std::string>& after)
{
    // longest[i * width + j]: the longest common sequence of what follows i and j.
    const std::size_t width = after.size() + 1;
    std::vector<std::uint32_t> longest((before.size() + 1) * width, 0);
    for (std::size_t i = before.size(); i-- > 0;)
        for (std::size_t j = after.size(); j-- > 0;)
            longest[i * width + j] = before[i] == after[j]
                                         ? longest[(i + 1) * width + j + 1] + 1
                                         : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    std::vector<PreviewLine> lines;
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < before.size() || j < after.size()) {
        if (i < before.size() && j < after.size() && before[i] == after[j]) {
            lines.push_back({' ', before[i]});
            ++i;
            ++j;
        } else if (i < before.size() &&
                   (j == after.size() || longest[(i + 1) * width + j] >= longest[i * width + j + 1])) {
            lines.push_back({'-', before[i++]});
        } else {
            lines.push_back({'+', after[j++]});
        }
    }
    return lines;
}

} // namespace connectorscope
