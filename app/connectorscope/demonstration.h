#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"

#include <filesystem>
#include <thread>

namespace connectorscope {

/// The demonstration site in a folder of its own among the temporary ones, which is removed at the end.
class Demonstration
{
public:
    /// Files and clock outlive it.
    Demonstration(FileSystem& files, Clock& clock);
    Demonstration(const Demonstration&) = delete;
    Demonstration& operator=(const Demonstration&) = delete;
    ~Demonstration();

    /// Makes it, with its history; returns its site file. Takes about a second; on any thread.
    Result<std::filesystem::path> make();
    /// Mail arrives and moves on, from now on.
    void live();

private:
    FileSystem& m_files;
    Clock& m_clock;
    const std::filesystem::path m_folder;
    std::jthread m_life;
};

} // namespace connectorscope
