#include "core/diagnosis/received.h"

#include "core/base/ip_address.h"
#include "core/diagnosis/rules.h"

#include <algorithm>

namespace connectorscope {

namespace {

constexpr std::string_view blanks = " \t\r\n";

/// The next word outside of comments, from `at` on, which moves past it; empty at the end or at the semicolon
/// before the date.
std::string_view nextWord(std::string_view received, std::size_t& at)
{
    int depth = 0;
    while (at < received.size()) {
        const char c = received[at];
        if (c == '(' || c == ')') {
            depth += c == '(' ? 1 : depth > 0 ? -1 : 0;
            ++at;
        } else if (c == ';' && depth == 0) {
            return {};
        } else if (c == ';' || blanks.find(c) != std::string_view::npos) {
            ++at;
        } else {
            const std::size_t begin = at;
            at = std::min(received.find_first_of(" \t\r\n();", at), received.size());
            if (depth == 0)
                return received.substr(begin, at - begin);
        }
    }
    return {};
}

} // namespace

Hop readHop(std::string_view received)
{
    Hop hop;
    std::string_view clause;
    for (std::size_t at = 0;;) {
        const std::string_view word = nextWord(received, at);
        if (word.empty())
            return hop;
        const bool startsClause = equalIgnoringCase(word, "by") || equalIgnoringCase(word, "for");
        if (clause == "by" && hop.by.empty()) {
            hop.by = word;
            clause = {};
        } else if (clause == "for" && hop.recipient.empty()) {
            hop.recipient = word;
            if (hop.recipient.starts_with('<') && hop.recipient.ends_with('>'))
                hop.recipient = hop.recipient.substr(1, hop.recipient.size() - 2);
            clause = {};
        } else if (startsClause && equalIgnoringCase(word, "by")) {
            clause = "by";
            if (hop.by.empty())
                hop.from = received.substr(0, at - word.size());
        } else if (startsClause && !hop.by.empty()) {
            clause = "for";
        }
    }
}

bool isPickup(const Hop& hop)
{
    std::size_t at = 0;
    for (const std::string_view expected : {"from", "mail", "pickup", "service"})
        if (!equalIgnoringCase(nextWord(hop.from, at), expected))
            return false;
    return true;
}

std::string_view publicAddressIn(std::string_view received)
{
    constexpr std::size_t mostLookedAt = 2000;
    received = received.substr(0, mostLookedAt);
    std::size_t at = 0;
    while ((at = received.find_first_of("[(", at)) != std::string_view::npos) {
        ++at;
        const std::size_t end = received.find_first_of("])( \t", at);
        std::string_view text = received.substr(at, end == std::string_view::npos ? end : end - at);
        if (startsWithIgnoringCase(text, "ipv6:"))
            text.remove_prefix(5);
        const auto address = readIpAddress(text);
        if (address && address->isPublic())
            return text;
    }
    return {};
}

std::string_view connectedHost(const Hop& hop)
{
    std::size_t at = 0;
    if (!equalIgnoringCase(nextWord(hop.from, at), "from"))
        return {};
    const std::string_view claimed = nextWord(hop.from, at);
    const std::size_t comment = hop.from.find('(');
    if (comment == std::string_view::npos)
        return claimed;
    const std::string_view rest = hop.from.substr(comment + 1);
    const std::string_view noted = rest.substr(0, rest.find_first_of(" \t\r\n()["));
    if (equalIgnoringCase(noted, "unknown"))
        return {};
    const bool isName = noted.find('.') != std::string_view::npos &&
                        noted.find('=') == std::string_view::npos && !readIpAddress(noted);
    return isName ? noted : claimed;
}

} // namespace connectorscope
