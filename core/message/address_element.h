#pragma once

#include "core/message/address_lexer.h"

#include <cstddef>
#include <vector>

namespace connectorscope {

/// The tokens between two separators, or within angle brackets, and what must be known of them at each new
/// one. For address_list.cpp only.
struct AddressElement
{
    std::vector<AddressToken> tokens;
    AddressToken::Kind first = AddressToken::Kind::End; ///< of the first that is no comment
    bool hasAt = false;
    std::size_t groupColon = 0; ///< where a colon stands between a name and the first @; 0: nowhere

    bool empty() const { return tokens.empty(); }
    bool saysSomething() const { return first != AddressToken::Kind::End; }
    void push(const AddressToken& token)
    {
        if (token.kind == AddressToken::Kind::Colon && !hasAt && groupColon == 0)
            groupColon = tokens.size();
        tokens.push_back(token);
        if (first == AddressToken::Kind::End && token.kind != AddressToken::Kind::Comment)
            first = token.kind;
        hasAt = hasAt || token.kind == AddressToken::Kind::At;
    }
    void clear()
    {
        tokens.clear();
        first = AddressToken::Kind::End;
        hasAt = false;
        groupColon = 0;
    }
};

} // namespace connectorscope
