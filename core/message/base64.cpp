#include "core/message/base64.h"

#include <array>

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

inline char* putGroup(std::uint32_t bits, char* out)
{
    out[0] = static_cast<char>(bits >> 16);
    out[1] = static_cast<char>(bits >> 8);
    out[2] = static_cast<char>(bits);
    return out + 3;
}

} // namespace

void Base64Decoder::feed(std::string_view block, std::string& output)
{
    const std::size_t before = output.size();
    // Whole groups, what is held, and the end of a group for each `=`: never more than this.
    output.resize(before + block.size() + 3);
    char* out = output.data() + before;
    const auto* in = reinterpret_cast<const unsigned char*>(block.data());
    const auto* const end = in + block.size();

    while (in != end) {
        if (m_characters == 0) {
            while (end - in >= 4) {
                const std::uint32_t bits = first[in[0]] | second[in[1]] | third[in[2]] | fourth[in[3]];
                if (bits & noDigit)
                    break;
                out = putGroup(bits, out);
                in += 4;
            }
            if (in == end)
                break;
        }
        const unsigned char c = *in++;
        const std::uint32_t digit = fourth[c];
        if (digit != noDigit) {
            m_bits = m_bits << 6 | digit;
            if (++m_characters == 4) {
                out = putGroup(m_bits, out);
                m_bits = 0;
                m_characters = 0;
            }
        } else if (c == '=') {
            out = endGroup(out);
        }
    }
    output.resize(static_cast<std::size_t>(out - output.data()));
}

void Base64Decoder::finish(std::string& output)
{
    std::array<char, 2> last{};
    output.append(last.data(), static_cast<std::size_t>(endGroup(last.data()) - last.data()));
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
