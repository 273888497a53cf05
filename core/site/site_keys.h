#pragma once

#include "core/site/site.h"

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <variant>

namespace connectorscope {

/// What stands after the equals sign of a key.
enum class KeyKind : std::uint8_t
{
    Text,
    Texts,
    Path,
    Flag,
    Count,
    Size,
    Time,
    TimeOfDay,
    Choice,
    Secret,
    Deletion,   ///< of a POP3 account: "when-stored", "never" or a time
    AddressMap, ///< address = address
    Rules       ///< [{ recipient_contains = "...", deliver_to = "..." }]
};

/// What a text, or each text of a list, has to be.
enum class TextFormat : std::uint8_t
{
    Any,
    SiteName, ///< it names a folder, too
    Host,
    Domain,
    Address,
    AddressOrDomain, ///< or "@domain"
    Network,         ///< an IP address, with or without the length of its prefix
    HeaderLine,
    Language,
    TimeZone,
    ReportFormat
};

struct DeletionField
{
    DeletePolicy* policy;
    std::chrono::nanoseconds* after;
};

/// The member of a Site that a key fills.
using SiteField =
    std::variant<std::string*, std::vector<std::string>*, std::filesystem::path*, bool*, int*, std::uint64_t*,
                 std::uint16_t*, std::chrono::nanoseconds*, std::chrono::minutes*, Profile*, Carrier*,
                 Transport*, AccountKind*, ReportMode*, SecretPlace*, DeletionField,
                 std::map<std::string, std::string>*, std::vector<RoutingRule>*>;

/// One key of the site file: everything that is known about it. Loading, suggestions, the comments of a new
/// file and docs/site-file.md all read this table.
struct SiteKey
{
    std::string_view path; ///< "watch.cohort.count"; "pop3.host" is of each account
    KeyKind kind;
    SiteField (*field)(Site& site); ///< of an account: that of the last one
    std::string_view explanation;   ///< one or two sentences
    TextFormat format = TextFormat::Any;
    bool required = false;
    std::int64_t least = 0; ///< nanoseconds, bytes, or a number
    std::int64_t most = std::numeric_limits<std::int64_t>::max();
    std::string_view sample = {}; ///< a value as it stands in the file, where the default shows nothing
};

/// A table of the file, "[watch]", with the keys below it.
struct SiteSection
{
    std::string_view name;
    std::string_view explanation;
};

/// In the order of a new file.
std::span<const SiteKey> siteKeys();
std::span<const SiteSection> siteSections();

const SiteKey* findSiteKey(std::string_view path);

/// "watch" of "watch.cohort.count".
std::string_view sectionOf(const SiteKey& key);

/// What may stand there, for people: `a time from 1s to 1h, as "15s" (units s, m, h, d)`.
std::string allowedText(const SiteKey& key);

/// The key's value in that site as it stands in the file, `"15s"`; of an account: that of the last one.
std::string tomlValueText(const SiteKey& key, Site& site);

/// A text in quotes, with its control characters escaped as TOML wants it.
std::string tomlText(std::string_view text);

} // namespace connectorscope
