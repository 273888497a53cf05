#include "core/message/address_spec.h"

#include "core/message/charset.h"
#include "core/message/encoded_word.h"
#include "core/message/lexical.h"

#include <algorithm>
#include <utility>

namespace connectorscope {
namespace {

using Kind = AddressToken::Kind;

constexpr std::size_t longestDomain = 255;
constexpr std::size_t longestLabel = 63;

std::string decoded(std::string text)
{
    if (!isAscii(text) || text.find("=?") != std::string::npos)
        return decodeHeaderText(text);
    const std::string_view bare = trimmed(text);
    return bare.size() == text.size() ? std::move(text) : std::string(bare);
}

std::string readable(std::string bytes)
{
    return isAscii(bytes) ? std::move(bytes) : guessToUtf8(bytes);
}

/// The nearest token before `i` that is no comment, or `from - 1`.
std::size_t before(AddressTokens tokens, std::size_t i, std::size_t from)
{
    while (i > from && tokens[i - 1].kind == Kind::Comment)
        --i;
    return i - 1;
}

std::size_t after(AddressTokens tokens, std::size_t i)
{
    ++i;
    while (i < tokens.size() && tokens[i].kind == Kind::Comment)
        ++i;
    return i;
}

bool beginsWithDot(const AddressLexer& lexer, const AddressToken& token)
{
    return token.kind == Kind::Text && lexer.text(token).front() == '.';
}

bool endsWithDot(const AddressLexer& lexer, const AddressToken& token, bool onlyDot)
{
    const std::string_view text = lexer.text(token);
    return token.kind == Kind::Text && text.back() == '.' && (!onlyDot || text.size() == 1);
}

std::string joined(const AddressLexer& lexer, AddressTokens tokens)
{
    std::string text;
    for (const AddressToken& token : tokens) {
        if (token.kind == Kind::Quoted)
            lexer.appendContent(token, text);
        else if (token.kind != Kind::Comment)
            text.append(lexer.text(token));
    }
    return text;
}

bool isLabelCharacter(char c)
{
    return isLetter(c) || isDigit(c) || c == '-' || c == '_' || isEightBit(c);
}

bool isLiteral(std::string_view domain)
{
    if (domain.size() < 3 || domain.size() > longestDomain || domain.front() != '[' || domain.back() != ']')
        return false;
    domain = domain.substr(1, domain.size() - 2);
    return std::ranges::all_of(domain, [](char c) { return isLabelCharacter(c) || c == '.' || c == ':'; });
}

bool isDomainName(std::string_view domain)
{
    if (domain.empty() || domain.size() > longestDomain)
        return false;
    std::size_t label = 0;
    for (const char c : domain) {
        if (c == '.' && label == 0)
            return false;
        if (c != '.' && (!isLabelCharacter(c) || label == longestLabel))
            return false;
        label = c == '.' ? 0 : label + 1;
    }
    return label > 0;
}

/// Control characters and colons may only stand in quotes. Brackets too, but senders' reply tokens have them.
bool mayBeUnquoted(const AddressLexer& lexer, const AddressToken& token)
{
    if (token.kind == Kind::Text || token.kind == Kind::Literal)
        return std::ranges::none_of(lexer.text(token), isControl);
    return token.kind != Kind::Colon;
}

bool isLocalCharacter(char c)
{
    return !isBlank(c) && !isControl(c) &&
           std::string_view("()<>[]:;@\\,\"").find(c) == std::string_view::npos;
}

} // namespace

bool isUsableDomain(std::string_view domain)
{
    return isDomainName(domain) || isLiteral(domain);
}

bool saysSomething(AddressTokens tokens)
{
    return !std::ranges::all_of(tokens, [](const AddressToken& t) { return t.kind == Kind::Comment; });
}

std::string phraseOf(const AddressLexer& lexer, AddressTokens tokens)
{
    std::string text;
    for (const AddressToken& token : tokens) {
        if (token.kind == Kind::Comment)
            continue;
        if (token.apart && !text.empty())
            text.push_back(' ');
        lexer.appendContent(token, text);
    }
    return decoded(std::move(text));
}

std::string commentOf(const AddressLexer& lexer, AddressTokens tokens)
{
    const auto comment = std::ranges::find(tokens, Kind::Comment, &AddressToken::kind);
    if (comment == tokens.end())
        return {};
    std::string text;
    lexer.appendContent(*comment, text);
    return decoded(std::move(text));
}

SpecRange findSpec(const AddressLexer& lexer, AddressTokens tokens, std::size_t from, bool inAngle)
{
    SpecRange range;
    range.at = from;
    while (range.at < tokens.size() && tokens[range.at].kind != Kind::At)
        ++range.at;
    range.local = range.at;
    range.end = std::min(range.at + 1, tokens.size());
    if (range.at == tokens.size())
        return range;

    for (std::size_t i = before(tokens, range.at, from); i + 1 > from; i = before(tokens, i, from)) {
        const bool glued = !tokens[range.local].apart || range.local == range.at ||
                           beginsWithDot(lexer, tokens[range.local]) ||
                           endsWithDot(lexer, tokens[i], !inAngle);
        if (!glued)
            break;
        range.local = i;
    }
    for (std::size_t i = after(tokens, range.at); i < tokens.size(); i = after(tokens, i)) {
        const AddressToken& last = tokens[range.end - 1];
        const bool glued = !tokens[i].apart || beginsWithDot(lexer, tokens[i]) ||
                           (range.end > range.at + 1 && endsWithDot(lexer, last, !inAngle));
        // A blank may follow the @, but another @ must not.
        if (!glued && (range.end > range.at + 1 || tokens[i].kind == Kind::At))
            break;
        range.end = i + 1;
    }
    return range;
}

Address addressOf(const AddressLexer& lexer, AddressTokens tokens, const SpecRange& range)
{
    Address address;
    std::string local = joined(lexer, tokens.subspan(range.local, range.at - range.local));
    std::string domain;
    if (range.at < tokens.size())
        domain = joined(lexer, tokens.subspan(range.at + 1, range.end - range.at - 1));
    // 'anna@contoso.com', as Outlook likes to quote.
    if (local.size() > 1 && local.front() == '\'' && domain.ends_with('\'')) {
        local.erase(0, 1);
        domain.pop_back();
    }
    if (domain.ends_with('.'))
        domain.pop_back();
    address.localPart = readable(std::move(local));
    address.domain = readable(std::move(domain));
    for (const AddressToken& token : tokens.subspan(range.local, range.at - range.local))
        address.broken = address.broken || !mayBeUnquoted(lexer, token);
    return address;
}

std::optional<Address> addressInText(std::string_view text)
{
    for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
        std::size_t begin = at;
        while (begin > 0 && isLocalCharacter(text[begin - 1]))
            --begin;
        while (begin < at && text[begin] == '\'')
            ++begin;
        std::size_t end = at + 1;
        while (end < text.size() && (isLabelCharacter(text[end]) || text[end] == '.'))
            ++end;
        while (text[end - 1] == '.')
            --end;
        Address address;
        address.localPart = readable(std::string(text.substr(begin, at - begin)));
        address.domain = readable(std::string(text.substr(at + 1, end - at - 1)));
        if (address.usable())
            return address;
    }
    return std::nullopt;
}

} // namespace connectorscope
