#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace connectorscope {

/// How many lines end before each 256 KiB of a file: enough to find any line by reading one such piece. Fed
/// with the bytes in their order; 32 KiB of it for a file of 1 GiB.
class LineIndex
{
public:
    static constexpr std::uint64_t step = std::uint64_t{256} * 1024;

    explicit LineIndex(char lineEnd = '\n')
        : m_lineEnd(lineEnd)
    {
    }

    void add(std::string_view bytes);
    /// So far the file has been counted.
    std::uint64_t counted() const { return m_counted; }
    /// Line ends in what was counted.
    std::uint64_t lineEnds() const { return m_lineEnds; }

    /// A place where a count is known.
    struct Mark
    {
        std::uint64_t offset = 0;
        std::uint64_t lineEnds = 0; ///< before it
    };
    /// The last place at or before the offset; nullopt when the file has not been counted that far.
    std::optional<Mark> before(std::uint64_t offset) const;
    /// The last place before which fewer than `lines` lines end; nullopt when that line was not met yet.
    std::optional<Mark> beforeLineEnd(std::uint64_t lines) const;

private:
    char m_lineEnd;
    std::uint64_t m_counted = 0;
    std::uint64_t m_lineEnds = 0;
    std::vector<std::uint64_t> m_marks = {0}; ///< [i]: line ends before i * step
};

} // namespace connectorscope
