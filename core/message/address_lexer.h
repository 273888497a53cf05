#pragma once

#include "core/message/address_gatherer.h"
#include "core/message/encoded_word_scan.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace connectorscope {

/// A piece of an address list (RFC 5322, 3.2). For address_list.cpp only.
struct AddressToken
{
    enum class Kind : std::uint8_t
    {
        Text,        ///< characters without meaning of their own, dots among them
        EncodedWord, ///< whole, whatever stands in it
        Quoted,      ///< with its quotes
        Comment,     ///< with its parentheses and those nested in it
        Literal,     ///< with its brackets
        At,
        Less,
        Greater,
        Comma,
        Semicolon,
        Colon,
        End,
    };

    Kind kind = Kind::End;
    bool apart = false; ///< blanks or a comment stand before it
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Cuts a raw value into tokens. Quotes and comments that never end are reported and their signs passed over.
/// Linear: what is known never to end is not looked for again.
class AddressLexer
{
public:
    /// Both must outlive the lexer.
    AddressLexer(std::string_view raw, AddressGatherer& gatherer)
        : m_raw(raw)
        , m_gatherer(gatherer)
        , m_words(raw)
    {
    }

    AddressToken next();

    std::string_view text(const AddressToken& token) const
    {
        return m_raw.substr(token.begin, token.end - token.begin);
    }
    /// Without the signs around it and the backslashes in it, unfolded; not decoded.
    void appendContent(const AddressToken& token, std::string& content) const;

private:
    std::size_t textEnd();
    std::size_t wordEnd(std::size_t begin);
    bool quoteNeverEnds(std::size_t begin, std::size_t end);

    std::string_view m_raw;
    AddressGatherer& m_gatherer;
    EncodedWordScanner m_words;
    std::size_t m_pos = 0;
    bool m_commentsEnd = true; ///< false once one was found that never does
    bool m_quotesSeen = false; ///< m_oddQuotes has been found out
    bool m_oddQuotes = false;  ///< one of the quotes has no partner
};

} // namespace connectorscope
