#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// One `name=value` as it stands in the field, or one piece of a value (RFC 2231, 3). For parameters.cpp
/// only.
struct ParameterPiece
{
    std::string name;
    int index = whole;        ///< the number after the asterisk
    bool extended = false;    ///< percent-encoded, the first piece with its charset
    std::string value;        ///< quotes taken off
    std::size_t position = 0; ///< among the pieces

    static constexpr int whole = -1;
};

/// The token of the field and the pieces of its parameters, in their order.
struct ScannedParameters
{
    std::string token; ///< lower case, not decoded
    std::vector<ParameterPiece> pieces;
};

/// Takes a raw value apart; what is no parameter is left out. Linear.
ScannedParameters scanParameters(std::string_view rawValue);

} // namespace connectorscope
