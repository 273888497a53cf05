#include "core/message/base64.h"

#include "core/message/lexical.h"

#include <algorithm>
#include <array>
#include <utility>

namespace connectorscope {
namespace {

constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// In none of the 24 bits of a group, so that one test finds a bad character among four.
constexpr std::uint32_t noDigit = 1U << 24;

/// The digit of each byte, already moved to where it stands in a group.
constexpr std::array<std::uint32_t, 256> makeTable(int shift)
{
    std::array<std::uint32_t, 256> table{};
    table.fill(noDigit);
    for (std::uint32_t digit = 0; digit < alphabet.size(); ++digit)
        table[static_cast<unsigned char>(alphabet[digit])] = digit << shift;
    return table;
}

constexpr auto first = makeTable(18);
constexpr auto second = makeTable(12);
constexpr auto third = makeTable(6);
constexpr auto fourth = makeTable(0);

/// As much of a line after padding as is looked at: text shows itself earlier.
constexpr std::size_t keptOfLine = 128;

inline char* putGroup(std::uint32_t bits, char* out)
{
    out[0] = static_cast<char>(bits >> 16);
    out[1] = static_cast<char>(bits >> 8);
    out[2] = static_cast<char>(bits);
    return out + 3;
}

bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

bool isBase64(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c == '=' || fourth[static_cast<unsigned char>(c)] != noDigit; });
}

} // namespace

void Base64Decoder::feed(std::string_view block, std::string& output)
{
    while (!block.empty() && m_state != State::Over)
        block.remove_prefix(m_state == State::Data ? decode(block, output) : collectLine(block, output));
}

void Base64Decoder::finish(std::string& output)
{
    judgeLine(output);
    std::array<char, 2> last{};
    output.append(last.data(), static_cast<std::size_t>(endGroup(last.data()) - last.data()));
}

/// Goes up to the next `=`, or to a line end after one, and returns how far that is.
std::size_t Base64Decoder::decode(std::string_view block, std::string& output)
{
    if (m_padded && isLineEnd(block.front())) {
        m_state = State::LineAfterPadding;
        return 1;
    }
    const std::size_t padding = block.find('=');
    if (padding != std::string_view::npos)
        block = block.substr(0, padding + 1);
    const std::size_t before = output.size();
    // Whole groups, what is held, and the end of a group: never more than this.
    output.resize(before + block.size() + 3);
    char* out = output.data() + before;
    const auto* const begin = reinterpret_cast<const unsigned char*>(block.data());
    const auto* const end = begin + block.size();
    const auto* in = begin;

    while (in != end) {
        if (m_characters == 0) {
            const auto* const groups = in;
            while (end - in >= 4) {
                const std::uint32_t bits = first[in[0]] | second[in[1]] | third[in[2]] | fourth[in[3]];
                if (bits & noDigit)
                    break;
                out = putGroup(bits, out);
                in += 4;
            }
            m_padded = m_padded && in == groups;
            if (in == end)
                break;
        }
        const unsigned char c = *in++;
        const std::uint32_t digit = fourth[c];
        if (digit != noDigit) {
            m_padded = false;
            m_bits = m_bits << 6 | digit;
            if (++m_characters == 4) {
                out = putGroup(m_bits, out);
                m_bits = 0;
                m_characters = 0;
            }
        } else if (c == '=') {
            out = endGroup(out);
            m_padded = true;
        } else if (m_padded && isLineEnd(static_cast<char>(c))) {
            m_state = State::LineAfterPadding;
            break;
        }
    }
    output.resize(static_cast<std::size_t>(out - output.data()));
    return static_cast<std::size_t>(in - begin);
}

std::size_t Base64Decoder::collectLine(std::string_view block, std::string& output)
{
    const auto* const stop = std::find_if(block.begin(), block.end(), isLineEnd);
    const auto length = static_cast<std::size_t>(stop - block.begin());
    const std::size_t taken = std::min(length, keptOfLine - m_line.size());
    m_line.append(block.substr(0, taken));
    if (m_line.size() == keptOfLine || stop != block.end())
        judgeLine(output);
    // The end of a line of data may again be one after padding; that of an empty line has done its work.
    const bool isEmptyLine = m_state == State::LineAfterPadding && taken == length && stop != block.end();
    return taken + (isEmptyLine ? 1 : 0);
}

void Base64Decoder::judgeLine(std::string& output)
{
    const std::string line = std::exchange(m_line, {});
    const std::string_view text = trimmed(line);
    if (text.empty())
        return;
    if (!isBase64(text)) {
        m_state = State::Over;
        return;
    }
    m_state = State::Data;
    m_padded = false;
    for (std::string_view rest = text; !rest.empty();)
        rest.remove_prefix(decode(rest, output));
}

// Two characters hold one byte, three hold two; a single one holds none and is lost.
char* Base64Decoder::endGroup(char* out)
{
    if (m_characters == 2) {
        *out++ = static_cast<char>(m_bits >> 4);
    } else if (m_characters == 3) {
        *out++ = static_cast<char>(m_bits >> 10);
        *out++ = static_cast<char>(m_bits >> 2);
    }
    m_bits = 0;
    m_characters = 0;
    return out;
}

} // namespace connectorscope
