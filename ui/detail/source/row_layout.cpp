#include "ui/detail/source/row_layout.h"

#include "ui/detail/source/source_text.h"

#include <algorithm>

namespace connectorscope {
namespace {

constexpr std::uint64_t nearLine = std::uint64_t{64} * 1024; ///< so far the beginning of a line counts
constexpr std::uint64_t forcedStep = 4096;                   ///< beyond, rows begin anew at its multiples
constexpr std::uint64_t lookBack = nearLine + 2 * forcedStep;

std::uint64_t stepBefore(std::uint64_t offset)
{
    return offset / forcedStep * forcedStep;
}

/// The first forced beginning of a row in a line that begins there.
std::uint64_t firstForced(std::uint64_t lineStart)
{
    return stepBefore(lineStart + nearLine + forcedStep - 1);
}

} // namespace

char lineEndOf(std::string_view beginning)
{
    const bool hasLf = beginning.find('\n') != std::string_view::npos;
    return !hasLf && beginning.find('\r') != std::string_view::npos ? '\r' : '\n';
}

Result<RowLayout::Anchor> RowLayout::anchorFor(std::uint64_t offset)
{
    const std::uint64_t from = offset - std::min(offset, lookBack);
    const Result<std::string> before = m_cache.read(from, static_cast<std::size_t>(offset - from));
    if (!before)
        return fail(before.error());
    const std::size_t end = before->rfind(m_lineEnd);
    Anchor anchor;
    if (end != std::string::npos)
        anchor.lineStart = from + end + 1;
    else if (from == 0)
        anchor.lineStart = 0;
    anchor.at =
        anchor.lineStart && offset < firstForced(*anchor.lineStart) ? *anchor.lineStart : stepBefore(offset);
    return anchor;
}

Result<SourceRow> RowLayout::layOut(std::uint64_t begin, const std::optional<std::uint64_t>& lineStart)
{
    std::uint64_t forced = stepBefore(begin) + forcedStep;
    if (lineStart && begin < firstForced(*lineStart))
        forced = firstForced(*lineStart);
    // No cell shows more bytes than columns but the line end.
    const auto most = static_cast<std::size_t>(
        std::min<std::uint64_t>(static_cast<std::uint64_t>(m_columns) * 4 + 8, forced - begin));
    // Two bytes more, so that CR LF is seen whole where a row has to end.
    Result<std::string> bytes = m_cache.read(begin, most + 2);
    if (!bytes)
        return fail(bytes.error());
    SourceRow row;
    row.offset = begin;
    row.startsLine = lineStart == begin;
    int columns = 0;
    std::size_t at = 0;
    while (at < bytes->size()) {
        const Cell cell = cellAt(std::string_view(*bytes).substr(at), m_lineEnd);
        if (cell.kind == CellKind::LineEnd) {
            at += cell.length;
            break;
        }
        if (at >= most || (columns + cell.columns > m_columns && at > 0))
            break;
        columns += cell.columns;
        at += std::min(cell.length, most - at);
    }
    bytes->resize(at);
    row.bytes = std::move(*bytes);
    return row;
}

Result<SourceRow> RowLayout::rowAt(std::uint64_t offset)
{
    const Result<FileInfo> info = m_cache.info();
    if (!info)
        return fail(info.error());
    offset = std::min(offset, info->size - std::min<std::uint64_t>(info->size, 1));
    const Result<Anchor> anchor = anchorFor(offset);
    if (!anchor)
        return fail(anchor.error());
    Result<SourceRow> row = layOut(anchor->at, anchor->lineStart);
    while (row && row->end() <= offset && !row->bytes.empty())
        row = layOut(row->end(), anchor->lineStart);
    return row;
}

Result<std::optional<SourceRow>> RowLayout::rowAfter(const SourceRow& row)
{
    const Result<FileInfo> info = m_cache.info();
    if (!info)
        return fail(info.error());
    if (row.end() >= info->size || row.bytes.empty())
        return std::nullopt;
    if (row.bytes.back() == m_lineEnd) {
        Result<SourceRow> next = layOut(row.end(), row.end());
        if (!next)
            return fail(next.error());
        return std::optional(std::move(*next));
    }
    const Result<Anchor> anchor = anchorFor(row.end());
    if (!anchor)
        return fail(anchor.error());
    Result<SourceRow> next = layOut(row.end(), anchor->lineStart);
    if (!next)
        return fail(next.error());
    return std::optional(std::move(*next));
}

Result<std::optional<SourceRow>> RowLayout::rowBefore(const SourceRow& row)
{
    if (row.offset == 0)
        return std::nullopt;
    Result<SourceRow> before = rowAt(row.offset - 1);
    if (!before)
        return fail(before.error());
    return std::optional(std::move(*before));
}

std::vector<SourceRow> dividedAnew(const std::vector<SourceRow>& rows, int columns, char lineEnd)
{
    std::vector<SourceRow> result;
    int used = 0;
    for (const SourceRow& row : rows) {
        for (std::size_t at = 0; at == 0 || at < row.bytes.size();) {
            Cell cell;
            if (!row.bytes.empty())
                cell = cellAt(std::string_view(row.bytes).substr(at), lineEnd);
            const bool beginsLine = at == 0 && (row.startsLine || result.empty());
            if (beginsLine || (cell.kind != CellKind::LineEnd && used + cell.columns > columns)) {
                result.push_back({row.offset + at, {}, beginsLine && row.startsLine, row.line});
                used = 0;
            }
            used += cell.columns;
            result.back().bytes.append(row.bytes, at, cell.length);
            at += std::max<std::size_t>(cell.length, 1);
        }
    }
    return result;
}

} // namespace connectorscope
