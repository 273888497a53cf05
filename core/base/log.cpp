#include "core/base/log.h"

#include "core/base/escape.h"
#include "core/base/mask_address.h"
#include "core/base/path_text.h"

#include <algorithm>
#include <array>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>
#include <utility>
#include <vector>

namespace connectorscope {

namespace {

spdlog::level::level_enum spdlogLevel(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return spdlog::level::debug;
    case LogLevel::Info:
        return spdlog::level::info;
    case LogLevel::Warning:
        return spdlog::level::warn;
    case LogLevel::Error:
        return spdlog::level::err;
    case LogLevel::Off:
        break;
    }
    return spdlog::level::off;
}

/// The text of a line, made harmless: no caller can forget it.
class SafeText final : public spdlog::custom_flag_formatter
{
public:
    void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override
    {
        const std::string_view text(message.payload.data(), message.payload.size());
        const std::string safe = message.level <= spdlog::level::debug ? escapeControls(text)
                                                                       : escapeControls(maskAddresses(text));
        out.append(safe.data(), safe.data() + safe.size());
    }

    std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<SafeText>(); }
};

std::unique_ptr<spdlog::formatter> makeFormatter(const std::string& runId)
{
    std::string pattern = "%Y-%m-%dT%H:%M:%S.%e%z ";
    for (const char c : escapeControls(runId))
        pattern.append(c == '%' ? 2 : 1, c);
    pattern += " %^%l%$ %*";
    auto formatter = std::make_unique<spdlog::pattern_formatter>();
    formatter->add_flag<SafeText>('*').set_pattern(pattern);
    return formatter;
}

} // namespace

std::optional<LogLevel> logLevelOf(std::string_view name)
{
    constexpr std::array<std::pair<std::string_view, LogLevel>, 5> names = {{{"debug", LogLevel::Debug},
                                                                             {"info", LogLevel::Info},
                                                                             {"warning", LogLevel::Warning},
                                                                             {"error", LogLevel::Error},
                                                                             {"off", LogLevel::Off}}};
    for (const auto& [known, level] : names) {
        if (known == name)
            return level;
    }
    return std::nullopt;
}

Result<> startLog(const LogSettings& settings)
{
    const std::filesystem::path file = settings.folder / (settings.program + ".log");
    try {
        const auto terminalLevel = spdlogLevel(settings.terminal);
        auto terminal = std::make_shared<spdlog::sinks::stderr_color_sink_mt>();
        terminal->set_level(terminalLevel);
        std::vector<spdlog::sink_ptr> sinks = {terminal};
        auto level = terminalLevel;
        if (!settings.folder.empty()) {
            level = std::min(terminalLevel, spdlog::level::info);
            auto files = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(
                file.native(), LogSettings::fileSize, LogSettings::files - 1);
            files->set_level(level);
            sinks.push_back(std::move(files));
        }
        auto logger = std::make_shared<spdlog::logger>(settings.program, sinks.begin(), sinks.end());
        logger->set_level(level);
        logger->flush_on(spdlog::level::info);
        logger->set_formatter(makeFormatter(settings.runId));
        spdlog::set_default_logger(std::move(logger));
    } catch (const std::exception& error) {
        return fail(ErrorCode::WriteFault,
                    "cannot start the log " + quotedPath(file) + ": " + escapeControls(error.what()),
                    "Check that this account may write into the folder, and that the disk is not full.",
                    file);
    }
    return {};
}

} // namespace connectorscope
