#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <sys/types.h>
#include <vector>

#include <nlohmann/json.hpp>

namespace connectorscope {

/// Asks again and again until it is so; false when it was not within half a minute.
bool waitUntil(const std::function<bool()>& isSo);

/// The real `connectorctl`, started with a verb and a site, its output in files. Killed by the destructor.
class WatchProgram
{
public:
    WatchProgram(const std::string& siteFile, const std::filesystem::path& outputFolder,
                 std::vector<std::string> arguments = {"watch", "--json"});
    ~WatchProgram();
    WatchProgram(const WatchProgram&) = delete;
    WatchProgram& operator=(const WatchProgram&) = delete;

    void signal(int number) const;
    /// Its exit status, or 1000 and the signal that ended it.
    int wait();
    int stop(int number);

    std::string output() const;
    std::string errors() const;
    /// The whole lines of its output, read as JSON.
    std::vector<nlohmann::json> events() const;
    std::size_t count(const std::string& event) const;

private:
    std::filesystem::path m_out;
    std::filesystem::path m_err;
    pid_t m_process = -1;
};

} // namespace connectorscope
