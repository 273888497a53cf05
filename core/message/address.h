#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// One mailbox of an address list (RFC 5322, 3.4, with the obsolete forms; RFC 6532).
struct Address
{
    std::string displayName; ///< decoded, UTF-8; may be empty; from the comment where there is no phrase
    std::string localPart;   ///< unquoted
    std::string domain;  ///< without a dot at its end; "[192.0.2.1]" for a literal; empty where there is none
    std::string group;   ///< the name of the group it stands in; empty outside of groups; cut at 200 bytes
    bool broken = false; ///< the local part needs quotes and has none ("<Anna Smith@contoso.com>")
    std::size_t position = 0; ///< in the raw value, of the address or of its display name
    std::size_t length = 0;

    /// "local@domain", the local part quoted where it must be.
    std::string spec() const;
    /// It has a local part and a domain of the right form: mail can be sent to it. As tolerant as mail
    /// servers are: dots may stand anywhere in the local part, the domain may hold underscores and need have
    /// no dot.
    bool usable() const;
};

enum class AddressFault : std::uint8_t
{
    NotAnAddress,    ///< text without @, or one with nothing on one side of it
    UnbalancedQuote, ///< a quoted string never ends
    UnbalancedAngle, ///< < without > or the other way round
    UnbalancedComment,
    BadDomain,
    BadLocalPart,
};

struct AddressIssue
{
    AddressFault fault = AddressFault::NotAnAddress;
    std::size_t position = 0; ///< in the raw value
    std::size_t length = 0;
};

struct AddressGroup
{
    std::string name; ///< decoded, UTF-8; cut at 200 bytes
    std::size_t position = 0;
    std::size_t length = 0;
    std::size_t members = 0; ///< the addresses in it, usable or not
    bool closed = true;      ///< with its semicolon
};

/// So many addresses of a message are kept, whatever it brings; the others are counted.
inline constexpr std::size_t mostAddresses = 200'000;

struct AddressList
{
    std::vector<Address> addresses;   ///< the usable ones and those that are not, in their order
    std::size_t dropped = 0;          ///< addresses beyond the limit, not kept
    std::vector<AddressGroup> groups; ///< at most 10,000; members of others stand in no group
    std::vector<AddressIssue> issues; ///< at most 100
    bool nullPath = false;            ///< holds "<>"

    std::size_t usableCount() const;
};

/// Reads a raw field value of From, To, Cc, Bcc, Sender, Reply-To, Return-Path. Whatever stands there, the
/// usable addresses come back and the rest as issues; at most `most`. Linear in the bytes; nested comments do
/// not recurse.
AddressList parseAddressList(std::string_view rawValue, std::size_t most = mostAddresses);

} // namespace connectorscope
