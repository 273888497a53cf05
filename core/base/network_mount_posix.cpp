#include "core/base/network_mount_posix.h"

#include "core/base/open_file_posix.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

namespace connectorscope {

namespace {

// linux/magic.h does not have all of them everywhere.
constexpr std::uint32_t fuse = 0x65735546;
constexpr std::array<std::uint32_t, 9> networks = {
    0x6969,     // NFS
    0x517B,     // SMB
    0xFF534D42, // CIFS
    0xFE534D42, // SMB 2
    0x5346414F, // OpenAFS
    0x6B414653, // AFS of the kernel
    0x01021997, // 9P
    0x73757245, // Coda
    0x00C36400, // Ceph
};

/// What stands before the next blank; `text` is what follows.
std::string_view nextWord(std::string_view& text)
{
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return word;
}

bool isNetworkFuseDevice(dev_t device)
{
    std::ifstream file("/proc/self/mountinfo");
    const std::string mounts{std::istreambuf_iterator<char>(file), {}};
    return isNetworkFuse(
        mountTypeIn(mounts, std::to_string(major(device)) + ":" + std::to_string(minor(device))));
}

} // namespace

Result<bool> isOnNetworkMount(const std::filesystem::path& folder)
{
    std::filesystem::path existing = folder;
    struct stat status = {};
    while (::stat(existing.c_str(), &status) != 0) {
        if (!existing.has_relative_path() || (errno != ENOENT && errno != ENOTDIR))
            return failWithErrno(FileAction::Inspect, existing);
        existing = existing.has_parent_path() ? existing.parent_path() : std::filesystem::path(".");
    }
    struct statfs system = {};
    if (uninterrupted([&] { return ::statfs(existing.c_str(), &system); }) != 0)
        return failWithErrno(FileAction::Inspect, existing);
    const auto type = static_cast<std::uint32_t>(system.f_type);
    if (type == fuse)
        return isNetworkFuseDevice(status.st_dev);
    return std::find(networks.begin(), networks.end(), type) != networks.end();
}

std::string_view mountTypeIn(std::string_view mounts, std::string_view device)
{
    // proc(5): id, parent, major:minor, root, mount point, options, any number of others, "-", type ...
    while (!mounts.empty()) {
        std::string_view line = mounts.substr(0, mounts.find('\n'));
        mounts.remove_prefix(std::min(line.size() + 1, mounts.size()));
        nextWord(line);
        nextWord(line);
        if (nextWord(line) != device)
            continue;
        while (!line.empty())
            if (nextWord(line) == "-")
                return nextWord(line);
    }
    return {};
}

bool isNetworkFuse(std::string_view type)
{
    constexpr std::array<std::string_view, 6> known = {"fuse.sshfs",     "fuse.rclone",    "fuse.smbnetfs",
                                                       "fuse.curlftpfs", "fuse.glusterfs", "fuse.davfs"};
    return std::find(known.begin(), known.end(), type) != known.end();
}

} // namespace connectorscope
