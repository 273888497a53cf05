#include "core/message/html_text.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace connectorscope {
namespace {

constexpr std::size_t longestTarget = 500; ///< bytes of a link's target that are shown
constexpr std::size_t longestEntity = 12;

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isHtmlBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

template <std::size_t n>
bool isOneOf(std::string_view name, const std::array<std::string_view, n>& names)
{
    return std::ranges::find(names, name) != names.end();
}

constexpr std::array<std::string_view, 30> blockTags = {
    "address", "article",  "aside",  "blockquote", "body", "br",  "center", "dd", "div", "dl",
    "dt",      "fieldset", "footer", "form",       "h1",   "h2",  "h3",     "h4", "h5",  "h6",
    "header",  "hr",       "li",     "ol",         "p",    "pre", "table",  "tr", "ul",  "section"};
constexpr std::array<std::string_view, 10> hiddenTags = {"script", "style",  "head",   "title", "noscript",
                                                         "object", "applet", "iframe", "svg",   "template"};

struct NamedEntity
{
    std::string_view name;
    std::uint32_t code;
};
constexpr std::array<NamedEntity, 26> entities = {
    {{"amp", '&'},      {"lt", '<'},       {"gt", '>'},        {"quot", '"'},    {"apos", '\''},
     {"nbsp", ' '},     {"auml", 0xE4},    {"ouml", 0xF6},     {"uuml", 0xFC},   {"Auml", 0xC4},
     {"Ouml", 0xD6},    {"Uuml", 0xDC},    {"szlig", 0xDF},    {"eacute", 0xE9}, {"egrave", 0xE8},
     {"agrave", 0xE0},  {"ccedil", 0xE7},  {"euro", 0x20AC},   {"copy", 0xA9},   {"reg", 0xAE},
     {"ndash", 0x2013}, {"mdash", 0x2014}, {"hellip", 0x2026}, {"bull", 0x2022}, {"laquo", 0xAB},
     {"raquo", 0xBB}}};

std::uint32_t numberOf(std::string_view digits, std::uint32_t base)
{
    std::uint32_t value = 0;
    for (const char c : digits) {
        const char l = lowered(c);
        const std::uint32_t digit = l >= '0' && l <= '9'   ? static_cast<std::uint32_t>(l - '0')
                                    : l >= 'a' && l <= 'f' ? static_cast<std::uint32_t>(l - 'a') + 10
                                                           : 99;
        if (digit >= base || value > 0x110000)
            return 0;
        value = value * base + digit;
    }
    return value;
}

/// 0 for what is no entity; U+FFFD for a number that is no character.
std::uint32_t entityCode(std::string_view name)
{
    if (name.size() > 1 && name.front() == '#') {
        const bool isHex = lowered(name[1]) == 'x';
        const std::uint32_t code = isHex ? numberOf(name.substr(2), 16) : numberOf(name.substr(1), 10);
        const bool isCharacter = code >= 0x20 && code <= 0x10FFFF && !(code >= 0xD800 && code <= 0xDFFF);
        return isCharacter ? code : code == '\n' || code == '\t' || code == '\r' ? ' ' : 0xFFFD;
    }
    const auto* const found = std::ranges::find(entities, name, &NamedEntity::name);
    return found == entities.end() ? 0 : found->code;
}

std::string withoutEntities(std::string_view text)
{
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end =
            text[at] == '&' ? text.substr(at, longestEntity).find(';') : std::string_view::npos;
        const std::uint32_t code =
            end == std::string_view::npos ? 0 : entityCode(text.substr(at + 1, end - 1));
        if (code == 0) {
            plain += text[at++];
            continue;
        }
        appendUtf8(code, plain);
        at += end + 1;
    }
    return plain;
}

/// A tag as it stands between '<' and '>'.
struct Tag
{
    std::string name; ///< lower case
    bool closes = false;
    std::string_view attributes;
};

Tag tagOf(std::string_view inside)
{
    Tag tag;
    if (inside.starts_with('/')) {
        tag.closes = true;
        inside.remove_prefix(1);
    }
    std::size_t end = 0;
    while (end < inside.size() && !isHtmlBlank(inside[end]) && inside[end] != '/' && end < 16)
        tag.name += lowered(inside[end++]);
    tag.attributes = inside.substr(end);
    return tag;
}

std::string attributeOf(std::string_view attributes, std::string_view wanted)
{
    std::size_t at = 0;
    const auto skipBlanks = [&] {
        while (at < attributes.size() && (isHtmlBlank(attributes[at]) || attributes[at] == '/'))
            ++at;
    };
    while (skipBlanks(), at < attributes.size()) {
        std::string name;
        while (at < attributes.size() && !isHtmlBlank(attributes[at]) && attributes[at] != '=')
            name += lowered(attributes[at++]);
        skipBlanks();
        if (at == attributes.size() || attributes[at] != '=') {
            at += name.empty() ? 1 : 0;
            continue;
        }
        ++at;
        skipBlanks();
        const bool isQuoted = at < attributes.size() && (attributes[at] == '"' || attributes[at] == '\'');
        const std::size_t begin = isQuoted ? at + 1 : at;
        std::size_t end = begin;
        while (end < attributes.size() &&
               (isQuoted ? attributes[end] != attributes[at] : !isHtmlBlank(attributes[end])))
            ++end;
        if (name == wanted)
            return withoutEntities(attributes.substr(begin, std::min(end - begin, longestTarget)));
        at = std::min(end + 1, attributes.size());
    }
    return {};
}

/// Past the '>' that ends the tag whose '<' stands at `at`; quoted values may hold one.
std::size_t tagEnd(std::string_view html, std::size_t at)
{
    char quote = 0;
    for (std::size_t i = at + 1; i < html.size() && i < at + 64UL * 1024; ++i) {
        if (quote != 0)
            quote = html[i] == quote ? '\0' : quote;
        else if ((html[i] == '"' || html[i] == '\'') && html[i - 1] == '=')
            quote = html[i];
        else if (html[i] == '>')
            return i + 1;
    }
    const std::size_t end = html.find('>', at);
    return end == std::string_view::npos ? html.size() : end + 1;
}

class TextOfHtml
{
public:
    TextOfHtml(std::string_view html, std::size_t most)
        : m_html(html)
        , m_most(most)
    {
    }

    std::string make()
    {
        std::size_t at = 0;
        while (at < m_html.size() && m_text.size() < m_most) {
            if (m_html.substr(at).starts_with("<!--")) {
                const std::size_t end = m_html.find("-->", at + 4);
                at = end == std::string_view::npos ? m_html.size() : end + 3;
            } else if (m_html[at] == '<' && at + 1 < m_html.size() && beginsTag(m_html[at + 1])) {
                const std::size_t end = tagEnd(m_html, at);
                at = take(tagOf(m_html.substr(at + 1, end - at - 2)), end);
            } else {
                const std::size_t end = std::min(m_html.find('<', at + 1), m_html.size());
                addText(withoutEntities(m_html.substr(at, end - at)));
                at = end;
            }
        }
        m_text.resize(utf8Prefix(m_text, m_most).size());
        while (!m_text.empty() && isHtmlBlank(m_text.back()))
            m_text.pop_back();
        return std::move(m_text);
    }

private:
    static bool beginsTag(char c)
    {
        return (lowered(c) >= 'a' && lowered(c) <= 'z') || c == '/' || c == '!' || c == '?';
    }

    /// Where to go on.
    std::size_t take(const Tag& tag, std::size_t end)
    {
        if (isOneOf(tag.name, hiddenTags) && !tag.closes)
            return pastClosing(tag.name, end);
        if (isOneOf(tag.name, blockTags)) {
            newLine(tag.name == "p" || tag.name.starts_with("h"));
            m_isPreformatted = tag.name == "pre" ? !tag.closes : m_isPreformatted;
            if (tag.name == "li" && !tag.closes)
                m_text += "- ";
        } else if (tag.name == "td" || tag.name == "th") {
            addText(" ");
        } else if (tag.name == "img") {
            const std::string words = attributeOf(tag.attributes, "alt");
            addText(words.empty() ? "[picture]" : "[picture: " + words + "]");
        } else if (tag.name == "a" && !tag.closes) {
            m_target = attributeOf(tag.attributes, "href");
            m_linkBegin = m_text.size();
        } else if (tag.name == "a" && !m_target.empty()) {
            const std::string shown = m_text.substr(std::min(m_linkBegin, m_text.size()));
            if (shown.find(m_target) == std::string::npos && m_target != "mailto:" + shown)
                m_text += " <" + m_target + ">";
            m_target.clear();
        }
        return end;
    }

    /// Past the closing tag of that name; a page that never closes it ends there.
    std::size_t pastClosing(std::string_view name, std::size_t at)
    {
        for (at = m_html.find("</", at); at != std::string_view::npos; at = m_html.find("</", at + 2)) {
            const std::string_view closing = m_html.substr(at + 2, name.size());
            if (std::ranges::equal(closing, name, {}, lowered))
                return std::min(m_html.find('>', at), m_html.size() - 1) + 1;
        }
        return m_html.size();
    }

    void newLine(bool isWide)
    {
        while (!m_text.empty() && m_text.back() == ' ')
            m_text.pop_back();
        if (m_text.empty() || m_text.ends_with("\n\n"))
            return;
        if (m_text.back() != '\n')
            m_text += '\n';
        if (isWide)
            m_text += '\n';
    }

    void addText(const std::string& text)
    {
        if (m_isPreformatted) {
            m_text += text;
            return;
        }
        for (const char c : text) {
            if (!isHtmlBlank(c))
                m_text += c;
            else if (!m_text.empty() && !isHtmlBlank(m_text.back()))
                m_text += ' ';
        }
    }

    std::string_view m_html;
    std::size_t m_most;
    std::string m_text;
    std::string m_target;
    std::size_t m_linkBegin = 0;
    bool m_isPreformatted = false;
};

} // namespace

std::string htmlToText(std::string_view html, std::size_t most)
{
    return TextOfHtml(html, most).make();
}

} // namespace connectorscope
