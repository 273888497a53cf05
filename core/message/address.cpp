#include "core/message/address.h"

#include "core/message/address_spec.h"
#include "core/message/lexical.h"

#include <algorithm>

namespace connectorscope {
namespace {

/// Letters, digits and those that RFC 5322 allows in an atom.
bool isAtomCharacter(char c)
{
    return isLetter(c) || isDigit(c) || isEightBit(c) ||
           std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

bool mustBeQuoted(std::string_view localPart)
{
    if (localPart.empty() || localPart.front() == '.' || localPart.back() == '.' ||
        localPart.find("..") != std::string_view::npos)
        return true;
    return !std::ranges::all_of(localPart, [](char c) { return c == '.' || isAtomCharacter(c); });
}

} // namespace

std::string Address::spec() const
{
    std::string text;
    text.reserve(localPart.size() + domain.size() + 1);
    if (mustBeQuoted(localPart)) {
        text.push_back('"');
        for (const char c : localPart) {
            if (c == '"' || c == '\\')
                text.push_back('\\');
            text.push_back(c);
        }
        text.push_back('"');
    } else {
        text = localPart;
    }
    if (!domain.empty()) {
        text.push_back('@');
        text.append(domain);
    }
    return text;
}

bool Address::usable() const
{
    return !broken && !localPart.empty() &&
           localPart.find_first_of(std::string_view("\0\r\n", 3)) == std::string::npos &&
           isUsableDomain(domain);
}

std::size_t AddressList::usableCount() const
{
    return static_cast<std::size_t>(std::ranges::count_if(addresses, &Address::usable));
}

} // namespace connectorscope
