#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace connectorscope {

/// The version of all objects that are printed; it grows when the meaning of a key changes.
inline constexpr int jsonSchema = 1;

/// What is absent is null.
inline nlohmann::ordered_json textOrNull(std::string_view text)
{
    return text.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(text);
}

/// One line of JSON. Bytes that are no UTF-8 become U+FFFD, so nothing is thrown.
inline std::string asLine(const nlohmann::ordered_json& json)
{
    return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

} // namespace connectorscope
