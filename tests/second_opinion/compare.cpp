#include "tests/second_opinion/compare.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>

namespace connectorscope {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string normaliseHeader(std::string_view text)
{
    std::string normal;
    for (const char c : text) {
        if (!isBlank(c))
            normal += c;
        else if (!normal.empty() && normal.back() != ' ')
            normal += ' ';
    }
    if (!normal.empty() && normal.back() == ' ')
        normal.pop_back();
    return normal;
}

std::string normaliseText(std::string_view text)
{
    std::string normal;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isLineEnd = text[i] == '\n' || text[i] == '\r';
        if (!isLineEnd) {
            normal += text[i];
            continue;
        }
        if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
            ++i;
        while (!normal.empty() && (normal.back() == ' ' || normal.back() == '\t'))
            normal.pop_back();
        normal += '\n';
    }
    while (!normal.empty() && isBlank(normal.back()))
        normal.pop_back();
    return normal;
}

std::string withoutReplacements(std::string_view text)
{
    std::string rest;
    for (std::size_t i = 0; i < text.size();) {
        if (text.substr(i, replacement.size()) == replacement) {
            i += replacement.size();
            continue;
        }
        if (text[i] != '?')
            rest += text[i];
        ++i;
    }
    return rest;
}

/// Characters of Japanese charsets for which Windows and the standards name different ones of Unicode.
std::string withOneFormOfEach(std::string text)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> twins{{
        {"\u301C", "\uFF5E"}, // wave dash
        {"\u2212", "\uFF0D"}, // minus
        {"\u2016", "\u2225"}, // double bar
        {"\u2014", "\u2015"}, // dash
    }};
    for (const auto& [standard, windows] : twins) {
        for (std::size_t at = 0; (at = text.find(standard, at)) != std::string::npos; at += windows.size())
            text.replace(at, standard.size(), windows);
    }
    return text;
}

/// Whether `text` is `readable` with something else, or nothing, where that says it could not convert: no
/// more than four bytes for each replacement.
bool fillsReplacements(std::string_view text, std::string_view readable)
{
    const auto replacementAt = [readable](std::size_t i) -> std::size_t {
        if (readable.substr(i, replacement.size()) == replacement)
            return replacement.size();
        return readable[i] == '?' ? 1 : 0;
    };
    std::size_t at = 0;
    std::size_t room = 0; // bytes of `text` that may still be passed over before the next piece must begin
    for (std::size_t i = 0; i < readable.size();) {
        if (const std::size_t length = replacementAt(i)) {
            room += 4;
            i += length;
            continue;
        }
        std::size_t end = i;
        while (end < readable.size() && replacementAt(end) == 0)
            ++end;
        const std::size_t found = text.substr(at, room + (end - i)).find(readable.substr(i, end - i));
        if (found == std::string_view::npos)
            return false;
        at += found + (end - i);
        room = 0;
        i = end;
    }
    return text.size() - at <= room;
}

bool sameText(const std::string& ours, const std::string& theirs)
{
    if (ours == theirs)
        return true;
    const std::string a = withOneFormOfEach(ours);
    const std::string b = withOneFormOfEach(theirs);
    return withoutReplacements(a) == withoutReplacements(b) || fillsReplacements(a, b) ||
           fillsReplacements(b, a);
}

bool sameHeader(const std::string& a, const std::string& b)
{
    return sameText(normaliseHeader(a), normaliseHeader(b));
}

/// Where the local part ends: the last @ outside of quotes; npos when one of the sides is empty or holds
/// another.
std::size_t endOfLocalPart(std::string_view spec)
{
    std::size_t at = std::string_view::npos;
    bool quoted = false;
    for (std::size_t i = 0; i < spec.size(); ++i) {
        if (spec[i] == '\\')
            ++i;
        else if (spec[i] == '"')
            quoted = !quoted;
        else if (spec[i] == '@' && !quoted && at != std::string_view::npos)
            return std::string_view::npos;
        else if (spec[i] == '@' && !quoted)
            at = i;
    }
    return at == 0 || at + 1 >= spec.size() ? std::string_view::npos : at;
}

/// Those that mail can be sent to, in one form: without quotes, the domain in lower case and without a dot at
/// its end.
std::vector<ReadMailbox> sendable(const std::vector<ReadMailbox>& mailboxes)
{
    std::vector<ReadMailbox> kept;
    for (ReadMailbox mailbox : mailboxes) {
        const std::size_t at = endOfLocalPart(mailbox.spec);
        if (at == std::string_view::npos)
            continue;
        std::string spec;
        for (std::size_t i = 0; i < mailbox.spec.size(); ++i) {
            const char c = mailbox.spec[i];
            if (i < at && (c == '"' || c == '\\'))
                continue;
            spec += i > at && c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
        if (spec.ends_with('.'))
            spec.pop_back();
        mailbox.spec = spec;
        kept.push_back(mailbox);
    }
    return kept;
}

bool sameMailboxes(const std::vector<ReadMailbox>& ours, const std::vector<ReadMailbox>& theirs)
{
    auto a = sendable(ours);
    const auto b = sendable(theirs);
    const auto same = [&] {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
            return sameHeader(x.spec, y.spec) && sameHeader(x.name, y.name);
        });
    };
    if (same())
        return true;
    std::erase_if(a, [](const ReadMailbox& mailbox) { return !mailbox.sound; });
    return same();
}

/// A reader that did not know the zone has no opinion of it.
bool sameDate(const std::optional<ReadDate>& ours, const std::optional<ReadDate>& theirs)
{
    if (!ours || !theirs)
        return !ours && !theirs;
    return ours->clock - ours->east.value_or(0) == theirs->clock - theirs->east.value_or(0) ||
           (!theirs->east && ours->clock == theirs->clock);
}

bool sameParts(const Reading& ours, const Reading& theirs)
{
    return std::equal(ours.leaves.begin(), ours.leaves.end(), theirs.leaves.begin(), theirs.leaves.end(),
                      [](const ReadLeaf& a, const ReadLeaf& b) { return a.type == b.type; });
}

using Opinions = std::vector<const Reading*>;

/// Whether for each leaf an opinion that has the same leaves agrees. Opinions with other leaves cannot be
/// asked about one of them.
template <class Agree>
bool agreesOnEachLeaf(const Reading& ours, const Opinions& heard, Agree agree)
{
    Opinions comparable;
    std::copy_if(heard.begin(), heard.end(), std::back_inserter(comparable),
                 [&](const Reading* opinion) { return sameParts(ours, *opinion); });
    if (comparable.empty())
        return true;
    for (std::size_t i = 0; i < ours.leaves.size(); ++i) {
        if (std::none_of(comparable.begin(), comparable.end(),
                         [&](const Reading* opinion) { return agree(ours.leaves[i], opinion->leaves[i]); }))
            return false;
    }
    return true;
}

bool agreesWithOne(const Reading& ours, const Opinions& heard, bool (*agree)(const Reading&, const Reading&))
{
    return std::any_of(heard.begin(), heard.end(),
                       [&](const Reading* opinion) { return agree(ours, *opinion); });
}

bool sameNames(const ReadLeaf& a, const ReadLeaf& b)
{
    return sameHeader(a.name, b.name);
}

bool sameTexts(const ReadLeaf& a, const ReadLeaf& b)
{
    return sameText(normaliseText(a.text.value_or("")), normaliseText(b.text.value_or("")));
}

struct ComparedField
{
    std::string_view name;
    bool (*agreed)(const Reading& ours, const Opinions& heard);
};

constexpr std::array<ComparedField, 7> fields{{
    {"subject",
     [](const Reading& ours, const Opinions& heard) {
         return agreesWithOne(ours, heard, [](const Reading& a, const Reading& b) {
             return sameHeader(a.subject, b.subject);
         });
     }},
    {"from",
     [](const Reading& ours, const Opinions& heard) {
         return agreesWithOne(
             ours, heard, [](const Reading& a, const Reading& b) { return sameMailboxes(a.from, b.from); });
     }},
    {"to",
     [](const Reading& ours, const Opinions& heard) {
         return agreesWithOne(ours, heard,
                              [](const Reading& a, const Reading& b) { return sameMailboxes(a.to, b.to); });
     }},
    {"date",
     [](const Reading& ours, const Opinions& heard) {
         return agreesWithOne(ours, heard,
                              [](const Reading& a, const Reading& b) { return sameDate(a.date, b.date); });
     }},
    {"parts",
     [](const Reading& ours, const Opinions& heard) { return agreesWithOne(ours, heard, sameParts); }},
    {"names",
     [](const Reading& ours, const Opinions& heard) { return agreesOnEachLeaf(ours, heard, sameNames); }},
    {"text",
     [](const Reading& ours, const Opinions& heard) { return agreesOnEachLeaf(ours, heard, sameTexts); }},
}};

} // namespace

std::vector<std::string_view> findDisagreements(const Reading& ours,
                                                const std::vector<const Reading*>& opinions)
{
    Opinions heard;
    std::copy_if(opinions.begin(), opinions.end(), std::back_inserter(heard),
                 [](const Reading* opinion) { return opinion->readable; });
    if (heard.empty())
        return {};
    if (!ours.readable)
        return {"message"};
    std::vector<std::string_view> disagreements;
    for (const ComparedField& field : fields) {
        if (!field.agreed(ours, heard))
            disagreements.push_back(field.name);
    }
    return disagreements;
}

} // namespace connectorscope
