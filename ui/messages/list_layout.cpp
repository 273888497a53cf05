#include "ui/messages/list_layout.h"

#include <algorithm>

namespace connectorscope {

ListLayout::ListLayout(const ListOutline& outline, const std::set<std::string>& closed)
    : m_headings(outline.isGrouped ? 1 : 0)
{
    for (const ListSection& section : outline.sections) {
        const bool isOpen = !outline.isGrouped || !closed.contains(section.key);
        m_parts.push_back({m_rows, isOpen ? section.rows : 0});
        m_rows += m_headings + m_parts.back().shown;
    }
}

RowPlace ListLayout::placeOf(std::uint64_t tableRow) const
{
    const auto after = std::ranges::upper_bound(m_parts, tableRow, {}, &Part::first);
    // A section without rows begins where the next one does: the last of them has the row.
    const auto section = static_cast<std::size_t>(after - m_parts.begin()) - 1;
    const std::uint64_t within = tableRow - m_parts[section].first;
    return {section, within < m_headings, within - std::min(within, m_headings)};
}

std::optional<std::uint64_t> ListLayout::rowOf(std::size_t section, std::uint64_t row) const
{
    if (section >= m_parts.size() || row >= m_parts[section].shown)
        return std::nullopt;
    return m_parts[section].first + m_headings + row;
}

std::optional<std::uint64_t> ListLayout::headingOf(std::size_t section) const
{
    if (m_headings == 0 || section >= m_parts.size())
        return std::nullopt;
    return m_parts[section].first;
}

} // namespace connectorscope
