#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// Where a key or the header of a table stands in the text of a TOML file; offsets count bytes.
struct TomlPlace
{
    std::string path;      ///< whole: "watch.cohort.count"
    std::size_t table = 0; ///< how many [[headers]] of that table stand before it, this one included; 0: none
    bool header = false;
    bool nested = false; ///< within an inline table
    bool dotted = false; ///< stands before every header
    std::size_t lineBegin = 0;
    std::size_t lineEnd = 0; ///< after the line's end, or that of the last line of the value
    std::size_t valueBegin = 0;
    std::size_t valueEnd = 0;
};

/// The places of a text that parseToml reads without an error, in their order; of other text, some places.
/// Linear.
std::vector<TomlPlace> layoutOf(std::string_view text);

} // namespace connectorscope
