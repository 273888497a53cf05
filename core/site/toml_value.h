#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace connectorscope {

enum class TomlKind : std::uint8_t
{
    Text,
    Integer,
    Real,
    Flag,
    Moment, ///< a date or a time
    List,
    Table
};

struct TomlEntry;

/// A value of a TOML file and where it stands: lines from 1, columns (in characters) from 1.
struct TomlValue
{
    TomlKind kind = TomlKind::Table;
    int line = 0;
    int column = 0;
    std::string text;               ///< of a text
    std::int64_t integer = 0;       ///< of an integer
    bool flag = false;              ///< of a flag
    std::vector<TomlValue> items;   ///< of a list
    std::vector<TomlEntry> entries; ///< of a table, in the order of the file; each name once
};

struct TomlEntry
{
    std::string name;
    int line = 0; ///< of the name
    int column = 0;
    TomlValue value;
};

struct TomlError
{
    int line = 0;
    int column = 0;
    std::string message; ///< a sentence without its full stop; quotes nothing of a line with a password
};

/// Reads a whole TOML file (UTF-8, without a mark of the byte order). Stops at the first place that is not
/// TOML. Names and values nest no deeper than a site file needs; deeper ones are errors, so that nothing
/// recurses without a bound.
std::variant<TomlValue, TomlError> parseToml(std::string_view text);

/// "a text", "a number", ... for messages.
std::string_view nameOf(TomlKind kind);

} // namespace connectorscope
