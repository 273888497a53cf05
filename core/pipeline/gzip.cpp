#include "core/pipeline/gzip.h"

#include <algorithm>
#include <array>
#include <limits>

#define ZLIB_CONST
#include <zlib.h>

namespace connectorscope {

namespace {

constexpr std::size_t gzipBlock = std::size_t{64} * 1024;
constexpr int gzipWindow = 15 + 16; ///< the largest window, and gzip's frame around it
constexpr int gzipMemory = 8;

tl::unexpected<Error> damagedGzip(std::string_view why)
{
    return fail(ErrorCode::Damaged, "it is no whole gzip file: " + std::string(why));
}

uInt zlibLength(std::size_t bytes)
{
    return static_cast<uInt>(std::min<std::size_t>(bytes, std::numeric_limits<uInt>::max()));
}

} // namespace

struct GzipWriter::Stream
{
    z_stream z = {};
    bool isMade = false;
    std::array<char, gzipBlock> out = {};
};

GzipWriter::GzipWriter(Write write)
    : m_stream(std::make_unique<Stream>())
    , m_write(std::move(write))
{
    m_stream->isMade = ::deflateInit2(&m_stream->z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzipWindow, gzipMemory,
                                      Z_DEFAULT_STRATEGY) == Z_OK;
}

GzipWriter::~GzipWriter()
{
    if (m_stream->isMade)
        ::deflateEnd(&m_stream->z);
}

Result<> GzipWriter::deflateAll(int flush)
{
    if (!m_stream->isMade)
        return fail(ErrorCode::Other, "there is no memory to compress with");
    z_stream& z = m_stream->z;
    int status = Z_OK;
    do {
        z.next_out = reinterpret_cast<Bytef*>(m_stream->out.data());
        z.avail_out = gzipBlock;
        status = ::deflate(&z, flush);
        const std::size_t made = gzipBlock - z.avail_out;
        if (made > 0) {
            if (auto written = m_write({m_stream->out.data(), made}); !written)
                return written;
        }
    } while (z.avail_out == 0 || (flush == Z_FINISH && status != Z_STREAM_END));
    return {};
}

Result<> GzipWriter::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        const uInt length = zlibLength(bytes.size());
        m_stream->z.next_in = reinterpret_cast<const Bytef*>(bytes.data());
        m_stream->z.avail_in = length;
        if (auto done = deflateAll(Z_NO_FLUSH); !done)
            return done;
        bytes.remove_prefix(length);
    }
    return {};
}

Result<> GzipWriter::finish()
{
    m_stream->z.avail_in = 0;
    return deflateAll(Z_FINISH);
}

struct GzipSource::Stream
{
    z_stream z = {};
    bool isMade = false;
    bool ended = false;
    std::array<char, gzipBlock> in = {};
};

GzipSource::GzipSource(std::unique_ptr<ByteSource> compressed)
    : m_compressed(std::move(compressed))
    , m_stream(std::make_unique<Stream>())
{
    m_stream->isMade = ::inflateInit2(&m_stream->z, gzipWindow) == Z_OK;
}

GzipSource::~GzipSource()
{
    if (m_stream->isMade)
        ::inflateEnd(&m_stream->z);
}

Result<bool> GzipSource::refill()
{
    const auto got = m_compressed->read(m_stream->in);
    if (!got)
        return fail(got.error());
    m_stream->z.next_in = reinterpret_cast<const Bytef*>(m_stream->in.data());
    m_stream->z.avail_in = zlibLength(*got);
    return *got > 0;
}

Result<std::size_t> GzipSource::read(std::span<char> buffer)
{
    if (!m_stream->isMade)
        return fail(ErrorCode::Other, "there is no memory to decompress with");
    z_stream& z = m_stream->z;
    const uInt room = zlibLength(buffer.size());
    z.next_out = reinterpret_cast<Bytef*>(buffer.data());
    z.avail_out = room;
    while (!m_stream->ended && z.avail_out == room) {
        if (z.avail_in == 0) {
            const auto more = refill();
            if (!more)
                return fail(more.error());
            if (!*more)
                return damagedGzip("its end is missing");
        }
        const int status = ::inflate(&z, Z_NO_FLUSH);
        if (status == Z_STREAM_END)
            m_stream->ended = true;
        else if (status != Z_OK && status != Z_BUF_ERROR)
            return damagedGzip(z.msg != nullptr ? z.msg : "its bytes are not what was written");
    }
    const std::size_t made = room - z.avail_out;
    if (made == 0 && m_stream->ended) {
        if (z.avail_in > 0)
            return damagedGzip("something follows its end");
        const auto more = refill();
        if (!more)
            return fail(more.error());
        if (*more)
            return damagedGzip("something follows its end");
    }
    return made;
}

} // namespace connectorscope
