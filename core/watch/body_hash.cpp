#include "core/watch/body_hash.h"

#include <algorithm>

namespace connectorscope {

HashingSource::HashingSource(ByteSource& source, Xxh3Hasher& content, Xxh3Hasher& body, std::stop_token stop)
    : m_source(source)
    , m_content(content)
    , m_body(body)
    , m_stop(std::move(stop))
{
    m_content.reset();
    m_body.reset();
}

Result<std::size_t> HashingSource::read(std::span<char> buffer)
{
    if (m_stop.stop_requested())
        return fail(ErrorCode::Cancelled, "interrupted");
    Result<std::size_t> got = m_source.read(buffer);
    if (!got || *got == 0)
        return got;
    const std::string_view block(buffer.data(), *got);
    m_content.update(block);
    hashBody(block);
    m_bytes += *got;
    return got;
}

void HashingSource::hashBody(std::string_view block)
{
    std::size_t at = 0;
    while (!m_bodyBegin && at < block.size()) {
        const std::size_t end = block.find('\n', at);
        const std::string_view line = block.substr(at, end - at);
        m_lineHasText = m_lineHasText || line.find_first_not_of('\r') != std::string_view::npos;
        if (end == std::string_view::npos)
            return;
        at = end + 1;
        if (!m_lineHasText)
            m_bodyBegin = m_bytes + at;
        m_lineHasText = false;
    }
    if (m_bodyBegin)
        m_body.update(block.substr(at));
}

std::optional<Xxh3Digest> HashingSource::bodyHashFrom(std::uint64_t bodyOffset) const
{
    if (bodyOffset >= m_bytes)
        return xxh3({});
    if (m_bodyBegin != bodyOffset)
        return std::nullopt;
    return m_body.digest();
}

Result<Xxh3Digest> hashFrom(ByteSource& source, std::uint64_t offset, std::span<char> buffer,
                            std::stop_token stop)
{
    Xxh3Hasher hasher;
    while (true) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "interrupted");
        const Result<std::size_t> got = source.read(buffer);
        if (!got)
            return fail(got.error());
        if (*got == 0)
            return hasher.digest();
        const std::uint64_t skipped = std::min<std::uint64_t>(offset, *got);
        offset -= skipped;
        hasher.update({buffer.data() + skipped, *got - static_cast<std::size_t>(skipped)});
    }
}

} // namespace connectorscope
