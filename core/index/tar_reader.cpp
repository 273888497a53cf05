#include "core/index/tar_reader.h"

#include "core/index/tar_format.h"

#include <algorithm>

namespace connectorscope {

namespace {

std::optional<std::uint64_t> numberIn(const tar::Block& block, tar::Field field)
{
    std::uint64_t number = 0;
    if (static_cast<unsigned char>(block[field.offset]) == tar::binaryMark) {
        constexpr unsigned byteBits = 8;
        for (std::size_t i = 1; i < field.size; ++i) {
            if (number >> (64 - byteBits) != 0)
                return std::nullopt;
            number = number << byteBits | static_cast<unsigned char>(block[field.offset + i]);
        }
        return number;
    }
    std::size_t digits = 0;
    for (; digits < field.size; ++digits) {
        const char character = block[field.offset + digits];
        if (character < '0' || character > '7')
            break;
        number = number * 8 + static_cast<std::uint64_t>(character - '0');
    }
    return digits > 0 ? std::optional(number) : std::nullopt;
}

bool isAllZero(const tar::Block& block)
{
    return std::ranges::all_of(block, [](char byte) { return byte == '\0'; });
}

} // namespace

TarReader::TarReader(ByteSource& archive)
    : m_archive(archive)
{
}

Result<std::optional<TarFile>> TarReader::next()
{
    if (auto skipped = skipRest(); !skipped)
        return fail(std::move(skipped.error()));
    tar::Block block;
    if (auto filled = fill(block); !filled)
        return fail(std::move(filled.error()));
    if (isAllZero(block))
        return std::optional<TarFile>();
    const std::string_view bytes(block.data(), block.size());
    const auto sum = numberIn(block, tar::checksum);
    if (bytes.substr(tar::magic.offset, tar::magic.size) != tar::magicText || sum != tar::checksumOf(block))
        return damaged("the header of a file is broken");
    const auto size = numberIn(block, tar::size);
    if (!size || block[tar::type.offset] != tar::regularFile)
        return damaged("there is something that no backup holds");
    const std::string_view name = bytes.substr(tar::name.offset, tar::name.size);
    m_left = *size;
    m_padding = tar::paddingOf(*size);
    return TarFile{std::string(name.substr(0, name.find('\0'))), *size};
}

Result<std::size_t> TarReader::read(std::span<char> buffer)
{
    if (m_left == 0)
        return std::size_t{0};
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), m_left));
    Result<std::size_t> got = m_archive.read(buffer.first(wanted));
    if (!got)
        return got;
    if (*got == 0)
        return damaged("it is cut off there");
    m_left -= *got;
    m_position += *got;
    return got;
}

Result<> TarReader::fill(std::span<char> buffer)
{
    while (!buffer.empty()) {
        const Result<std::size_t> got = m_archive.read(buffer);
        if (!got)
            return fail(got.error());
        if (*got == 0)
            return damaged("it is cut off there");
        m_position += *got;
        buffer = buffer.subspan(*got);
    }
    return {};
}

Result<> TarReader::skipRest()
{
    constexpr std::size_t bufferSize = std::size_t{64} * 1024;
    std::string buffer(m_left > 0 ? bufferSize : tar::blockSize, '\0');
    while (m_left > 0) {
        if (const Result<std::size_t> got = read(buffer); !got)
            return fail(got.error());
    }
    auto filled = fill(std::span(buffer).first(m_padding));
    m_padding = 0;
    return filled;
}

tl::unexpected<Error> TarReader::damaged(std::string_view what) const
{
    return fail(ErrorCode::Damaged, std::string(what) + ", at byte " + std::to_string(m_position));
}

} // namespace connectorscope
