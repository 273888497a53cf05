#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// One parameter of Content-Type or Content-Disposition, RFC 2231 pieces joined and decoded.
struct Parameter
{
    std::string name;  ///< lower case, without `*` and piece numbers
    std::string value; ///< UTF-8 (see parseStructuredValue)
};

/// A value of the form `token *(";" parameter)`: Content-Type, Content-Disposition.
struct StructuredValue
{
    std::string
        token; ///< lower case, blanks and comments taken out: "text/plain", "attachment"; may be empty
    std::vector<Parameter>
        parameters; ///< each name once: of two, the first counts (RFC 2231 form before plain)

    /// The value of the parameter, or nullopt. `name` is lower case.
    std::optional<std::string_view> parameter(std::string_view name) const;
};

/// Reads a raw field value (folds and comments included). Whatever stands there, a value comes back: what
/// cannot be read is left out. Knows RFC 2045 and 2231 (continuations, charsets), and what mailers really
/// send: missing semicolons and quotes, raw 8-bit values (UTF-8, else windows-1252), encoded words in values.
/// `boundary` is returned byte for byte. Linear in the bytes.
StructuredValue parseStructuredValue(std::string_view rawValue);

} // namespace connectorscope
