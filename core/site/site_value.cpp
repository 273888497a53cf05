#include "core/site/site_value.h"

#include "core/base/escape.h"
#include "core/base/path_text.h"
#include "core/base/suggestions.h"
#include "core/site/choices.h"
#include "core/site/text_format.h"
#include "core/site/units.h"

#include <algorithm>

namespace connectorscope {

namespace {

template <class Value>
std::vector<std::string_view> choiceNames()
{
    std::vector<std::string_view> names;
    for (const Choice<Value>& choice : Choices<Value>::all)
        names.push_back(choice.name);
    return names;
}

/// One for each type of member that a key can fill.
class ValueReader
{
public:
    ValueReader(const SiteKey& key, const TomlValue& value, const PathBase& base, const ReportProblem& report)
        : m_key(key)
        , m_value(value)
        , m_base(base)
        , m_report(report)
    {
    }

    void operator()(std::string* text) const
    {
        if (const auto read = formatted(m_value, true))
            *text = *read;
    }

    void operator()(std::vector<std::string>* texts) const
    {
        if (!expect(m_value, TomlKind::List))
            return;
        texts->clear();
        for (const TomlValue& item : m_value.items)
            if (const auto read = formatted(item, false))
                texts->push_back(*read);
    }

    void operator()(std::filesystem::path* path) const
    {
        if (!expect(m_value, TomlKind::Text))
            return;
        if (const auto read = pathOf(m_value))
            *path = *read;
    }

    void operator()(bool* flag) const
    {
        if (expect(m_value, TomlKind::Flag))
            *flag = m_value.flag;
    }

    template <class Number>
    requires std::is_integral_v<Number>
    void operator()(Number* number) const
    {
        if (m_key.kind == KeyKind::Size) {
            if (expectUnit())
                take(parseSize(m_value.text),
                     [&](std::uint64_t size) { *number = static_cast<Number>(size); });
        } else if (expect(m_value, TomlKind::Integer) && inRange(m_value.integer)) {
            *number = static_cast<Number>(m_value.integer);
        }
    }

    void operator()(std::chrono::nanoseconds* time) const
    {
        if (expectUnit())
            take(parseTime(m_value.text), [&](std::chrono::nanoseconds read) { *time = read; });
    }

    void operator()(std::chrono::minutes* time) const
    {
        if (!expect(m_value, TomlKind::Text))
            return;
        const std::string& text = m_value.text;
        const auto digits = [&](std::size_t at) { return (text[at] - '0') * 10 + text[at + 1] - '0'; };
        const bool shaped =
            text.size() == 5 && text[2] == ':' &&
            std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) == 4;
        if (!shaped || digits(0) > 23 || digits(3) > 59)
            return refuse(m_value, quotedValue(text) + " is no time of the day");
        *time = std::chrono::hours(digits(0)) + std::chrono::minutes(digits(3));
    }

    void operator()(SecretPlace* place) const
    {
        // Whatever stands there may be a password: it is never shown.
        if (m_value.kind != TomlKind::Table)
            return refuse(m_value,
                          "a password never stands in this file as " + std::string(nameOf(m_value.kind)));
        if (m_value.entries.size() != 1)
            return refuse(m_value, "one place is wanted, and no other key");
        const TomlEntry& entry = m_value.entries.front();
        const auto* kind = choiceNamed<SecretKind>(entry.name);
        if (kind == nullptr || entry.value.kind != TomlKind::Text || entry.value.text.empty() ||
            !readFormat(TextFormat::Any, entry.value.text))
            return refuse(m_value,
                          kind == nullptr ? "this is no place of a password" : "the place has no name");
        const bool isPath = *kind == SecretKind::File || *kind == SecretKind::Dpapi;
        const auto path = isPath ? pathOf(entry.value) : std::nullopt;
        if (isPath && !path)
            return;
        *place = {*kind, isPath ? pathBytes(*path) : entry.value.text};
    }

    void operator()(const DeletionField& field) const
    {
        if (!expect(m_value, TomlKind::Text))
            return;
        if (m_value.text == "when-stored") {
            *field.policy = DeletePolicy::WhenStored;
        } else if (m_value.text == "never") {
            *field.policy = DeletePolicy::Never;
        } else {
            take(parseTime(m_value.text), [&](std::chrono::nanoseconds after) {
                *field.policy = DeletePolicy::AfterDays;
                *field.after = after;
            });
        }
    }

    void operator()(std::map<std::string, std::string>* aliases) const
    {
        if (!expect(m_value, TomlKind::Table))
            return;
        aliases->clear();
        for (const TomlEntry& entry : m_value.entries) {
            auto from = readFormat(m_key.format, entry.name);
            const auto to = formatted(entry.value, false);
            if (!from)
                m_report({entry.line, quotedValue(entry.name) + " is no address", {}});
            if (!from || !to)
                continue;
            std::transform(from->begin(), from->end(), from->begin(), [](char c) {
                return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            });
            if (!aliases->try_emplace(*from, *to).second)
                m_report({entry.line, quotedValue(entry.name) + " stands twice", "each address once"});
        }
    }

    void operator()(std::vector<RoutingRule>* rules) const
    {
        if (!expect(m_value, TomlKind::List))
            return;
        rules->clear();
        for (const TomlValue& item : m_value.items)
            if (expect(item, TomlKind::Table))
                readRule(item, *rules);
    }

    template <class Value>
    requires std::is_enum_v<Value>
    void operator()(Value* choice) const
    {
        if (!expect(m_value, TomlKind::Text))
            return;
        const auto* named = choiceNamed<Value>(m_value.text);
        if (named != nullptr) {
            *choice = *named;
            return;
        }
        const auto nearest = nearestNames(m_value.text, choiceNames<Value>(), 1);
        refuse(m_value,
               quotedValue(m_value.text) + " is not known" +
                   (nearest.empty() ? "" : "; did you mean \"" + std::string(nearest.front()) + "\"?"));
    }

private:
    void refuse(const TomlValue& value, std::string message) const
    {
        m_report({value.line, std::move(message), {}});
    }

    bool expect(const TomlValue& value, TomlKind kind) const
    {
        if (value.kind != kind)
            refuse(value, "this is " + std::string(nameOf(value.kind)) + ", and " +
                              std::string(nameOf(kind)) + " is wanted");
        return value.kind == kind;
    }

    bool expectUnit() const
    {
        if (m_value.kind != TomlKind::Integer)
            return expect(m_value, TomlKind::Text);
        refuse(m_value, std::to_string(m_value.integer) + " has no unit");
        return false;
    }

    bool inRange(std::int64_t number) const
    {
        if (number < m_key.least || number > m_key.most)
            refuse(m_value,
                   (m_value.kind == TomlKind::Text ? quotedValue(m_value.text) : std::to_string(number)) +
                       (number < m_key.least ? " is too small" : " is too large"));
        return number >= m_key.least && number <= m_key.most;
    }

    static std::int64_t plain(std::uint64_t size) { return static_cast<std::int64_t>(size); }
    static std::int64_t plain(std::chrono::nanoseconds time) { return time.count(); }

    template <class Read, class Take>
    void take(const Result<Read>& read, Take function) const
    {
        if (!read)
            refuse(m_value, read.error().message);
        else if (inRange(plain(*read)))
            function(*read);
    }

    /// An empty text says "none" wherever the key is optional.
    std::optional<std::string> formatted(const TomlValue& value, bool mayBeEmpty) const
    {
        if (!expect(value, TomlKind::Text))
            return std::nullopt;
        if (value.text.empty() && (!mayBeEmpty || m_key.required)) {
            refuse(value, "the text is empty");
            return std::nullopt;
        }
        if (value.text.empty())
            return std::string();
        auto read = readFormat(m_key.format, value.text);
        if (!read)
            refuse(value, quotedValue(value.text) + " cannot stand here");
        return read;
    }

    std::optional<std::filesystem::path> pathOf(const TomlValue& value) const
    {
        if (value.text.empty() && !m_key.required)
            return std::filesystem::path();
        if (value.text.empty() || !readFormat(TextFormat::Any, value.text)) {
            refuse(value, value.text.empty()
                              ? "the path is empty"
                              : quotedValue(value.text) + " holds control characters, or is too long");
            return std::nullopt;
        }
#ifndef _WIN32
        const std::string& text = value.text;
        const bool hasDrive = text.size() > 2 && text[1] == ':' && (text[2] == '\\' || text[2] == '/');
        if (hasDrive || text.starts_with("\\\\") || text.starts_with('%')) {
            m_report({value.line,
                      quotedValue(text) + " is a path of Windows, which leads nowhere on this system",
                      "the folder in which that drive or share is mounted here, as \"/mnt/server/Incoming "
                      "Mail\""});
            return std::nullopt;
        }
#endif
        const std::filesystem::path path = pathFromBytes(expandVariables(value.text, m_base.variables));
        return absoluteFrom(m_base.folder, path);
    }

    void readRule(const TomlValue& item, std::vector<RoutingRule>& rules) const
    {
        RoutingRule rule;
        bool sound = true;
        for (const TomlEntry& entry : item.entries) {
            if (entry.name == "recipient_contains" && entry.value.kind == TomlKind::Text) {
                rule.recipientContains = entry.value.text;
            } else if (entry.name == "deliver_to" && entry.value.kind == TomlKind::Text) {
                const auto to = formatted(entry.value, false);
                sound = sound && to;
                rule.deliverTo = to.value_or("");
            } else {
                m_report({entry.line, "a rule has no " + quotedValue(entry.name) + " of that kind", {}});
                sound = false;
            }
        }
        if (!sound)
            return;
        if (rule.recipientContains.empty() || rule.deliverTo.empty())
            return refuse(item, "the rule is not complete");
        rules.push_back(std::move(rule));
    }

    const SiteKey& m_key;
    const TomlValue& m_value;
    const PathBase& m_base;
    const ReportProblem& m_report;
};

} // namespace

std::string quotedValue(std::string_view text)
{
    constexpr std::size_t most = 80;
    return '"' + escapeControls(text.substr(0, most)) + (text.size() > most ? "...\"" : "\"");
}

void readValue(const SiteKey& key, const TomlValue& value, Site& site, const PathBase& base,
               const ReportProblem& report)
{
    std::visit(ValueReader(key, value, base, report), key.field(site));
}

} // namespace connectorscope
