#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace connectorscope {

enum class LogLevel : std::uint8_t
{
    Debug,
    Info,
    Warning,
    Error,
    Off
};

/// By its name on the command line: debug, info, warning, error, off.
std::optional<LogLevel> logLevelOf(std::string_view name);

struct LogSettings
{
    /// The log goes to the files `<program>.log`, `<program>.1.log` ... in that folder, which is made where
    /// it is missing; nothing is written to files when it is empty.
    std::filesystem::path folder;
    std::string program = "connectorscope";
    LogLevel terminal = LogLevel::Warning; ///< standard error shows this and worse; the files, info too
    std::string runId;                     ///< stands on each line

    static constexpr std::size_t fileSize = 5 * 1024 * 1024;
    static constexpr std::size_t files = 10;
};

/// Sets up the log of this program: from here on `spdlog::info(...)` and its kin go where the settings say.
/// Whatever they are given, a line stays one line (see escapeControls) and, below debug, addresses in it are
/// masked; passwords, AUTH exchanges, subjects and bodies must not be given to it. Once at the start of the
/// program: spdlog's default logger is the only global there is.
Result<> startLog(const LogSettings& settings);

} // namespace connectorscope
