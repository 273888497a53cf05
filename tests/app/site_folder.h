#pragma once

#include "core/base/clock.h"
#include "tests/app/command_run.h"
#include "tests/app/scratch_folder.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// A site in a folder of its own, with real folders: "incoming", "failed", "pickup" and "work".
class SiteFolder
{
public:
    /// `more`: what shall stand at the end of the site file.
    explicit SiteFolder(std::string_view more = {})
    {
        for (const char* name : {"incoming", "failed", "pickup"})
            std::filesystem::create_directory(m_folder / name);
        m_file = m_folder.write("site.toml", "[site]\n"
                                             "name = 'Contoso'\n"
                                             "[folders]\n"
                                             "incoming = 'incoming'\n"
                                             "failed = 'failed'\n"
                                             "pickup = 'pickup'\n"
                                             "work = 'work'\n"
                                             "[watch]\n"
                                             "poll = '1s'\n"
                                             "settle = '1s'\n"
                                             "[limits]\n"
                                             "free_disk = '1MiB'\n" +
                                                 std::string(more));
    }

    std::filesystem::path path(const std::filesystem::path& name) const { return m_folder / name; }
    std::string siteFile() const { return pathBytes(m_file); }

    /// Writes a message that is that old.
    std::filesystem::path put(const std::filesystem::path& name, std::string_view message,
                              std::chrono::minutes age = std::chrono::hours(2)) const
    {
        std::filesystem::path file = m_folder.write(name, message);
        std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() - age);
        return file;
    }

    /// Runs a verb on this site.
    CommandRun run(std::vector<std::string> arguments, const CommandSetting& setting = {}) const
    {
        arguments.insert(arguments.begin() + 1, {"--site", siteFile()});
        return runCommand(arguments, setting);
    }

    /// The id of the first message that is listed with these arguments.
    std::string idOf(const std::vector<std::string>& selectors = {}) const
    {
        std::vector<std::string> arguments{"list", "--json", "--all-messages"};
        arguments.insert(arguments.end(), selectors.begin(), selectors.end());
        const auto objects = run(arguments).objects();
        return objects.empty() || objects.front()["id"].is_null() ? std::string()
                                                                  : objects.front()["id"].get<std::string>();
    }

private:
    ScratchFolder m_folder;
    std::filesystem::path m_file;
};

} // namespace connectorscope
