#include "core/base/file_system.h"

#include "core/base/network_mount_posix.h"
#include "core/base/open_file_posix.h"
#include "core/base/rename_by_link_posix.h"

#include <cstdio>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <sys/statvfs.h>

namespace connectorscope {

namespace {

std::string_view notAFileReason(EntryKind kind)
{
    switch (kind) {
    case EntryKind::Folder:
        return "it is a folder";
    case EntryKind::Link:
        return "it is a link that leads to nothing";
    default:
        return "it is a device, a socket or a pipe";
    }
}

tl::unexpected<Error> notAFile(EntryKind kind, const std::filesystem::path& path)
{
    return fail(fileError(FileAction::Open, ErrorCode::NotAFile, notAFileReason(kind), path));
}

/// The kind that `readdir` tells, or nullopt where the file system leaves it open.
std::optional<EntryKind> entryKindOf(unsigned char type)
{
    switch (type) {
    case DT_UNKNOWN:
        return std::nullopt;
    case DT_REG:
        return EntryKind::File;
    case DT_DIR:
        return EntryKind::Folder;
    case DT_LNK:
        return EntryKind::Link;
    default:
        return EntryKind::Other;
    }
}

struct CloseFolder
{
    void operator()(DIR* folder) const { ::closedir(folder); }
};

struct FreeMemory
{
    void operator()(char* memory) const { std::free(memory); } // NOLINT: realpath gives it by malloc
};

class PosixFileSystem final : public FileSystem
{
public:
    Result<std::unique_ptr<InputFile>> open(const std::filesystem::path& path) override
    {
        // O_NONBLOCK: a pipe without a writer must not hold us; regular files do not know it.
        const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
        Descriptor descriptor(uninterrupted([&] { return ::open(path.c_str(), flags); }));
        if (descriptor.get() < 0)
            return whyNotOpened(path);
        struct stat status = {};
        if (::fstat(descriptor.get(), &status) != 0)
            return failWithErrno(FileAction::Inspect, path);
        const FileInfo info = fileInfoOf(status);
        if (info.kind != EntryKind::File)
            return notAFile(info.kind, path);
        return makeInputFile(std::move(descriptor), info, path);
    }

    Result<FileInfo> info(const std::filesystem::path& path) override
    {
        struct stat status = {};
        if (::lstat(path.c_str(), &status) != 0)
            return failWithErrno(FileAction::Inspect, path);
        return fileInfoOf(status);
    }

    Result<std::vector<FolderEntry>> list(const std::filesystem::path& folder) override
    {
        const std::unique_ptr<DIR, CloseFolder> open(::opendir(folder.c_str()));
        if (!open)
            return failWithErrno(FileAction::List, folder);
        std::vector<FolderEntry> entries;
        while (true) {
            errno = 0;
            const dirent* entry = ::readdir(open.get());
            if (entry == nullptr && errno != 0)
                return failWithErrno(FileAction::List, folder);
            if (entry == nullptr)
                return entries;
            const std::string_view name = entry->d_name;
            if (name == "." || name == "..")
                continue;
            std::optional<EntryKind> kind = entryKindOf(entry->d_type);
            if (!kind) {
                struct stat status = {};
                const bool known =
                    ::fstatat(::dirfd(open.get()), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0;
                if (!known && errno == ENOENT) // gone since
                    continue;
                if (!known)
                    return failWithErrno(FileAction::List, folder);
                kind = fileInfoOf(status).kind;
            }
            entries.push_back({name, *kind});
        }
    }

    Result<> listWithInfo(const std::filesystem::path& folder,
                          const std::function<bool(const ListedEntry&)>& visit) override
    {
        const std::unique_ptr<DIR, CloseFolder> open(::opendir(folder.c_str()));
        if (!open)
            return failWithErrno(FileAction::List, folder);
        while (true) {
            errno = 0;
            const dirent* entry = ::readdir(open.get());
            if (entry == nullptr && errno != 0)
                return failWithErrno(FileAction::List, folder);
            if (entry == nullptr)
                return {};
            const std::string_view name = entry->d_name;
            if (name == "." || name == "..")
                continue;
            struct stat status = {};
            if (::fstatat(::dirfd(open.get()), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
                if (errno == ENOENT) // gone since
                    continue;
                return failWithErrno(FileAction::List, folder);
            }
            if (!visit({name, fileInfoOf(status), changeTimeOf(status)}))
                return {};
        }
    }

    Result<> checkMayAdd(const std::filesystem::path& folder) override
    {
        if (::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) != 0)
            return failWithErrno(FileAction::CheckRights, folder);
        return {};
    }

    Result<std::unique_ptr<OutputFile>> create(const std::filesystem::path& path) override
    {
        const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
        Descriptor descriptor(uninterrupted([&] { return ::open(path.c_str(), flags, 0666); }));
        if (descriptor.get() < 0)
            return failWithErrno(FileAction::Create, path);
        return makeOutputFile(std::move(descriptor), path);
    }

    Result<> renameNoReplace(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
            return {};
        if (errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP)
            return renameByLink(from, to);
        return failWithErrno(FileAction::Rename, errno == EEXIST ? to : from);
    }

    Result<> renameReplacing(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        struct stat status = {};
        if (::lstat(to.c_str(), &status) == 0 && S_ISREG(status.st_mode)) {
            // The owner only where we may; the rights in any case, or a private file would become public.
            (void)!::chown(from.c_str(), status.st_uid, status.st_gid);
            if (::chmod(from.c_str(), status.st_mode & 07777U) != 0)
                return failWithErrno(FileAction::Rename, from);
        }
        if (::rename(from.c_str(), to.c_str()) != 0)
            return failWithErrno(FileAction::Rename, from);
        return {};
    }

    Result<> remove(const std::filesystem::path& path) override
    {
        if (::unlink(path.c_str()) != 0)
            return failWithErrno(FileAction::Remove, path);
        return {};
    }

    Result<> makeFolder(const std::filesystem::path& path) override
    {
        if (::mkdir(path.c_str(), 0777) != 0)
            return failWithErrno(FileAction::MakeFolder, path);
        return {};
    }

    Result<> makePrivateFolder(const std::filesystem::path& path) override
    {
        if (::mkdir(path.c_str(), S_IRWXU) != 0)
            return failWithErrno(FileAction::MakeFolder, path);
        return {};
    }

    Result<> flushFolder(const std::filesystem::path& folder) override
    {
        const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
        const Descriptor descriptor(uninterrupted([&] { return ::open(folder.c_str(), flags); }));
        if (descriptor.get() < 0)
            return failWithErrno(FileAction::FlushFolder, folder);
        const int flushed = uninterrupted([&] { return ::fsync(descriptor.get()); });
        // EINVAL: a file system, of a share mostly, that knows no flushing of folders.
        if (flushed != 0 && errno != EINVAL && errno != EOPNOTSUPP)
            return failWithErrno(FileAction::FlushFolder, folder);
        return {};
    }

    Result<std::uint64_t> freeSpace(const std::filesystem::path& folder) override
    {
        struct statvfs status = {};
        if (uninterrupted([&] { return ::statvfs(folder.c_str(), &status); }) != 0)
            return failWithErrno(FileAction::MeasureSpace, folder);
        return std::uint64_t{status.f_bavail} * status.f_frsize;
    }

    Result<std::filesystem::path> resolve(const std::filesystem::path& path) override
    {
        const std::unique_ptr<char, FreeMemory> resolved(::realpath(path.c_str(), nullptr));
        if (!resolved)
            return failWithErrno(FileAction::Inspect, path);
        return std::filesystem::path(resolved.get());
    }

    Result<bool> isOnNetwork(const std::filesystem::path& folder) override
    {
        return isOnNetworkMount(folder);
    }

private:
    /// A socket, and a link that leads to nothing, show in the error only as ENXIO and ENOENT.
    static tl::unexpected<Error> whyNotOpened(const std::filesystem::path& path)
    {
        const int reason = errno;
        struct stat status = {};
        if ((reason == ENXIO || reason == ENOENT || reason == ELOOP || reason == ENODEV) &&
            ::lstat(path.c_str(), &status) == 0) {
            const EntryKind kind = fileInfoOf(status).kind;
            if (kind != EntryKind::File)
                return notAFile(kind, path);
        }
        errno = reason;
        return failWithErrno(FileAction::Open, path);
    }
};

} // namespace

std::unique_ptr<FileSystem> realFileSystem()
{
    return std::make_unique<PosixFileSystem>();
}

} // namespace connectorscope
