#pragma once

#include "core/base/clock.h"
#include "tests/bench/value_of.h"

#include <chrono>
#include <cstddef>
#include <filesystem>

namespace connectorscope {

/// The time over which made-up mail arrives.
inline constexpr UtcTime mailBegins{std::chrono::seconds(1'787'000'000)};
inline constexpr std::chrono::days mailSpan{90};

/// Makes a journal and an index of so many messages, as a small company gets them, in the work folder, and
/// prints how long that took.
void fillIndex(const std::filesystem::path& folder, std::size_t messages);

} // namespace connectorscope
