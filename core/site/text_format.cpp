#include "core/site/text_format.h"

#include "core/base/ascii.h"
#include "core/base/time_zone.h"
#include "core/base/utf16.h"
#include "core/base/windows_path.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace connectorscope {

namespace {

/// Letters beyond ASCII are part of internationalised names.
bool isNameByte(char c)
{
    return isLetter(c) || isDigit(c) || c == '-' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

template <class Each>
bool allPieces(std::string_view text, char separator, Each each)
{
    while (true) {
        const std::size_t end = text.find(separator);
        if (!each(text.substr(0, end)))
            return false;
        if (end == std::string_view::npos)
            return true;
        text.remove_prefix(end + 1);
    }
}

bool isDomain(std::string_view text)
{
    constexpr std::size_t longestDomain = 253;
    constexpr std::size_t longestLabel = 63;
    return text.size() <= longestDomain && allPieces(text, '.', [](std::string_view label) {
               return !label.empty() && label.size() <= longestLabel && label.front() != '-' &&
                      label.back() != '-' && std::all_of(label.begin(), label.end(), isNameByte);
           });
}

std::optional<int> numberUpTo(std::string_view text, int most)
{
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !isDigit(text.front()) || number > most)
        return std::nullopt;
    return number;
}

bool isIpv4(std::string_view text)
{
    return std::count(text.begin(), text.end(), '.') == 3 && allPieces(text, '.', [](std::string_view piece) {
               return !piece.empty() && piece.size() <= 3 && numberUpTo(piece, 255);
           });
}

bool isHexGroup(std::string_view text)
{
    return !text.empty() && text.size() <= 4 &&
           text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// How many groups stand in a piece of an IPv6 address, or -1.
int groupsIn(std::string_view text)
{
    if (text.empty())
        return 0;
    int groups = 0;
    const bool sound = allPieces(text, ':', [&](std::string_view group) {
        ++groups;
        return isHexGroup(group);
    });
    return sound ? groups : -1;
}

bool isIpv6(std::string_view text)
{
    constexpr int allGroups = 8;
    const std::size_t gap = text.find("::");
    if (gap == std::string_view::npos)
        return groupsIn(text) == allGroups;
    const int before = groupsIn(text.substr(0, gap));
    const int after = groupsIn(text.substr(gap + 2));
    return before >= 0 && after >= 0 && before + after < allGroups;
}

bool isNetwork(std::string_view text)
{
    const std::size_t slash = text.find('/');
    const std::string_view address = text.substr(0, slash);
    const bool four = isIpv4(address);
    if (!four && !isIpv6(address))
        return false;
    if (slash == std::string_view::npos)
        return true;
    const std::string_view length = text.substr(slash + 1);
    return !length.empty() && length.size() <= 3 && numberUpTo(length, four ? 32 : 128);
}

std::optional<std::string> readAddress(std::string_view text)
{
    constexpr std::size_t longestLocalPart = 64;
    const std::size_t at = text.rfind('@');
    if (at == std::string_view::npos || at == 0 || at > longestLocalPart || !isDomain(text.substr(at + 1)))
        return std::nullopt;
    const std::string_view local = text.substr(0, at);
    if (local.find_first_of(" <>()[],;:\\\"@") != std::string_view::npos)
        return std::nullopt;
    return std::string(local) + toAsciiLower(text.substr(at));
}

bool isHeaderLine(std::string_view text)
{
    const std::size_t colon = text.find(':');
    return colon != std::string_view::npos && colon > 0 &&
           std::all_of(text.begin(), text.begin() + std::ptrdiff_t(colon),
                       [](char c) { return c > 0x20 && c < 0x7F; });
}

bool isLanguage(std::string_view text)
{
    bool first = true;
    return text.size() <= 35 && allPieces(text, '-', [&](std::string_view piece) {
               const std::size_t least = std::exchange(first, false) ? 2 : 1;
               return piece.size() >= least && piece.size() <= 8 &&
                      std::all_of(piece.begin(), piece.end(),
                                  [](char c) { return isLetter(c) || isDigit(c); });
           });
}

bool isTimeZone(std::string_view text)
{
    return TimeZone::named(text).has_value();
}

bool isReportFormat(std::string_view text)
{
    constexpr std::array<std::string_view, 4> formats = {"html", "pdf", "csv", "json"};
    return std::find(formats.begin(), formats.end(), text) != formats.end();
}

std::optional<std::string> textIf(bool sound, std::string_view text)
{
    return sound ? std::optional(std::string(text)) : std::nullopt;
}

} // namespace

bool isSiteName(std::string_view name)
{
    constexpr std::size_t longest = 64;
    const std::u16string wide = utf16FromUtf8(name);
    return wide.size() <= longest && name.front() != ' ' &&
           isUsableWindowsName(std::wstring(wide.begin(), wide.end()));
}

std::optional<std::string> readFormat(TextFormat format, std::string_view text)
{
    constexpr std::size_t longest = 4096;
    if (text.size() > longest || std::any_of(text.begin(), text.end(), isControl))
        return std::nullopt;
    if (format == TextFormat::Any)
        return std::string(text);
    if (text.empty())
        return std::nullopt;
    switch (format) {
    case TextFormat::SiteName:
        return textIf(isSiteName(text), text);
    case TextFormat::Host:
        return textIf(isDomain(text) || isIpv6(text), toAsciiLower(text));
    case TextFormat::Domain:
        return textIf(isDomain(text), toAsciiLower(text));
    case TextFormat::Address:
        return readAddress(text);
    case TextFormat::AddressOrDomain:
        return text.front() == '@' ? textIf(isDomain(text.substr(1)), toAsciiLower(text)) : readAddress(text);
    case TextFormat::Network:
        return textIf(isNetwork(text), text);
    case TextFormat::HeaderLine:
        return textIf(isHeaderLine(text), text);
    case TextFormat::Language:
        return textIf(isLanguage(text), text);
    case TextFormat::TimeZone:
        return textIf(isTimeZone(text), text);
    case TextFormat::ReportFormat:
        return textIf(isReportFormat(text), text);
    case TextFormat::Any:
        break;
    }
    return std::nullopt;
}

} // namespace connectorscope
