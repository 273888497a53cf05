#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// The names that a person may have meant by `typed`: those that contain it, and those that are a few letters
/// away; the nearest first, at most `most`.
std::vector<std::string_view> nearestNames(std::string_view typed, std::span<const std::string_view> names,
                                           std::size_t most = 3);

/// "'a', 'b' or 'c'"; empty for none.
std::string asChoice(std::span<const std::string_view> names);

} // namespace connectorscope
