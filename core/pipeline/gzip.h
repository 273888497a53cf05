#pragma once

#include "core/base/byte_source.h"

#include <functional>
#include <memory>
#include <string_view>

namespace connectorscope {

/// Compresses bytes as they pass (RFC 1952, one member, no name and no time: the same bytes give the same
/// file). After an error nothing more may be called. Internal to core/pipeline.
class GzipWriter
{
public:
    using Write = std::function<Result<>(std::string_view)>;

    explicit GzipWriter(Write write);
    GzipWriter(const GzipWriter&) = delete;
    GzipWriter& operator=(const GzipWriter&) = delete;
    ~GzipWriter();

    Result<> write(std::string_view bytes);
    /// Writes what is left, and the end.
    Result<> finish();

private:
    struct Stream;
    Result<> deflateAll(int flush);

    std::unique_ptr<Stream> m_stream;
    Write m_write;
};

/// The bytes that were compressed. ErrorCode::Damaged for what is no such file, is cut, or goes on after its
/// end.
class GzipSource final : public ByteSource
{
public:
    explicit GzipSource(std::unique_ptr<ByteSource> compressed);
    GzipSource(const GzipSource&) = delete;
    GzipSource& operator=(const GzipSource&) = delete;
    ~GzipSource() override;

    Result<std::size_t> read(std::span<char> buffer) override;

private:
    struct Stream;
    Result<bool> refill();

    std::unique_ptr<ByteSource> m_compressed;
    std::unique_ptr<Stream> m_stream;
};

} // namespace connectorscope
