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

/// As much of a doubtful line as is looked at: text shows itself earlier.
constexpr std::size_t keptOfDoubtfulLine = 128;

inline void putGroup(std::uint32_t bits, char*& out)
{
    out[0] = static_cast<char>(bits >> 16);
    out[1] = static_cast<char>(bits >> 8);
    out[2] = static_cast<char>(bits);
    out += 3;
}

inline std::uint32_t base64Digit(char c)
{
    return fourth[static_cast<unsigned char>(c)];
}

bool isBase64(std::string_view text)
{
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c == '=' || base64Digit(c) != noDigit; });
}

} // namespace

void Base64Decoder::feed(std::string_view block, std::string& output)
{
    const std::size_t before = output.size();
    // Never more than this: whole groups, what is held, and the end of a group.
    output.resize(before + m_line.size() + block.size() + 3);
    char* out = output.data() + before;
    const char* in = block.data();
    const char* const end = in + block.size();
    while (in != end && m_state != State::Over)
        in = m_state == State::Data ? decode(in, end, out) : collectLine(in, end, out);
    output.resize(static_cast<std::size_t>(out - output.data()));
}

void Base64Decoder::finish(std::string& output)
{
    const std::size_t before = output.size();
    output.resize(before + m_line.size() + 3);
    char* out = output.data() + before;
    judgeLine(out);
    endGroup(out);
    output.resize(static_cast<std::size_t>(out - output.data()));
}

/// Goes on until a line ends in doubt, and returns how far that is.
const char* Base64Decoder::decode(const char* in, const char* end, char*& out)
{
    char* to = out; // a local, so that it can stay in a register
    while (in != end) {
        if (m_characters == 0) {
            const char* const groups = in;
            for (; end - in >= 4; in += 4) {
                const auto* const c = reinterpret_cast<const unsigned char*>(in);
                const std::uint32_t bits = first[c[0]] | second[c[1]] | third[c[2]] | fourth[c[3]];
                if (bits & noDigit)
                    break;
                putGroup(bits, to);
            }
            if (in != groups)
                noteData();
            if (in == end)
                break;
        }
        const char c = *in++;
        const std::uint32_t digit = base64Digit(c);
        if (digit != noDigit) {
            noteData();
            m_bits = m_bits << 6 | digit;
            if (++m_characters == 4) {
                putGroup(m_bits, to);
                m_bits = 0;
                m_characters = 0;
            }
        } else if (c == '=') {
            endGroup(to);
            m_padded = true;
        } else if (isLineEnd(c) && endsInDoubt(c)) {
            m_state = State::DoubtfulLine;
            break;
        }
    }
    out = to;
    return in;
}

void Base64Decoder::noteData()
{
    m_begun = true;
    m_padded = false;
    m_emptyLine = false;
}

/// Whether the next line may be no data. A CR before an LF says nothing about empty lines.
bool Base64Decoder::endsInDoubt(char lineEnd)
{
    if (m_padded)
        return true;
    return lineEnd == '\n' && std::exchange(m_emptyLine, m_begun);
}

const char* Base64Decoder::collectLine(const char* in, const char* end, char*& out)
{
    const char* const stop = std::find_if(in, end, isLineEnd);
    const auto length = static_cast<std::size_t>(stop - in);
    const std::size_t taken = std::min(length, keptOfDoubtfulLine - m_line.size());
    m_line.append(in, taken);
    if (m_line.size() == keptOfDoubtfulLine || stop != end)
        judgeLine(out);
    // The end of a line of data may again be in doubt; that of an empty line has done its work.
    const bool isEmptyLine = m_state == State::DoubtfulLine && taken == length && stop != end;
    return in + taken + (isEmptyLine ? 1 : 0);
}

void Base64Decoder::judgeLine(char*& out)
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
    noteData();
    decode(text.data(), text.data() + text.size(), out);
}

// Two characters hold one byte, three hold two; a single one holds none and is lost.
void Base64Decoder::endGroup(char*& out)
{
    if (m_characters == 2) {
        *out++ = static_cast<char>(m_bits >> 4);
    } else if (m_characters == 3) {
        *out++ = static_cast<char>(m_bits >> 10);
        *out++ = static_cast<char>(m_bits >> 2);
    }
    m_bits = 0;
    m_characters = 0;
}

} // namespace connectorscope
