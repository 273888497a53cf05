#include "ui/detail/source/byte_search.h"

#include <algorithm>
#include <span>

namespace connectorscope {
namespace {

constexpr std::uint64_t slice = std::uint64_t{1024} * 1024;

char foldedByte(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

} // namespace

ByteSearch::ByteSearch(SearchQuery query, std::uint64_t size)
    : m_query(std::move(query))
    , m_size(size)
    , m_position(std::min(m_query.from, size))
{
    if (m_query.ignoreCase)
        std::ranges::transform(m_query.needle, m_query.needle.begin(), foldedByte);
}

std::optional<std::size_t> ByteSearch::findIn(std::string_view bytes, std::size_t begins) const
{
    const std::size_t at =
        m_query.backward ? bytes.rfind(m_query.needle, begins - 1) : bytes.find(m_query.needle);
    if (at == std::string_view::npos || at >= begins)
        return std::nullopt;
    return at;
}

Result<ByteSearch::Progress> ByteSearch::step(BlockCache& cache)
{
    // Places [begin, end) at which the needle may begin; to know, the bytes of a needle more are read.
    const std::uint64_t room = m_query.backward ? m_position : m_size - m_position;
    const std::uint64_t count = std::min(slice, room);
    const std::uint64_t begin = m_query.backward ? m_position - count : m_position;
    if (count > 0) {
        m_buffer.resize(static_cast<std::size_t>(count) + m_query.needle.size() - 1);
        std::size_t filled = 0;
        while (filled < m_buffer.size()) {
            const Result<std::size_t> got =
                cache.readPast(begin + filled, std::span(m_buffer).subspan(filled));
            if (!got)
                return fail(got.error());
            if (*got == 0)
                break;
            filled += *got;
        }
        if (m_query.ignoreCase)
            std::transform(m_buffer.begin(), m_buffer.end(), m_buffer.begin(), foldedByte);
        m_progress.searched += count;
        if (const auto at =
                findIn(std::string_view(m_buffer.data(), filled), static_cast<std::size_t>(count))) {
            m_progress.found = begin + *at;
            m_progress.isDone = true;
            return m_progress;
        }
    }
    m_position = m_query.backward ? begin : begin + count;
    // Everywhere once: from the start to the end, and from the other end to the start.
    const bool isAtEnd = m_query.backward ? m_position == 0 : m_position == m_size;
    if (m_progress.searched >= m_size || (isAtEnd && m_progress.hasWrapped)) {
        m_progress.isDone = true;
    } else if (isAtEnd) {
        m_progress.hasWrapped = true;
        m_position = m_query.backward ? m_size : 0;
    }
    return m_progress;
}

} // namespace connectorscope
