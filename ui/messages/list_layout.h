#pragma once

#include "ui/messages/list_reading.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace connectorscope {

/// What stands in a row of the table.
struct RowPlace
{
    std::size_t section = 0;
    bool isHeading = false;
    std::uint64_t row = 0; ///< within its section
};

/// Where sections and their rows stand in the table: a heading for each group, and its rows below unless it
/// is closed. A plain value; places are found by halving.
class ListLayout
{
public:
    ListLayout() = default;
    ListLayout(const ListOutline& outline, const std::set<std::string>& closed);

    std::uint64_t rows() const { return m_rows; }
    RowPlace placeOf(std::uint64_t tableRow) const;
    /// The row of the table; nullopt where the section is closed, or has no such row.
    std::optional<std::uint64_t> rowOf(std::size_t section, std::uint64_t row) const;
    /// nullopt where the list is not grouped.
    std::optional<std::uint64_t> headingOf(std::size_t section) const;

private:
    struct Part
    {
        std::uint64_t first = 0; ///< row of the table
        std::uint64_t shown = 0; ///< rows without the heading
    };

    std::vector<Part> m_parts;
    std::uint64_t m_rows = 0;
    std::uint64_t m_headings = 0; ///< in each section: 0 or 1
};

} // namespace connectorscope
