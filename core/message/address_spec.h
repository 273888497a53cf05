#pragma once

#include "core/message/address.h"
#include "core/message/address_lexer.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace connectorscope {

/// What the tokens of an address list say. For address_list.cpp only.

using AddressTokens = std::span<const AddressToken>;

/// Where the parts of an address stand among its tokens: [local, at) and (at, end).
struct SpecRange
{
    std::size_t local = 0;
    std::size_t at = 0; ///< the number of the tokens when there is no @
    std::size_t end = 0;
};

/// A name of labels, or a literal in brackets; underscores and UTF-8 may stand in it, a dot need not.
bool isUsableDomain(std::string_view domain);

/// More than comments.
bool saysSomething(AddressTokens tokens);

/// A display name: blanks and quotes gone, encoded words decoded, UTF-8.
std::string phraseOf(const AddressLexer& lexer, AddressTokens tokens);

/// The content of the first comment, decoded.
std::string commentOf(const AddressLexer& lexer, AddressTokens tokens);

/// The first address at or after the token `from`, with the obsolete blanks and comments around its dots and
/// @. Outside of angle brackets a word that ends in a dot ("Mr. anna@contoso.com") is a display name.
SpecRange findSpec(const AddressLexer& lexer, AddressTokens tokens, std::size_t from, bool inAngle);

/// The address of that range; no display name, no position.
Address addressOf(const AddressLexer& lexer, AddressTokens tokens, const SpecRange& range);

/// The first usable address in text that has no syntax: what stands around an @.
std::optional<Address> addressInText(std::string_view text);

} // namespace connectorscope
