#include "core/base/network_path.h"

#include "core/base/system_error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <sys/vfs.h>

namespace connectorscope {

namespace {

/// The numbers that statfs(2) lists for file systems over a network.
constexpr std::array<std::uint32_t, 9> networkFileSystems = {
    0x00006969, // NFS
    0x0000517B, // SMB
    0xFF534D42, // CIFS
    0xFE534D42, // SMB 2 and newer
    0x5346414F, // OpenAFS
    0x6B414653, // AFS of the kernel
    0x73757245, // Coda
    0x01021997, // 9P
    0x00C36400, // Ceph
};

} // namespace

Result<bool> isOnNetworkPath(const std::filesystem::path& folder)
{
    std::error_code failure;
    std::filesystem::path place = std::filesystem::absolute(folder, failure);
    if (failure)
        return fail(fileError(FileAction::Inspect, static_cast<unsigned long>(failure.value()), folder));
    struct statfs status = {};
    while (::statfs(place.c_str(), &status) != 0) {
        if (errno != ENOENT || !place.has_relative_path())
            return fail(fileError(FileAction::Inspect, static_cast<unsigned long>(errno), place));
        place = place.parent_path();
    }
    const auto type = static_cast<std::uint32_t>(status.f_type);
    return std::ranges::find(networkFileSystems, type) != networkFileSystems.end();
}

} // namespace connectorscope
