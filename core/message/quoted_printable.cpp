#include "core/message/quoted_printable.h"

#include "core/message/lexical.h"

#include <algorithm>
#include <array>

namespace connectorscope {
namespace {

/// A line end is none here.
constexpr bool isLineBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// Where a run of literal bytes stops.
constexpr std::array<bool, 256> makeStops()
{
    std::array<bool, 256> stops{};
    for (const char c : {'=', '\r', '\n'})
        stops[static_cast<unsigned char>(c)] = true;
    return stops;
}

constexpr auto stops = makeStops();

char fromHex(char high, char low)
{
    return static_cast<char>(hexDigit(high) << 4 | hexDigit(low));
}

} // namespace

void QuotedPrintableDecoder::feed(std::string_view block, std::string& output)
{
    if (!m_held.empty() && isLineBlank(m_held.back())) {
        // A long run of blanks that comes in small blocks must not cost its length for each of them.
        const std::size_t blanks = std::min(block.find_first_not_of(" \t"), block.size());
        m_held.append(block.substr(0, blanks));
        block.remove_prefix(blanks);
    }
    if (block.empty())
        return;
    const std::size_t before = output.size();
    output.resize(before + m_held.size() + block.size());
    char* out = output.data() + before;
    const char* in = block.data();
    const char* const end = in + block.size();

    while (in != end) {
        if (!m_held.empty()) {
            in = resolveHeld(in, end, out);
            continue;
        }
        const char* stop = in;
        while (stop != end && !stops[static_cast<unsigned char>(*stop)])
            ++stop;
        const char* keep = stop;
        m_afterPair = m_afterPair && stop == in;
        if (stop == end || *stop != '=') {
            while (keep != in && isLineBlank(keep[-1]))
                --keep;
        }
        out = std::copy(in, keep, out);
        in = stop;
        if (stop == end) {
            m_held.assign(keep, stop);
        } else if (*stop != '=') {
            m_afterPair = false;
            *out++ = *in++;
        } else if (end - stop >= 3 && hexDigit(stop[1]) >= 0 && hexDigit(stop[2]) >= 0) {
            m_afterPair = false;
            *out++ = fromHex(stop[1], stop[2]);
            in += 3;
        } else {
            m_held.assign(1, '=');
            ++in;
        }
    }
    output.resize(static_cast<std::size_t>(out - output.data()));
}

void QuotedPrintableDecoder::finish(std::string& output)
{
    // Blanks at the end go; so does a soft line break that is cut after its `=`, its blanks or its CR.
    if (m_held.size() == 2 && m_held[0] == '=' && hexDigit(m_held[1]) >= 0)
        output += m_held;
    else if (m_afterPair && m_held.starts_with('='))
        output += '=';
    m_held.clear();
}

// Takes what decides about the held bytes and returns where to go on. The held bytes stay while nothing does.
const char* QuotedPrintableDecoder::resolveHeld(const char* in, const char* end, char*& out)
{
    return m_held[0] == '=' ? resolveEscape(in, end, out) : resolveBlanks(in, end, out);
}

const char* QuotedPrintableDecoder::resolveBlanks(const char* in, const char* end, char*& out)
{
    const char* const next = std::find_if_not(in, end, isLineBlank);
    m_held.append(in, next);
    if (next == end)
        return end;
    if (!isLineEnd(*next))
        out = std::copy(m_held.begin(), m_held.end(), out);
    m_held.clear();
    return next;
}

const char* QuotedPrintableDecoder::resolveEscape(const char* in, const char* end, char*& out)
{
    const char last = m_held.back();
    if (last == '\r') { // the line is already broken; an LF still belongs to it
        m_held.clear();
        return *in == '\n' ? in + 1 : in;
    }
    if (last == '=' && hexDigit(*in) >= 0) {
        m_held += *in;
        return in + 1;
    }
    if (m_held.size() == 2 && hexDigit(last) >= 0) {
        if (hexDigit(*in) >= 0) {
            *out++ = fromHex(last, *in);
            m_held.clear();
            m_afterPair = false;
            return in + 1;
        }
    } else {
        const char* const next = std::find_if_not(in, end, isLineBlank);
        m_held.append(in, next);
        if (next == end)
            return end;
        if (isLineEnd(*next) && m_afterPair) {
            *out++ = '=';
            m_held.clear();
            return next;
        }
        if (*next == '\r') {
            m_held.assign("=\r");
            return next + 1;
        }
        if (*next == '\n') {
            m_held.clear();
            return next + 1;
        }
        if (m_held.size() == 1)
            m_held += *in++; // in a line of `=`, every other one would begin a new escape
        else
            in = next;
    }
    m_afterPair = m_held == "==";
    // It was none. Blanks after the `=` cannot be before a line end here.
    out = std::copy(m_held.begin(), m_held.end(), out);
    m_held.clear();
    return in;
}

} // namespace connectorscope
