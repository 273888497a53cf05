#pragma once

#include <string>
#include <string_view>

namespace connectorscope {

/// An address by which its owner is not known but its domain is: "a***@contoso.com". Of an address without
/// `@` only the first character stays; an empty one stays empty.
std::string maskAddress(std::string_view address);

/// Masks every address in a text. What merely looks like one is masked too. Linear.
std::string maskAddresses(std::string_view text);

} // namespace connectorscope
