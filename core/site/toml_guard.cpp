#include "core/site/toml_guard.h"

#include <algorithm>

namespace connectorscope {

namespace {

constexpr int deepestTable = 16;

/// The line of the first byte outside of strings and comments that `isWrong` takes, or 0.
template <typename IsWrong>
int firstLineWhere(std::string_view text, IsWrong isWrong)
{
    int line = 1;
    while (!text.empty()) {
        const char c = text.front();
        std::size_t length = 1;
        if (c == '"' || c == '\'') {
            length = tomlStringLength(text);
            line += static_cast<int>(std::count(text.begin(), text.begin() + std::ptrdiff_t(length), '\n'));
        } else if (c == '#') {
            length = std::min(text.find('\n'), text.size());
        } else if (isWrong(c)) {
            return line;
        } else if (c == '\n') {
            ++line;
        }
        text.remove_prefix(length);
    }
    return 0;
}

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
    int dots = 0;
    return firstLineWhere(text, [&](char c) {
        if (std::string_view("\n=,{[]").find(c) != std::string_view::npos)
            dots = 0;
        return c == '.' && ++dots > deepestTable;
    });
}

int lineWithBareNonAscii(std::string_view text)
{
    return firstLineWhere(text, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

} // namespace connectorscope
