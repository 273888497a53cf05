#include "core/message/address_lexer.h"

#include "core/message/lexical.h"

#include <algorithm>
#include <array>

namespace connectorscope {
namespace {

using Kind = AddressToken::Kind;

constexpr std::array<bool, 256> makeTextCharacters()
{
    std::array<bool, 256> is{};
    is.fill(true);
    for (const char c : std::string_view(" \t\r\n()<>[]:;@,\""))
        is[static_cast<unsigned char>(c)] = false;
    return is;
}

constexpr auto textCharacters = makeTextCharacters();

bool isTextCharacter(char c)
{
    return textCharacters[static_cast<unsigned char>(c)];
}

Kind specialKind(char c)
{
    switch (c) {
    case '@':
        return Kind::At;
    case '<':
        return Kind::Less;
    case '>':
        return Kind::Greater;
    case ',':
        return Kind::Comma;
    case ';':
        return Kind::Semicolon;
    case ':':
        return Kind::Colon;
    default:
        return Kind::End;
    }
}

bool hasOddQuotes(std::string_view text)
{
    bool odd = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            odd = !odd;
    }
    return odd;
}

/// Whether an address in angle brackets stands in it.
bool holdsAngleAddress(std::string_view text)
{
    const std::size_t less = text.find('<');
    const std::size_t at = less == std::string_view::npos ? less : text.find('@', less);
    return at != std::string_view::npos && text.find('>', at) != std::string_view::npos;
}

} // namespace

/// Past an encoded word that begins there; npos when none does. One with angle brackets or quotes in it is
/// more likely a word whose end was lost, with addresses after it.
std::size_t AddressLexer::wordEnd(std::size_t begin)
{
    const auto word = m_words.at(begin);
    if (!word || !word->closed || word->data.find_first_of("<>\"") != std::string_view::npos)
        return std::string_view::npos;
    return word->end;
}

std::size_t AddressLexer::textEnd()
{
    std::size_t i = m_pos;
    while (i < m_raw.size() && isTextCharacter(m_raw[i])) {
        if (m_raw[i] == '=' && i > m_pos && i + 1 < m_raw.size() && m_raw[i + 1] == '?' &&
            wordEnd(i) != std::string_view::npos)
            break;
        i = m_raw[i] == '\\' ? std::min(i + 2, m_raw.size()) : i + 1;
    }
    return i;
}

/// A quote without partner takes the opening quote of the next name for its own end: what then stands between
/// them is a name, a whole address and a comma.
bool AddressLexer::quoteNeverEnds(std::size_t begin, std::size_t end)
{
    if (end == std::string_view::npos)
        return true;
    if (!m_quotesSeen) {
        m_quotesSeen = true;
        m_oddQuotes = hasOddQuotes(m_raw.substr(begin));
    }
    const std::string_view inside = trimmed(m_raw.substr(begin + 1, end - begin - 2));
    return holdsAngleAddress(inside) && (m_oddQuotes || inside.ends_with(',') || inside.ends_with(';'));
}

AddressToken AddressLexer::next()
{
    AddressToken token;
    const auto tokenUpTo = [&](Kind kind, std::size_t end) {
        token.kind = kind;
        token.begin = m_pos;
        token.end = end;
        m_pos = end;
        return token;
    };
    token.apart = m_pos > 0 && m_raw[m_pos - 1] == ')';
    for (; m_pos < m_raw.size(); ++m_pos) {
        const char c = m_raw[m_pos];
        if (isBlank(c)) {
            token.apart = true;
        } else if (isTextCharacter(c)) {
            const std::size_t word = c == '=' ? wordEnd(m_pos) : std::string_view::npos;
            if (word != std::string_view::npos)
                return tokenUpTo(Kind::EncodedWord, word);
            return tokenUpTo(Kind::Text, textEnd());
        } else if (c == '"') {
            const std::size_t end = quotedStringEnd(m_raw, m_pos);
            if (!quoteNeverEnds(m_pos, end))
                return tokenUpTo(Kind::Quoted, end);
            m_gatherer.report(AddressFault::UnbalancedQuote, m_pos,
                              end == std::string_view::npos ? m_raw.size() : end - 1);
        } else if (c == '(') {
            const std::size_t end = m_commentsEnd ? commentEnd(m_raw, m_pos) : std::string_view::npos;
            if (end != std::string_view::npos)
                return tokenUpTo(Kind::Comment, end);
            if (m_commentsEnd)
                m_gatherer.report(AddressFault::UnbalancedComment, m_pos, m_raw.size());
            m_commentsEnd = false;
            token.apart = true;
        } else if (c == ')') {
            if (m_commentsEnd)
                m_gatherer.report(AddressFault::UnbalancedComment, m_pos, m_pos + 1);
            token.apart = true;
        } else if (c == '[') {
            const std::size_t end = m_raw.find_first_of("]<>[,\"", m_pos + 1);
            if (end != std::string_view::npos && m_raw[end] == ']')
                return tokenUpTo(Kind::Literal, end + 1);
            return tokenUpTo(Kind::Text, m_pos + 1);
        } else if (c == ']') {
            return tokenUpTo(Kind::Text, m_pos + 1);
        } else {
            return tokenUpTo(specialKind(c), m_pos + 1);
        }
    }
    return tokenUpTo(Kind::End, m_raw.size());
}

void AddressLexer::appendContent(const AddressToken& token, std::string& content) const
{
    std::string_view raw = text(token);
    if (token.kind == Kind::Quoted || token.kind == Kind::Comment)
        raw = raw.substr(1, raw.size() - 2);
    if (raw.find('\\') == std::string_view::npos && !isFolded(raw)) {
        content.append(raw);
        return;
    }
    std::string unfolded;
    appendUnfolded(raw, unfolded);
    for (std::size_t i = 0; i < unfolded.size(); ++i) {
        if (unfolded[i] == '\\' && i + 1 < unfolded.size())
            ++i;
        content.push_back(unfolded[i]);
    }
}

} // namespace connectorscope
