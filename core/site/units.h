#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace connectorscope {

// The times and sizes of a site file: a whole number and its unit, as "15s" and "10MiB". The errors are
// half-sentences that follow the name of a key: `"15" has no unit`.

/// Units s, m, h and d.
Result<std::chrono::nanoseconds> parseTime(std::string_view text);
/// In the largest unit that gives a whole number; fractions of a second are cut off.
std::string timeText(std::chrono::nanoseconds time);

/// Units B, KiB, MiB and GiB.
Result<std::uint64_t> parseSize(std::string_view text);
std::string sizeText(std::uint64_t bytes);

} // namespace connectorscope
