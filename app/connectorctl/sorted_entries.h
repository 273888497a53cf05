#pragma once

#include "core/diagnosis/diagnosis.h"

#include <array>
#include <cstddef>
#include <ostream>
#include <string>
#include <string_view>

namespace connectorscope {

/// Keeps the entries of files until they can be printed, the most severe first and those of one verdict in
/// the order in which they came. Memory is bounded: when `limit` bytes are kept they are printed, and a new
/// sorted batch begins.
class SortedEntries
{
public:
    static constexpr std::size_t defaultLimit = std::size_t{64} * 1024 * 1024;

    explicit SortedEntries(std::size_t limit = defaultLimit)
        : m_limit(limit)
    {
    }

    void add(Verdict verdict, std::string_view entry);
    bool full() const { return m_size >= m_limit; }
    /// Prints what is kept and forgets it.
    void printTo(std::ostream& out);

private:
    std::size_t m_limit;
    std::size_t m_size = 0;
    std::array<std::string, static_cast<std::size_t>(Verdict::Clean) + 1> m_entries;
};

} // namespace connectorscope
