#include "core/message/lexical.h"

#include <algorithm>

namespace connectorscope {

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::size_t commentEnd(std::string_view text, std::size_t begin)
{
    std::size_t depth = 0;
    for (std::size_t i = begin; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\')
            ++i;
        else if (c == '(')
            ++depth;
        else if (c == ')' && --depth == 0)
            return i + 1;
    }
    return std::string_view::npos;
}

std::size_t quotedStringEnd(std::string_view text, std::size_t begin)
{
    for (std::size_t i = begin + 1; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            return i + 1;
    }
    return std::string_view::npos;
}

void appendUnfolded(std::string_view raw, std::string& text)
{
    std::size_t i = 0;
    while (i < raw.size()) {
        const std::size_t lineEnd = std::min(raw.find_first_of("\r\n", i), raw.size());
        text.append(raw.substr(i, lineEnd - i));
        i = lineEnd;
        if (i == raw.size())
            return;
        while (i < raw.size() && (raw[i] == '\r' || raw[i] == '\n'))
            ++i;
        text.push_back(' ');
        if (i < raw.size() && (raw[i] == ' ' || raw[i] == '\t'))
            ++i;
    }
}

} // namespace connectorscope
