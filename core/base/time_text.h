#pragma once

#include "core/base/clock.h"

#include <chrono>
#include <string>

namespace connectorscope {

/// A duration in words, to two units: "40 s", "12 min", "9 h 12 min", "3 d 4 h". Negative ones count as none.
std::string ageText(std::chrono::nanoseconds age);

/// "2026-11-23T08:41:07.250Z": UTC, for programs.
std::string utcText(UtcTime time);

/// "2026-11-23 09:41:07" by the clock on the wall of this machine, for people.
std::string localText(UtcTime time);

} // namespace connectorscope
