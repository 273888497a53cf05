#pragma once

#include "ui/detail/source/block_cache.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace connectorscope {

/// What to look for, and from where.
struct SearchQuery
{
    std::string needle;      ///< bytes; not empty
    bool ignoreCase = false; ///< of ASCII letters
    bool backward = false;
    std::uint64_t from = 0; ///< forward: the first place that counts; backward: the place before which one
                            ///< has to begin
};

/// Looks for bytes in a file a slice at a time, so that other work comes between; goes on at the other end of
/// the file until it has been everywhere.
class ByteSearch
{
public:
    ByteSearch(SearchQuery query, std::uint64_t size);

    struct Progress
    {
        bool isDone = false;
        std::optional<std::uint64_t> found;
        bool hasWrapped = false;
        std::uint64_t searched = 0; ///< bytes
    };
    /// Looks at the next piece of at most 1 MiB.
    Result<Progress> step(BlockCache& cache);

private:
    std::optional<std::size_t> findIn(std::string_view bytes, std::size_t begins) const;

    SearchQuery m_query;
    std::uint64_t m_size;
    std::uint64_t m_position; ///< the next place to look at; backward: its end
    Progress m_progress;
    std::vector<char> m_buffer;
};

} // namespace connectorscope
