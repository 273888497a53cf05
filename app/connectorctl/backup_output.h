#pragma once

#include "app/connectorctl/environment.h"
#include "app/connectorctl/exit_status.h"
#include "app/connectorctl/style.h"
#include "core/index/site_restore.h"
#include "core/site/site.h"

#include <chrono>
#include <string>
#include <string_view>

namespace connectorscope {

/// "12.3 MiB", "812 bytes".
std::string bytesText(std::uint64_t bytes);

/// One object, without a line end; docs/json.md names the keys.
std::string backupAsJson(const Site& site, const std::filesystem::path& file, const BackupSummary& summary);
std::string restoreAsJson(const Site& site, const std::filesystem::path& file, const RestoreSummary& summary,
                          bool dryRun);

/// Which file is named is the caller's choice, and so are its errors; that a disk is full or a backup damaged
/// is not.
ExitStatus backupStatusOf(const Error& error);

/// For people, some lines.
std::string backupText(const Site& site, const std::filesystem::path& file, const BackupSummary& summary,
                       const Style& style);
std::string restoreText(const Site& site, const std::filesystem::path& file, const RestoreSummary& summary,
                        bool dryRun, const Style& style);

/// "1.2 GiB written" on a terminal, written over; nothing elsewhere. For one thread.
class ByteProgress
{
public:
    ByteProgress(Environment& environment, std::string_view done);
    ~ByteProgress() { erase(); }
    ByteProgress(const ByteProgress&) = delete;
    ByteProgress& operator=(const ByteProgress&) = delete;

    void update(std::uint64_t bytes);
    void erase();

private:
    Environment& m_environment;
    std::string m_done;
    std::chrono::steady_clock::time_point m_next;
    bool m_shown = false;
};

} // namespace connectorscope
