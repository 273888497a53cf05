#include "core/site/toml_depth.h"

#include <algorithm>

namespace connectorscope {

namespace {

constexpr int deepest = 16;

} // namespace

std::size_t tomlStringLength(std::string_view text)
{
    const char quote = text.front();
    const bool escapes = quote == '"';
    const bool several = text.size() >= 3 && text[1] == quote && text[2] == quote;
    std::size_t position = several ? 3 : 1;
    while (position < text.size()) {
        const char c = text[position];
        if (c == '\\' && escapes) {
            position = std::min(position + 2, text.size());
        } else if (c == '\n' && !several) {
            return position;
        } else if (c != quote) {
            ++position;
        } else if (!several) {
            return position + 1;
        } else {
            const std::size_t run = std::min(text.find_first_not_of(quote, position), text.size()) - position;
            if (run >= 3)
                return position + std::min<std::size_t>(run, 5);
            position += run;
        }
    }
    return text.size();
}

int lineWithTooDeepName(std::string_view text)
{
    int line = 1;
    int dots = 0;
    while (!text.empty()) {
        std::size_t length = 1;
        switch (text.front()) {
        case '"':
        case '\'':
            length = tomlStringLength(text);
            line += static_cast<int>(std::count(text.begin(), text.begin() + std::ptrdiff_t(length), '\n'));
            break;
        case '#':
            length = std::min(text.find('\n'), text.size());
            break;
        case '\n':
            ++line;
            dots = 0;
            break;
        case '=':
        case ',':
        case '{':
        case '[':
        case ']':
            dots = 0;
            break;
        case '.':
            if (++dots > deepest)
                return line;
            break;
        default:
            break;
        }
        text.remove_prefix(length);
    }
    return 0;
}

} // namespace connectorscope
