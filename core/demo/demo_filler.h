#pragma once

#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// What is too big, too deep or too many to be stored as a template, made from a name and a number: `words`
/// is the whole placeholder, {{nul 4096}}. nullopt when no filler has that name; an error when the number is
/// none. At most 4 MiB.
std::optional<Result<std::string>> demoFiller(std::string_view name,
                                              const std::vector<std::string_view>& words);

} // namespace connectorscope
