#include "core/site/toml_value.h"

#include "core/base/ascii.h"
#include "core/base/escape.h"
#include "core/site/toml_guard.h"

#include <exception>

namespace connectorscope {

/// The TOML library has reached what it asserts can never be.
struct TomlAssertion : std::exception
{
    const char* what() const noexcept override { return "an assertion of the TOML library"; }
};

constexpr void assertToml(bool holds)
{
    if (!holds)
        throw TomlAssertion();
}

} // namespace connectorscope

// Some texts that are no TOML lead the library against its own assertions (`a = [}`, `[(x]`, a date with a
// letter behind it). Without them it tells the compiler that they hold, and then anything may happen.
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(expr) connectorscope::assertToml(static_cast<bool>(expr))
// Deep enough for every site file; the parser recurses that far.
#define TOML_MAX_NESTED_VALUES 16
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

#include <algorithm>
#include <vector>

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

bool isAsserted(std::string_view text)
{
    try {
        (void)toml::parse(text);
    } catch (const TomlAssertion&) {
        return true;
    } catch (const toml::parse_error&) {
    }
    return false;
}

/// An assertion does not tell where it was reached: in the last line of the shortest beginning that leads
/// there.
int lineOfAssertion(std::string_view text)
{
    std::vector<std::size_t> ends; // of the lines
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1))
        ends.push_back(at + 1);
    ends.push_back(text.size());
    const auto last =
        std::ranges::partition_point(ends, [&](std::size_t end) { return !isAsserted(text.substr(0, end)); });
    return static_cast<int>(std::min<std::ptrdiff_t>(last - ends.begin() + 1, std::ssize(ends)));
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
    try {
        return tableOf(toml::parse(text));
    } catch (const toml::parse_error& error) {
        const toml::source_position place = error.source().begin;
        return TomlError{asInt(place.line), asInt(place.column),
                         reasonOf(error.description(), lineOf(text, asInt(place.line)))};
    } catch (const TomlAssertion&) {
        return TomlError{lineOfAssertion(text), 0, "the line is not TOML"};
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
