#include "tests/e2e/watch_program_posix.h"

#include "tests/support/small_files.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>

extern char** environ;

namespace connectorscope {
namespace {

std::atomic<int> started = 0;

} // namespace

bool waitUntil(const std::function<bool()>& isSo)
{
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!isSo()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return true;
}

WatchProgram::WatchProgram(const std::string& siteFile, const std::filesystem::path& outputFolder,
                           std::vector<std::string> arguments)
{
    const std::string number = std::to_string(started++);
    m_out = outputFolder / ("out" + number);
    m_err = outputFolder / ("err" + number);
    arguments.insert(arguments.begin(), CONNECTORCTL_PROGRAM);
    arguments.insert(arguments.end(), {"--site", siteFile});
    std::vector<char*> pointers;
    for (std::string& argument : arguments)
        pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, m_out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, m_err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    const int failed =
        ::posix_spawn(&m_process, CONNECTORCTL_PROGRAM, &actions, nullptr, pointers.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0)
        throw std::runtime_error("cannot start " CONNECTORCTL_PROGRAM);
}

WatchProgram::~WatchProgram()
{
    if (m_process < 0)
        return;
    ::kill(m_process, SIGKILL);
    wait();
}

void WatchProgram::signal(int number) const
{
    ::kill(m_process, number);
}

int WatchProgram::wait()
{
    int status = 0;
    while (::waitpid(m_process, &status, 0) < 0 && errno == EINTR) {
    }
    m_process = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}

int WatchProgram::stop(int number)
{
    signal(number);
    return wait();
}

std::string WatchProgram::output() const
{
    return readFile(m_out);
}

std::string WatchProgram::errors() const
{
    return readFile(m_err);
}

std::vector<nlohmann::json> WatchProgram::events() const
{
    const std::string text = output();
    std::istringstream lines(text.substr(0, text.rfind('\n') + 1));
    std::vector<nlohmann::json> read;
    for (std::string line; std::getline(lines, line);)
        read.push_back(nlohmann::json::parse(line));
    return read;
}

std::size_t WatchProgram::count(const std::string& event) const
{
    const auto all = events();
    return static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [&](const auto& one) { return one["event"] == event; }));
}

} // namespace connectorscope
