#include "ui/detail/source/line_index.h"

#include <algorithm>

namespace connectorscope {

void LineIndex::add(std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto piece =
            static_cast<std::size_t>(std::min<std::uint64_t>(step - m_counted % step, bytes.size()));
        m_lineEnds += static_cast<std::uint64_t>(std::ranges::count(bytes.substr(0, piece), m_lineEnd));
        m_counted += piece;
        bytes.remove_prefix(piece);
        if (m_counted % step == 0)
            m_marks.push_back(m_lineEnds);
    }
}

std::optional<LineIndex::Mark> LineIndex::before(std::uint64_t offset) const
{
    if (offset > m_counted)
        return std::nullopt;
    const auto number = static_cast<std::size_t>(offset / step);
    return Mark{number * step, m_marks[number]};
}

std::optional<LineIndex::Mark> LineIndex::beforeLineEnd(std::uint64_t lines) const
{
    if (lines > m_lineEnds)
        return std::nullopt;
    const auto after = std::ranges::lower_bound(m_marks, lines);
    const auto number = static_cast<std::size_t>(std::max<std::ptrdiff_t>(after - m_marks.begin(), 1) - 1);
    return Mark{number * step, m_marks[number]};
}

} // namespace connectorscope
