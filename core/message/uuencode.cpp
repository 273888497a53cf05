#include "core/message/uuencode.h"

#include <algorithm>
#include <array>

namespace connectorscope {
namespace {

/// No line of data is longer (1 + 84 characters and perhaps a checksum); of others only the beginning
/// matters.
constexpr std::size_t keptOfUuencodeLine = 128;

/// The value of a character, or -1.
constexpr int uuencodeDigit(char c)
{
    return c >= ' ' && c <= '`' ? (c - ' ') & 63 : -1;
}

/// The same inside a line, where a character that is none counts as a blank.
constexpr unsigned sixBits(char c)
{
    return c >= ' ' && c <= '`' ? static_cast<unsigned>(c - ' ') & 63U : 0U;
}

/// How many characters hold that many bytes.
constexpr std::size_t charactersFor(int bytes)
{
    return (static_cast<std::size_t>(bytes) + 2) / 3 * 4;
}

bool isBegin(std::string_view line)
{
    if (!line.starts_with("begin "))
        return false;
    const std::string_view mode = line.substr(6, 3);
    return mode.size() == 3 &&
           std::all_of(mode.begin(), mode.end(), [](char c) { return c >= '0' && c <= '7'; });
}

bool isEnd(std::string_view line)
{
    const std::size_t last = line.find_last_not_of(" \t");
    return last == 2 && line.starts_with("end");
}

/// So exactly a line of data that it is one without a `begin` before it. One more character is a checksum.
bool hasExactForm(std::string_view line)
{
    const int bytes = uuencodeDigit(line.front());
    if (bytes <= 0)
        return false;
    const std::size_t expected = 1 + charactersFor(bytes);
    return (line.size() == expected || line.size() == expected + 1) &&
           std::all_of(line.begin(), line.end(), [](char c) { return uuencodeDigit(c) >= 0; });
}

void decodeLine(std::string_view line, std::string& output)
{
    const int bytes = uuencodeDigit(line.front());
    if (bytes <= 0)
        return;
    std::array<char, 1 + charactersFor(63)> full{};
    full.fill('`');
    std::copy_n(line.begin(), std::min(line.size(), full.size()), full.begin());
    std::array<char, 63> decoded{};
    auto out = decoded.begin();
    for (std::size_t i = 1; i < 1 + charactersFor(bytes); i += 4) {
        const unsigned bits = sixBits(full[i]) << 18 | sixBits(full[i + 1]) << 12 |
                              sixBits(full[i + 2]) << 6 | sixBits(full[i + 3]);
        *out++ = static_cast<char>(bits >> 16);
        *out++ = static_cast<char>(bits >> 8);
        *out++ = static_cast<char>(bits);
    }
    output.append(decoded.data(), static_cast<std::size_t>(bytes));
}

} // namespace

void UuDecoder::feed(std::string_view block, std::string& output)
{
    while (!block.empty()) {
        const auto* const stop =
            std::find_if(block.begin(), block.end(), [](char c) { return c == '\n' || c == '\r'; });
        const std::size_t lineEnd =
            stop == block.end() ? std::string_view::npos : static_cast<std::size_t>(stop - block.begin());
        const std::string_view piece = block.substr(0, lineEnd);
        if (lineEnd == std::string_view::npos) {
            m_held.append(piece.substr(0, keptOfUuencodeLine - m_held.size()));
            return;
        }
        if (m_held.empty()) {
            takeLine(piece.substr(0, keptOfUuencodeLine), output);
        } else {
            m_held.append(piece.substr(0, keptOfUuencodeLine - m_held.size()));
            takeLine(m_held, output);
            m_held.clear();
        }
        block.remove_prefix(lineEnd + 1);
    }
}

void UuDecoder::finish(std::string& output)
{
    takeLine(m_held, output);
    m_held.clear();
}

void UuDecoder::takeLine(std::string_view line, std::string& output)
{
    if (line.empty()) // also what stands between CR and LF
        return;
    if (m_state == State::Inside) {
        if (isEnd(line))
            m_state = State::After;
        else
            decodeLine(line, output);
    } else if (isBegin(line)) {
        m_state = State::Inside;
    } else if (m_state == State::Before && hasExactForm(line)) {
        decodeLine(line, output);
    }
}

} // namespace connectorscope
