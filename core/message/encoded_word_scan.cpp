#include "core/message/encoded_word_scan.h"

#include "core/message/lexical.h"

#include <algorithm>

namespace connectorscope {
namespace {

constexpr std::size_t longestCharset = 80;
constexpr std::size_t longestEncoding = 20;

/// Past the characters of a charset's or encoding's name.
std::size_t nameEnd(std::string_view raw, std::size_t begin, std::size_t longest)
{
    std::size_t i = begin;
    while (i < raw.size() && i - begin < longest && raw[i] != '?' && raw[i] != '=' && raw[i] > ' ' &&
           raw[i] != 0x7f)
        ++i;
    return i;
}

} // namespace

/// Past "=?charset?encoding?"; npos when no such thing begins there.
std::size_t EncodedWordScanner::prefixEnd(std::size_t begin) const
{
    if (m_raw.substr(begin, 2) != "=?")
        return std::string_view::npos;
    const std::size_t charset = nameEnd(m_raw, begin + 2, longestCharset);
    if (m_raw.substr(charset, 1) != "?")
        return std::string_view::npos;
    const std::size_t encoding = nameEnd(m_raw, charset + 1, longestEncoding);
    if (encoding == charset + 1 || m_raw.substr(encoding, 1) != "?")
        return std::string_view::npos;
    return encoding + 1;
}

std::optional<EncodedWordSpan> EncodedWordScanner::at(std::size_t begin)
{
    const std::size_t data = prefixEnd(begin);
    if (data == std::string_view::npos)
        return std::nullopt;

    EncodedWordSpan word;
    word.begin = begin;
    word.end = data;
    const std::string_view head = m_raw.substr(begin + 2, data - begin - 3);
    const std::size_t mark = head.find('?');
    word.charset = head.substr(0, mark);
    word.charset = word.charset.substr(0, word.charset.find('*'));
    word.encoding = head.substr(mark + 1);
    const bool knownEncoding =
        equalsIgnoringCase(word.encoding, "b") || equalsIgnoringCase(word.encoding, "q");

    word.closed = false;
    bool lookFurther = m_anyEnd;
    for (std::size_t i = data; lookFurther && i < m_raw.size(); ++i) {
        i = std::min(m_raw.find_first_of("?= \t\r\n", i), m_raw.size());
        const std::string_view two = m_raw.substr(std::min(i, m_raw.size()), 2);
        if (i >= m_raw.size()) {
            m_anyEnd = false;
        } else if (two == "?=") {
            word.closed = true;
            word.data = m_raw.substr(data, i - data);
            word.end = i + 2;
            lookFurther = false;
        } else if (two == "=?") {
            // The next word begins before this one ends.
            lookFurther = prefixEnd(i) == std::string_view::npos;
        } else if (isBlank(m_raw[i])) {
            // A word of neither B nor Q is only one if it looks like one throughout.
            lookFurther = knownEncoding;
        }
    }
    if (!word.closed && !knownEncoding)
        return std::nullopt;
    return word;
}

std::optional<EncodedWordSpan> EncodedWordScanner::next(std::size_t from)
{
    for (std::size_t i = m_raw.find("=?", from); i != std::string_view::npos; i = m_raw.find("=?", i + 1))
        if (std::optional<EncodedWordSpan> word = at(i))
            return word;
    return std::nullopt;
}

} // namespace connectorscope
