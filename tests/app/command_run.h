#pragma once

#include "app/connectorctl/command_line.h"
#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/base/path_text.h"

#include <nlohmann/json.hpp>

#include <sstream>
#include <string>
#include <vector>

namespace connectorscope {

/// What a run of the program in process has printed and returned.
struct CommandRun
{
    int status = 0;
    std::string out;
    std::string err;

    /// The lines of `out`, each read as JSON.
    std::vector<nlohmann::ordered_json> objects() const
    {
        std::vector<nlohmann::ordered_json> read;
        std::istringstream lines(out);
        for (std::string line; std::getline(lines, line);)
            read.push_back(nlohmann::ordered_json::parse(line));
        return read;
    }
};

struct CommandSetting
{
    std::string input;
    FileSystem* files = nullptr; ///< nullptr: the real ones
    Clock* clock = nullptr;      ///< nullptr: that of the machine
    TerminalFacts terminal;
    std::function<bool()> interrupted = [] { return false; };
    Variables variables = systemVariables();
};

inline CommandRun runCommand(const std::vector<std::string>& arguments, const CommandSetting& setting = {})
{
    const std::unique_ptr<FileSystem> real = realFileSystem();
    const std::unique_ptr<Clock> clock = systemClock();
    std::istringstream in(setting.input);
    std::ostringstream out;
    std::ostringstream err;
    Environment environment{in,
                            out,
                            err,
                            setting.files != nullptr ? *setting.files : *real,
                            setting.clock != nullptr ? *setting.clock : *clock,
                            setting.terminal,
                            setting.interrupted,
                            setting.variables};
    CommandRun run;
    run.status = static_cast<int>(runCommandLine(arguments, environment));
    run.out = out.str();
    run.err = err.str();
    return run;
}

} // namespace connectorscope
