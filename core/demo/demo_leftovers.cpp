#include "core/demo/demo_leftovers.h"

#include "core/base/path_text.h"
#include "core/base/random_id.h"
#include "core/index/role_lock.h"

#include <string_view>
#include <system_error>

namespace connectorscope {

namespace {

constexpr std::string_view demoPrefix = "connectorscope-demo-";
constexpr std::size_t demoIdLength = 8;

bool isDemoFolder(const std::filesystem::directory_entry& entry)
{
    std::error_code unknown;
    const std::string name = pathBytes(entry.path().filename());
    return name.size() == demoPrefix.size() + demoIdLength && name.starts_with(demoPrefix) &&
           std::filesystem::is_directory(entry.symlink_status(unknown)) &&
           std::filesystem::is_regular_file(entry.path() / "site.toml", unknown);
}

bool isOld(const std::filesystem::path& folder)
{
    std::error_code unknown;
    const auto written = std::filesystem::last_write_time(folder, unknown);
    return !unknown && std::filesystem::file_time_type::clock::now() - written > demoIsMade;
}

bool isFree(const std::filesystem::path& folder, Role role)
{
    const auto holder = roleHolder(folder / "work", role);
    return !holder && holder.error().code == ErrorCode::NotFound;
}

} // namespace

std::string demoFolderName()
{
    return std::string(demoPrefix) + randomId(demoIdLength);
}

std::size_t removeLeftOverDemos(const std::filesystem::path& temporary)
{
    std::size_t removed = 0;
    std::error_code end;
    for (std::filesystem::directory_iterator entry(temporary, end), last; !end && entry != last;
         entry.increment(end)) {
        const std::filesystem::path folder = entry->path();
        if (!isDemoFolder(*entry) || !isOld(folder) || !isFree(folder, Role::Watcher) ||
            !isFree(folder, Role::Worker))
            continue;
        std::error_code failed;
        std::filesystem::remove_all(folder, failed);
        removed += failed ? 0 : 1;
    }
    return removed;
}

} // namespace connectorscope
