#include "core/site/toml_value.h"

#include "core/base/ascii.h"
#include "core/base/escape.h"
#include "core/site/toml_guard.h"

// Deep enough for every site file; the parser recurses that far.
#define TOML_MAX_NESTED_VALUES 16
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include <algorithm>

namespace connectorscope {

namespace {

int asInt(toml::source_index number)
{
    return static_cast<int>(number);
}

TomlValue valueOf(const toml::node& node);

TomlValue tableOf(const toml::table& table)
{
    TomlValue value;
    for (const auto& [key, node] : table) {
        const toml::source_position place = key.source().begin;
        value.entries.push_back(
            {std::string(key.str()), asInt(place.line), asInt(place.column), valueOf(node)});
    }
    std::stable_sort(value.entries.begin(), value.entries.end(), [](const TomlEntry& a, const TomlEntry& b) {
        return std::pair(a.line, a.column) < std::pair(b.line, b.column);
    });
    return value;
}

/// Recurses no deeper than the parser did.
TomlValue valueOf(const toml::node& node)
{
    TomlValue value;
    if (const toml::table* table = node.as_table()) {
        value = tableOf(*table);
    } else if (const toml::array* list = node.as_array()) {
        value.kind = TomlKind::List;
        for (const toml::node& item : *list)
            value.items.push_back(valueOf(item));
    } else if (const auto* text = node.as_string()) {
        value.kind = TomlKind::Text;
        value.text = text->get();
    } else if (const auto* integer = node.as_integer()) {
        value.kind = TomlKind::Integer;
        value.integer = integer->get();
    } else if (const auto* flag = node.as_boolean()) {
        value.kind = TomlKind::Flag;
        value.flag = flag->get();
    } else {
        value.kind = node.is_floating_point() ? TomlKind::Real : TomlKind::Moment;
    }
    value.line = asInt(node.source().begin.line);
    value.column = asInt(node.source().begin.column);
    return value;
}

std::string_view lineOf(std::string_view text, int line)
{
    for (; line > 1; --line)
        text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
    return text.substr(0, text.find('\n'));
}

/// The first line with the header of a table that does not begin with a name (`[(x]`, `[[[x]]`), or 0. The
/// library asserts that there is one, and without assertions tells the compiler so. A site file has no other
/// lines that begin with a bracket.
int lineOfBrokenHeader(std::string_view text)
{
    for (int line = 1; !text.empty(); ++line) {
        const std::string_view current = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(current.size() + 1, text.size()));
        std::size_t at = current.find_first_not_of(" \t");
        if (at == std::string_view::npos || current[at] != '[')
            continue;
        at += current.substr(at + 1, 1) == "[" ? 2 : 1;
        at = std::min(current.find_first_not_of(" \t", at), current.size());
        const char first = at < current.size() ? current[at] : '\n';
        const bool isLetter = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z');
        const bool isDigit = first >= '0' && first <= '9';
        if (!isLetter && !isDigit && std::string_view("-_\"']").find(first) == std::string_view::npos)
            return line;
    }
    return 0;
}

std::string reasonOf(std::string_view description, std::string_view line)
{
    constexpr std::size_t longest = 200;
    const std::size_t doubled = description.find("cannot redefine existing ");
    if (doubled != std::string_view::npos) {
        const std::size_t open = description.find('\'', doubled);
        const std::size_t close = description.rfind('\'');
        if (open < close)
            return "the key " +
                   escapeControls(description.substr(open, std::min(close - open + 1, longest))) +
                   " stands a second time";
    }
    if (toAsciiLower(line).find("pass") != std::string::npos)
        return "the line is not TOML; what stands there is not shown, as it may be a password";
    if (description.find("maximum nested value depth") != std::string_view::npos)
        return "values lie in one another more often than in any site file";
    constexpr std::string_view where = "Error while parsing ";
    if (description.starts_with(where))
        description.remove_prefix(std::min(description.find(": ", where.size()) + 2, description.size()));
    return "the line is not TOML: " + escapeControls(description.substr(0, longest));
}

} // namespace

std::variant<TomlValue, TomlError> parseToml(std::string_view text)
{
    if (const int line = lineWithTooDeepName(text); line != 0)
        return TomlError{line, 1, "names are joined with dots more often than any key of a site file"};
    if (const int line = lineWithBareNonAscii(text); line != 0)
        return TomlError{
            line, 0,
            "the line is not TOML: a character outside ASCII stands outside of quotes; it may be a "
            "quotation mark or a space of a word processor"};
    if (const int line = lineWithBraceForValue(text); line != 0)
        return TomlError{line, 0, "the line is not TOML: a brace is closed where a value should stand"};
    if (const int line = lineOfBrokenHeader(text); line != 0)
        return TomlError{line, 0, "the line is not TOML: a table has no name"};
    try {
        return tableOf(toml::parse(text));
    } catch (const toml::parse_error& error) {
        const toml::source_position place = error.source().begin;
        return TomlError{asInt(place.line), asInt(place.column),
                         reasonOf(error.description(), lineOf(text, asInt(place.line)))};
    }
}

std::string_view nameOf(TomlKind kind)
{
    switch (kind) {
    case TomlKind::Text:
        return "a text";
    case TomlKind::Integer:
        return "a number";
    case TomlKind::Real:
        return "a number with a point";
    case TomlKind::Flag:
        return "true or false";
    case TomlKind::Moment:
        return "a date or time";
    case TomlKind::List:
        return "a list";
    case TomlKind::Table:
        return "a table";
    }
    return {};
}

} // namespace connectorscope
