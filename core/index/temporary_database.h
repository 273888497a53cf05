#pragma once

#include "core/base/path_text.h"
#include "core/base/random_id.h"

#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

namespace connectorscope {

/// The name of a database that is to get another one, with those that SQLite puts beside it: what is left
/// under it is removed at the end. Internal to core/index.
class TemporaryDatabase
{
public:
    /// `journal.db.k3m9x2qa.tmp`, beside the target.
    explicit TemporaryDatabase(std::filesystem::path target)
        : m_path(std::move(target))
    {
        constexpr std::size_t nameLength = 8;
        m_path += '.' + randomId(nameLength) + ".tmp";
    }
    TemporaryDatabase(const TemporaryDatabase&) = delete;
    TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;
    ~TemporaryDatabase()
    {
        std::error_code ignored;
        for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
            std::filesystem::path path = m_path;
            path += suffix;
            std::filesystem::remove(path, ignored);
        }
    }
    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

} // namespace connectorscope
