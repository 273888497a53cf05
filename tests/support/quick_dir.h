#pragma once

#include "core/base/random_id.h"

#include <filesystem>
#include <system_error>

namespace connectorscope {

/// As TempDir, and in memory where the system has a place for that, so that a flush costs nothing. For tests
/// that write some megabytes in many small steps and ask nothing about the disk.
class QuickDir
{
public:
    QuickDir()
        : m_path("/dev/shm/connectorscope-test-" + randomId(12))
    {
        std::error_code error;
        if (std::filesystem::create_directory(m_path, error))
            return;
        m_path = std::filesystem::temp_directory_path() / m_path.filename();
        std::filesystem::create_directory(m_path);
    }
    QuickDir(const QuickDir&) = delete;
    QuickDir& operator=(const QuickDir&) = delete;
    ~QuickDir()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }

    const std::filesystem::path& path() const { return m_path; }
    std::filesystem::path operator/(const std::filesystem::path& name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

} // namespace connectorscope
