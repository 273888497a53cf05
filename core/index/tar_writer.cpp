#include "core/index/tar_writer.h"

#include "core/index/tar_format.h"

#include <algorithm>
#include <chrono>
#include <string>

namespace connectorscope {

namespace {

/// Read and write for the owner, nothing for others.
constexpr std::uint64_t ownerOnly = 0600;

void putText(tar::Block& block, tar::Field field, std::string_view text)
{
    std::copy(text.begin(), text.end(), block.begin() + static_cast<std::ptrdiff_t>(field.offset));
}

/// Octal digits with zeros before and a NUL behind them, or binary where they do not fit.
void putNumber(tar::Block& block, tar::Field field, std::uint64_t number)
{
    const std::size_t digits = field.size - 1;
    std::uint64_t rest = number;
    for (std::size_t i = digits; i-- > 0; rest /= 8)
        block[field.offset + i] = static_cast<char>('0' + rest % 8);
    if (rest == 0)
        return;
    constexpr unsigned byteBits = 8;
    for (std::size_t i = field.size; i-- > 0; number >>= byteBits)
        block[field.offset + i] = static_cast<char>(number & 0xFF);
    block[field.offset] = static_cast<char>(tar::binaryMark);
}

} // namespace

TarWriter::TarWriter(OutputFile& out)
    : m_out(out)
{
}

Result<> TarWriter::begin(std::string_view name, std::uint64_t size, UtcTime modified)
{
    if (name.size() > longestName)
        return fail(ErrorCode::BadInput, "the name " + std::string(name) + " is too long for the archive");
    tar::Block block{};
    putText(block, tar::name, name);
    putNumber(block, tar::mode, ownerOnly);
    putNumber(block, tar::user, 0);
    putNumber(block, tar::group, 0);
    putNumber(block, tar::size, size);
    const auto seconds = std::chrono::floor<std::chrono::seconds>(modified).time_since_epoch().count();
    putNumber(block, tar::modified, static_cast<std::uint64_t>(std::max<std::int64_t>(seconds, 0)));
    block[tar::type.offset] = tar::regularFile;
    putText(block, tar::magic, tar::magicText);
    // Six digits, a NUL and a blank.
    putNumber(block, {tar::checksum.offset, tar::checksum.size - 1}, tar::checksumOf(block));
    block[tar::checksum.offset + tar::checksum.size - 1] = ' ';
    m_size = size;
    m_left = size;
    return m_out.write({block.data(), block.size()});
}

Result<> TarWriter::write(std::string_view bytes)
{
    if (bytes.size() > m_left)
        return fail(ErrorCode::Other, "a file of the archive is larger than it was said to be");
    m_left -= bytes.size();
    return m_out.write(bytes);
}

Result<> TarWriter::end()
{
    if (m_left > 0)
        return fail(ErrorCode::Other, "a file of the archive is smaller than it was said to be");
    const std::string padding(tar::paddingOf(m_size), '\0');
    return padding.empty() ? Result<>() : m_out.write(padding);
}

Result<> TarWriter::addText(std::string_view name, std::string_view text, UtcTime modified)
{
    if (auto begun = begin(name, text.size(), modified); !begun)
        return begun;
    if (auto written = write(text); !written)
        return written;
    return end();
}

Result<> TarWriter::finish()
{
    return m_out.write(std::string(2 * tar::blockSize, '\0'));
}

} // namespace connectorscope
