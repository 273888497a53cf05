#include "core/message/address.h"

#include "core/message/address_element.h"
#include "core/message/address_gatherer.h"
#include "core/message/address_lexer.h"
#include "core/message/address_spec.h"
#include "core/message/lexical.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace connectorscope {
namespace {

using Token = AddressToken;
using Kind = AddressToken::Kind;

/// Of one element: words without end are no address.
constexpr std::size_t mostTokens = 50'000;

class ListReader
{
public:
    ListReader(std::string_view raw, std::size_t most)
        : m_gatherer(most)
        , m_lexer(raw, m_gatherer)
    {
        m_element.tokens.reserve(16);
        m_angle.tokens.reserve(8);
    }

    AddressList read();

private:
    Token next();
    void endElement();
    void readPlain();
    void readAfterAngle();
    void readAngle(const Token& less);
    void readGroupInAngle(const Token& semicolon);
    void endAngle(const Token& less, std::size_t end, bool closed);
    void readColon(const Token& colon);
    void openGroup(AddressTokens name, const Token& colon);
    bool isScheme(AddressTokens tokens) const;
    static bool isPhrase(AddressTokens tokens);
    bool salvage(AddressTokens tokens, std::string displayName);
    void report(AddressFault fault, AddressTokens tokens);

    AddressGatherer m_gatherer;
    AddressLexer m_lexer;
    AddressElement m_element; ///< since the last separator or closing angle bracket
    AddressElement m_angle;   ///< since the opening angle bracket
    std::optional<Token> m_pushedBack;
    std::size_t m_lastEnd = 0;                 ///< of the last token that was no comma
    bool m_angleDone = false;                  ///< the element has had something in angle brackets
    std::optional<std::size_t> m_angleAddress; ///< the address that was made of it
};

Token ListReader::next()
{
    if (m_pushedBack)
        return *std::exchange(m_pushedBack, std::nullopt);
    const Token token = m_lexer.next();
    if (token.kind != Kind::Comma && token.kind != Kind::End)
        m_lastEnd = token.end;
    return token;
}

AddressList ListReader::read()
{
    for (;;) {
        const Token token = next();
        switch (token.kind) {
        case Kind::End:
            endElement();
            m_gatherer.closeGroup(false, m_lastEnd);
            return std::move(m_gatherer.list);
        case Kind::Comma:
            endElement();
            break;
        case Kind::Semicolon: // Outlook's separator too
            endElement();
            m_gatherer.closeGroup(true, token.end);
            break;
        case Kind::Colon:
            readColon(token);
            break;
        case Kind::Less:
            readAngle(token);
            break;
        case Kind::Greater:
            m_gatherer.report(AddressFault::UnbalancedAngle, token.begin, token.end);
            break;
        default:
            m_element.push(token);
            if (m_element.tokens.size() >= mostTokens)
                endElement();
        }
    }
}

void ListReader::report(AddressFault fault, AddressTokens tokens)
{
    m_gatherer.report(fault, tokens.front().begin, tokens.back().end);
}

/// A whole address in quotes or brackets is none, but tells what was meant.
bool ListReader::salvage(AddressTokens tokens, std::string displayName)
{
    for (const Token& token : tokens) {
        if (token.kind != Kind::Quoted && token.kind != Kind::Literal)
            continue;
        std::optional<Address> address = addressInText(m_lexer.text(token));
        if (!address)
            continue;
        address->displayName = std::move(displayName);
        m_gatherer.add(std::move(*address), tokens.front().begin, tokens.back().end);
        return true;
    }
    return false;
}

void ListReader::endElement()
{
    if (m_angleDone && !m_element.hasAt)
        readAfterAngle();
    else
        readPlain();
    m_element.clear();
    m_angleDone = false;
    m_angleAddress.reset();
}

/// "<anna@contoso.com> (Anna)", "<anna@contoso.com> Anna".
void ListReader::readAfterAngle()
{
    if (m_element.empty())
        return;
    const bool unnamed = m_angleAddress && m_gatherer.list.addresses[*m_angleAddress].displayName.empty();
    const bool text = m_element.saysSomething();
    if (unnamed && (!text || isPhrase(m_element.tokens)))
        m_gatherer.list.addresses[*m_angleAddress].displayName =
            text ? phraseOf(m_lexer, m_element.tokens) : commentOf(m_lexer, m_element.tokens);
    else if (text)
        report(AddressFault::NotAnAddress, m_element.tokens);
}

/// Words that stand apart, unlike `name="report.zip"`.
bool ListReader::isPhrase(AddressTokens tokens)
{
    return std::none_of(tokens.begin() + 1, tokens.end(),
                        [](const Token& token) { return token.kind == Kind::Quoted && !token.apart; });
}

/// Without angle brackets: one address, or several that lack their commas, with other text between them.
void ListReader::readPlain()
{
    const AddressTokens tokens = m_element.tokens;
    std::size_t from = 0;
    for (;;) {
        const SpecRange range = findSpec(m_lexer, tokens, from, false);
        if (range.at == tokens.size())
            break;
        std::size_t past = range.end;
        while (past < tokens.size() && tokens[past].kind == Kind::Comment)
            ++past;
        const AddressTokens before = tokens.subspan(from, range.local - from);
        Address address = addressOf(m_lexer, tokens, range);
        if (saysSomething(before)) {
            address.displayName = phraseOf(m_lexer, before);
            report(AddressFault::NotAnAddress, before);
        } else {
            address.displayName = commentOf(m_lexer, tokens.subspan(from, past - from));
        }
        m_gatherer.add(std::move(address), tokens[from].begin, tokens[range.end - 1].end);
        from = past;
    }
    const AddressTokens rest = tokens.subspan(from);
    if (!saysSomething(rest))
        return;
    report(AddressFault::NotAnAddress, rest);
    if (from == 0)
        salvage(rest, {});
}

void ListReader::readAngle(const Token& less)
{
    m_angle.clear();
    for (;;) {
        const Token token = next();
        const bool colon = token.kind == Kind::Colon;
        const bool comma = token.kind == Kind::Comma;
        const bool semicolon = token.kind == Kind::Semicolon;
        const bool anotherLess = token.kind == Kind::Less;
        if (token.kind == Kind::Greater) {
            endAngle(less, token.end, true);
            return;
        }
        if ((m_angle.first == Kind::At && (comma || colon)) || (colon && isScheme(m_angle.tokens))) {
            // "<@relay.example.org,@contoso.com:anna@contoso.com>": the route says nothing about the address.
            m_angle.clear();
        } else if (anotherLess && m_angle.empty()) {
            m_gatherer.report(AddressFault::UnbalancedAngle, less.begin, less.end);
        } else if (semicolon && m_angle.groupColon != 0) {
            readGroupInAngle(token);
            return;
        } else if (comma || semicolon || anotherLess || token.kind == Kind::End) {
            m_gatherer.report(AddressFault::UnbalancedAngle, less.begin, less.end);
            m_pushedBack = token;
            endAngle(less, m_angle.empty() ? less.end : m_angle.tokens.back().end, false);
            return;
        } else if (m_angle.tokens.size() < mostTokens) {
            m_angle.push(token);
        }
    }
}

/// "<undisclosed-recipients:;>", also "<Undisclosed-Recipient:@contoso.com;>" and "...:;@contoso.com>" after
/// a server has made an address of it.
void ListReader::readGroupInAngle(const Token& semicolon)
{
    const AddressTokens tokens = m_angle.tokens;
    openGroup(tokens.first(m_angle.groupColon), tokens[m_angle.groupColon]);
    const AddressTokens members = tokens.subspan(m_angle.groupColon + 1);
    const SpecRange range = findSpec(m_lexer, members, 0, true);
    Address address = addressOf(m_lexer, members, range);
    if (address.usable())
        m_gatherer.add(std::move(address), members[range.local].begin, members[range.end - 1].end);
    m_gatherer.closeGroup(true, semicolon.end);
    m_element.clear();
    Token token = next();
    while (token.kind == Kind::At || token.kind == Kind::Text || token.kind == Kind::Literal)
        token = next();
    if (token.kind != Kind::Greater)
        m_pushedBack = token;
}

/// Makes the address of what stands in the brackets and the name of what stands before them.
void ListReader::endAngle(const Token& less, std::size_t end, bool closed)
{
    m_angleDone = true;
    m_angleAddress.reset();
    const AddressTokens tokens = m_angle.tokens;
    if (!m_angle.saysSomething()) {
        m_gatherer.list.nullPath = m_gatherer.list.nullPath || closed;
        m_element.clear();
        return;
    }
    std::string name = m_element.saysSomething() ? phraseOf(m_lexer, m_element.tokens)
                                                 : commentOf(m_lexer, m_element.tokens);
    if (name.empty())
        name = commentOf(m_lexer, tokens);
    const std::size_t begin = m_element.empty() ? less.begin : m_element.tokens.front().begin;
    m_element.clear();

    const SpecRange range = findSpec(m_lexer, tokens, 0, true);
    if (range.at == tokens.size() && salvage(tokens, name)) {
        report(AddressFault::NotAnAddress, tokens);
        return;
    }
    Address address = addressOf(m_lexer, tokens, range);
    address.displayName = std::move(name);
    if (range.at == tokens.size()) {
        address.localPart = phraseOf(m_lexer, tokens);
    } else if (saysSomething(tokens.first(range.local))) {
        address.localPart = phraseOf(m_lexer, tokens.first(range.at));
        address.broken = true;
    } else if (closed && saysSomething(tokens.subspan(range.end))) {
        address.domain = phraseOf(m_lexer, tokens.subspan(range.at + 1));
    }
    const std::size_t kept = m_gatherer.list.addresses.size();
    m_gatherer.add(std::move(address), begin, end);
    if (m_gatherer.list.addresses.size() > kept)
        m_angleAddress = kept;
}

/// "mailto:" before an address is a link's, no group's name.
bool ListReader::isScheme(AddressTokens tokens) const
{
    if (tokens.size() != 1 || tokens.front().kind != Kind::Text)
        return false;
    const std::string_view text = m_lexer.text(tokens.front());
    return equalsIgnoringCase(text, "mailto") || equalsIgnoringCase(text, "smtp");
}

void ListReader::readColon(const Token& colon)
{
    if (m_angleDone && m_element.empty()) {
        m_gatherer.report(AddressFault::NotAnAddress, colon.begin, colon.end);
        return;
    }
    if (m_element.hasAt || m_angleDone) {
        m_element.push(colon);
        return;
    }
    if (!isScheme(m_element.tokens))
        openGroup(m_element.tokens, colon);
    m_element.clear();
}

void ListReader::openGroup(AddressTokens name, const Token& colon)
{
    m_gatherer.openGroup(phraseOf(m_lexer, name), name.empty() ? colon.begin : name.front().begin);
}

} // namespace

AddressList parseAddressList(std::string_view rawValue, std::size_t most)
{
    return ListReader(rawValue, most).read();
}

} // namespace connectorscope
