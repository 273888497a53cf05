#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace connectorscope {

/// "90s", "25m", "3h", "2d", or several without a blank ("2h10m"), to a duration.
Result<std::chrono::seconds> parseDemoDuration(std::string_view text);

/// How a template may write a moment.
enum class DemoDateForm : std::uint8_t
{
    Mail,     ///< "Mon, 23 Nov 2026 09:41:07 +0100" (RFC 5322)
    Mbox,     ///< "Mon Nov 23 09:41:07 2026"
    Iso,      ///< "2026-11-23"
    Compact,  ///< "20261123"
    Utc,      ///< "20261123T084107Z" (iCalendar)
    Year,     ///< "2026"
    Time,     ///< "09:41"
    English,  ///< "23 November 2026"
    German,   ///< "23.11.2026"
    French,   ///< "23/11/2026"
    Japanese, ///< "2026年11月23日" in UTF-8
};

/// `zone` is the offset from UTC in which it is written; DemoDateForm::Utc does not need it.
std::string demoDate(UtcTime time, std::chrono::minutes zone, DemoDateForm form);

/// The size in a template: a number of bytes.
Result<std::size_t> parseDemoCount(std::string_view text, std::size_t most);

} // namespace connectorscope
