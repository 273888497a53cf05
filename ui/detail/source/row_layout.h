#pragma once

#include "ui/detail/source/block_cache.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// A row of the source: a line, or a piece of a long one.
struct SourceRow
{
    std::uint64_t offset = 0;
    std::string bytes; ///< its line end included
    bool startsLine = true;
    std::optional<std::uint64_t> line; ///< from 1; unknown until the lines before it were counted

    std::uint64_t end() const { return offset + bytes.size(); }
};

/// Divides a file into rows of so many columns, from any place in it, whatever its lines are like. Where a
/// row begins depends on the bytes near it only: rows break where the columns are full, counted from the
/// beginning of the line; far from it (a line of more than 64 KiB) also at each multiple of 4 KiB. So no more
/// than that is ever read to find a row.
class RowLayout
{
public:
    /// `cache` outlives it; `lineEnd` is '\n' or '\r'; `columns` at least 8.
    RowLayout(BlockCache& cache, int columns, char lineEnd)
        : m_cache(cache)
        , m_columns(columns)
        , m_lineEnd(lineEnd)
    {
    }

    /// The row that holds the byte; the last one for offsets at or beyond the end. An empty file has one row.
    Result<SourceRow> rowAt(std::uint64_t offset);
    /// The row after it; nullopt at the end of the file.
    Result<std::optional<SourceRow>> rowAfter(const SourceRow& row);
    /// The row before it; nullopt at the beginning.
    Result<std::optional<SourceRow>> rowBefore(const SourceRow& row);

private:
    /// Where to begin laying out, to come to the row that holds `offset`.
    struct Anchor
    {
        std::uint64_t at = 0;
        std::optional<std::uint64_t> lineStart; ///< unknown: too far before
    };
    Result<Anchor> anchorFor(std::uint64_t offset);
    Result<SourceRow> layOut(std::uint64_t begin, const std::optional<std::uint64_t>& lineStart);

    BlockCache& m_cache;
    int m_columns;
    char m_lineEnd;
};

/// The same bytes in rows of so many columns; `rows` follow each other. Lines whose beginning is not among
/// them are divided from where they begin here.
std::vector<SourceRow> dividedAnew(const std::vector<SourceRow>& rows, int columns, char lineEnd);

/// The char that ends lines: '\r' where the bytes at the beginning hold CR and no LF.
char lineEndOf(std::string_view beginning);

} // namespace connectorscope
