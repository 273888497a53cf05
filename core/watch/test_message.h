#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace connectorscope {

// The name in PickUp of the message by which `doctor --probe` tries the SMTP service. Whether the service
// took it or doctor took it back: it is nobody's mail, and counts nowhere.

inline constexpr std::size_t testMessageIdLength = 12;
inline constexpr std::string_view testMessagePrefix = "connectorscope-";
inline constexpr std::string_view testMessageSuffix = ".eml";

inline std::string testMessageName(std::string_view id)
{
    return std::string(testMessagePrefix) + std::string(id) + std::string(testMessageSuffix);
}

inline bool isTestMessage(std::string_view name)
{
    return name.size() == testMessagePrefix.size() + testMessageIdLength + testMessageSuffix.size() &&
           name.starts_with(testMessagePrefix) && name.ends_with(testMessageSuffix);
}

} // namespace connectorscope
