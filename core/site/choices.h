#pragma once

#include "core/site/site.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace connectorscope {

/// The words of the site file for an enumeration. One table each: reading, writing, help and tests use it.
template <class Value>
struct Choice
{
    std::string_view name;
    Value value;
};

template <class Value>
struct Choices;

template <>
struct Choices<Profile>
{
    static constexpr std::array all = {Choice<Profile>{"sbs2003", Profile::Sbs2003},
                                       Choice<Profile>{"iis-smtp", Profile::IisSmtp},
                                       Choice<Profile>{"generic", Profile::Generic}};
};

template <>
struct Choices<Carrier>
{
    static constexpr std::array all = {Choice<Carrier>{"external", Carrier::External},
                                       Choice<Carrier>{"builtin", Carrier::BuiltIn}};
};

template <>
struct Choices<Transport>
{
    static constexpr std::array all = {Choice<Transport>{"none", Transport::Plain},
                                       Choice<Transport>{"starttls", Transport::StartTls},
                                       Choice<Transport>{"tls", Transport::Tls}};
};

template <>
struct Choices<AccountKind>
{
    static constexpr std::array all = {Choice<AccountKind>{"user", AccountKind::User},
                                       Choice<AccountKind>{"global", AccountKind::Global}};
};

template <>
struct Choices<ReportMode>
{
    static constexpr std::array all = {Choice<ReportMode>{"always", ReportMode::Always},
                                       Choice<ReportMode>{"on-change", ReportMode::OnChange},
                                       Choice<ReportMode>{"problems", ReportMode::Problems}};
};

template <>
struct Choices<SecretKind>
{
    static constexpr std::array all = {Choice<SecretKind>{"keychain", SecretKind::Keychain},
                                       Choice<SecretKind>{"env", SecretKind::Environment},
                                       Choice<SecretKind>{"file", SecretKind::File},
                                       Choice<SecretKind>{"dpapi", SecretKind::Dpapi}};
};

/// The value of that name, or nullptr.
template <class Value>
const Value* choiceNamed(std::string_view name)
{
    const auto& all = Choices<Value>::all;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const Choice<Value>& choice) { return choice.name == name; });
    return found == all.end() ? nullptr : &found->value;
}

/// Empty where the value has no name.
template <class Value>
std::string_view nameOfChoice(Value value)
{
    for (const Choice<Value>& choice : Choices<Value>::all)
        if (choice.value == value)
            return choice.name;
    return {};
}

} // namespace connectorscope
