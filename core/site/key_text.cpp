#include "core/base/path_text.h"
#include "core/base/suggestions.h"
#include "core/site/choices.h"
#include "core/site/site_keys.h"
#include "core/site/units.h"

#include <array>

namespace connectorscope {

namespace {

std::string rangeText(const SiteKey& key, std::string (*text)(std::int64_t))
{
    return "from " + text(key.least) + " to " + text(key.most);
}

std::string numberText(std::int64_t value)
{
    return std::to_string(value);
}

std::string timeOf(std::int64_t value)
{
    return timeText(std::chrono::nanoseconds(value));
}

std::string sizeOf(std::int64_t value)
{
    return sizeText(static_cast<std::uint64_t>(value));
}

std::string_view formatText(TextFormat format)
{
    switch (format) {
    case TextFormat::Any:
        return "a text on one line";
    case TextFormat::SiteName:
        return R"(a name of at most 64 characters that a folder can have: none of \ / : * ? " < > |, no dot or )"
               "blank at its end";
    case TextFormat::Host:
        return R"(the name or address of a host, as "mail.contoso.com")";
    case TextFormat::Domain:
        return R"(a domain, as "contoso.com")";
    case TextFormat::Address:
        return R"(an address, as "anna@contoso.com")";
    case TextFormat::AddressOrDomain:
        return R"(an address, as "anna@contoso.com", or a domain, as "@contoso.com")";
    case TextFormat::Network:
        return R"(an IP network, as "192.0.2.0/24" or "2001:db8::/32")";
    case TextFormat::HeaderLine:
        return R"(a header, as "X-Spam-Flag: YES")";
    case TextFormat::Language:
        return R"(the code of a language, as "en" or "de")";
    case TextFormat::TimeZone:
        return R"(a name of the IANA time zone database, as "Europe/Berlin")";
    case TextFormat::ReportFormat:
        return R"("html", "pdf", "csv" or "json")";
    }
    return {};
}

template <class Value>
std::string choicesText()
{
    std::string text;
    const auto& all = Choices<Value>::all;
    for (std::size_t i = 0; i < all.size(); ++i)
        text.append(i == 0 ? "" : i + 1 == all.size() ? " or " : ", ").append(tomlText(all[i].name));
    return text;
}

/// Which words a field takes; asked of a field of any site.
struct ChoicesOfField
{
    std::string operator()(Profile* /*field*/) const { return choicesText<Profile>(); }
    std::string operator()(Carrier* /*field*/) const { return choicesText<Carrier>(); }
    std::string operator()(Transport* /*field*/) const { return choicesText<Transport>(); }
    std::string operator()(AccountKind* /*field*/) const { return choicesText<AccountKind>(); }
    std::string operator()(ReportMode* /*field*/) const { return choicesText<ReportMode>(); }
    template <class Other>
    std::string operator()(Other /*field*/) const
    {
        return {};
    }
};

std::string twoDigits(std::int64_t number)
{
    return (number < 10 ? "0" : "") + std::to_string(number);
}

/// A path without an apostrophe stands in single quotes, so that backslashes stay readable.
std::string pathText(const std::filesystem::path& path)
{
    const std::string text = displayText(path);
    const bool literal = text.find('\\') != std::string::npos && text.find('\'') == std::string::npos &&
                         std::none_of(text.begin(), text.end(), [](char c) {
                             return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
                         });
    return literal ? "'" + text + "'" : tomlText(text);
}

/// The value of a field as it stands in the file.
struct TextOfField
{
    KeyKind kind;

    std::string operator()(const std::string* text) const { return tomlText(*text); }
    std::string operator()(const std::filesystem::path* path) const { return pathText(*path); }
    std::string operator()(const bool* flag) const { return *flag ? "true" : "false"; }
    std::string operator()(const int* number) const { return std::to_string(*number); }
    std::string operator()(const std::uint16_t* number) const { return std::to_string(*number); }
    std::string operator()(const std::uint64_t* number) const
    {
        return kind == KeyKind::Size ? tomlText(sizeText(*number)) : std::to_string(*number);
    }
    std::string operator()(const std::chrono::nanoseconds* time) const { return tomlText(timeText(*time)); }
    std::string operator()(const std::chrono::minutes* time) const
    {
        return '"' + twoDigits(time->count() / 60) + ':' + twoDigits(time->count() % 60) + '"';
    }
    std::string operator()(const std::vector<std::string>* texts) const
    {
        std::string list = "[";
        for (const std::string& text : *texts)
            list.append(list.size() > 1 ? ", " : "").append(tomlText(text));
        return list + "]";
    }
    std::string operator()(const SecretPlace* place) const
    {
        if (place->kind == SecretKind::None)
            return "{}";
        return "{ " + std::string(nameOfChoice(place->kind)) + " = " +
               (place->kind == SecretKind::File || place->kind == SecretKind::Dpapi
                    ? pathText(pathFromBytes(place->name))
                    : tomlText(place->name)) +
               " }";
    }
    std::string operator()(const DeletionField& field) const
    {
        switch (*field.policy) {
        case DeletePolicy::WhenStored:
            return R"("when-stored")";
        case DeletePolicy::Never:
            return R"("never")";
        case DeletePolicy::AfterDays:
            break;
        }
        return tomlText(timeText(*field.after));
    }
    std::string operator()(const std::map<std::string, std::string>* map) const
    {
        std::string table;
        for (const auto& [from, to] : *map)
            table.append(table.empty() ? " " : ", ").append(tomlText(from) + " = " + tomlText(to));
        return table.empty() ? "{}" : "{" + table + " }";
    }
    std::string operator()(const std::vector<RoutingRule>* rules) const
    {
        std::string list;
        for (const RoutingRule& rule : *rules)
            list.append(list.empty() ? "" : ", ")
                .append("{ recipient_contains = " + tomlText(rule.recipientContains) +
                        ", deliver_to = " + tomlText(rule.deliverTo) + " }");
        return "[" + list + "]";
    }
    template <class Value>
    std::string operator()(const Value* choice) const
    {
        return tomlText(nameOfChoice(*choice));
    }
};

} // namespace

std::string tomlText(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string quoted = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            quoted.append(1, '\\').append(1, c);
        else if (byte < 0x20 || byte == 0x7F)
            quoted.append("\\u00").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
        else
            quoted += c;
    }
    return quoted + '"';
}

std::string tomlValueText(const SiteKey& key, Site& site)
{
    return std::visit(TextOfField{key.kind}, key.field(site));
}

std::string allowedText(const SiteKey& key)
{
    std::string format(formatText(key.format));
    switch (key.kind) {
    case KeyKind::Text:
        return format;
    case KeyKind::Texts:
        return "a list, each " + format;
    case KeyKind::Path:
        return "the path of a " + std::string(key.path.ends_with("_file") ? "file" : "folder") +
               R"(, as 'C:\Mail' in single quotes, or "/srv/mail")";
    case KeyKind::Flag:
        return "true or false";
    case KeyKind::Count:
        return "a whole number " + rangeText(key, numberText);
    case KeyKind::Size:
        return "a size " + rangeText(key, sizeOf) + R"(, as "10MiB" (units B, KiB, MiB, GiB))";
    case KeyKind::Time:
        return "a time " + rangeText(key, timeOf) + R"(, as "15s" (units s, m, h, d))";
    case KeyKind::TimeOfDay:
        return R"(a time of the day, as "06:00")";
    case KeyKind::Choice: {
        Site site;
        site.accounts.emplace_back();
        return std::visit(ChoicesOfField(), key.field(site));
    }
    case KeyKind::Secret:
        return R"({ env = "VARIABLE" }, { file = "path" }, { keychain = "entry" } or, on Windows, { dpapi = "path" })";
    case KeyKind::Deletion:
        return R"("when-stored", "never" or a time )" + rangeText(key, timeOf) + R"(, as "7d")";
    case KeyKind::AddressMap:
        return R"(a table of addresses, as { "info@contoso.com" = "anna@contoso.com" })";
    case KeyKind::Rules:
        return R"(a list of rules, each as { recipient_contains = "list@", deliver_to = "sales@contoso.com" })";
    }
    return {};
}

} // namespace connectorscope
