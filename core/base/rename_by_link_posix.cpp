#include "core/base/rename_by_link_posix.h"

#include "core/base/open_file_posix.h"

#include <fcntl.h>
#include <optional>
#include <sys/stat.h>

namespace connectorscope {

namespace {

/// How many names the file has; nullopt when that cannot be learnt. Opening makes a share ask its server
/// instead of its cache.
std::optional<nlink_t> nameCount(const std::filesystem::path& path)
{
    const int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW;
    const Descriptor descriptor(uninterrupted([&] { return ::open(path.c_str(), flags); }));
    struct stat status = {};
    if (descriptor.get() < 0 || ::fstat(descriptor.get(), &status) != 0)
        return std::nullopt;
    return status.st_nlink;
}

} // namespace

Result<> renameByLink(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (::link(from.c_str(), to.c_str()) != 0) {
        if (errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS)
            return fail(fileError(FileAction::Rename, ErrorCode::Other,
                                  "this file system cannot rename without the danger of replacing", from));
        return failWithErrno(FileAction::Rename, errno == EEXIST ? to : from);
    }
    if (::unlink(from.c_str()) == 0)
        return {};
    auto failure = failWithErrno(FileAction::Rename, from);
    // A share may have removed the name and lost the answer, and tell that there is nothing to remove; then
    // ours is the only name left. Otherwise the file has another one: the old, or that of somebody who was
    // quicker; then ours has to go.
    const std::optional<nlink_t> names = nameCount(to);
    if (names == nlink_t{1})
        return {};
    if (names && *names > 1)
        (void)::unlink(to.c_str());
    return failure;
}

} // namespace connectorscope
