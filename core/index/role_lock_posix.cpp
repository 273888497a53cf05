#include "core/index/role_file.h"

#include "core/base/open_file_posix.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <sys/stat.h>

namespace connectorscope {

namespace {

/// The whole file, as a lock of the open file: two holders in one program exclude each other too, and another
/// program can ask for it without taking it.
struct flock wholeFile(short type)
{
    struct flock lock = {};
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    return lock;
}

RoleHolder readHolder(int file)
{
    std::array<char, holderTextLimit> text = {};
    const ssize_t count = uninterrupted([&] { return ::pread(file, text.data(), text.size(), 0); });
    return holderOf({text.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0))});
}

} // namespace

struct RoleLock::Held
{
    Descriptor file;
};

RoleLock::RoleLock(std::unique_ptr<Held> held)
    : m_held(std::move(held))
{
}

RoleLock::RoleLock(RoleLock&&) noexcept = default;
RoleLock& RoleLock::operator=(RoleLock&&) noexcept = default;

RoleLock::~RoleLock()
{
    // The file stays: removing it would let two programs hold locks on two files of one name.
    if (m_held && ::ftruncate(m_held->file.get(), 0) != 0)
        return; // what stands in it is only for people
}

Result<RoleLock> RoleLock::take(const std::filesystem::path& workFolder, Role role, std::string_view program)
{
    const std::filesystem::path path = roleFile(workFolder, role);
    constexpr mode_t readableByAll = 0644;
    Descriptor file(
        uninterrupted([&] { return ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, readableByAll); }));
    if (file.get() < 0)
        return failWithErrno(FileAction::Create, path);
    struct flock lock = wholeFile(F_WRLCK);
    if (uninterrupted([&] { return ::fcntl(file.get(), F_OFD_SETLK, &lock); }) != 0) {
        if (errno == EAGAIN || errno == EACCES)
            return fail(roleIsTaken(role, readHolder(file.get()), path));
        return failWithErrno(FileAction::Open, path);
    }
    const std::string text =
        holderText({currentActor(), static_cast<std::uint64_t>(::getpid()), std::string(program)});
    // A full disk is no reason not to work: the lock holds without the name of its holder.
    if (::ftruncate(file.get(), 0) == 0)
        (void)uninterrupted([&] { return ::pwrite(file.get(), text.data(), text.size(), 0); });
    return RoleLock(std::make_unique<Held>(Held{std::move(file)}));
}

Result<RoleHolder> roleHolder(const std::filesystem::path& workFolder, Role role)
{
    const std::filesystem::path path = roleFile(workFolder, role);
    const Descriptor file(uninterrupted([&] { return ::open(path.c_str(), O_RDONLY | O_CLOEXEC); }));
    if (file.get() < 0)
        return failWithErrno(FileAction::Open, path);
    struct flock lock = wholeFile(F_RDLCK);
    if (uninterrupted([&] { return ::fcntl(file.get(), F_OFD_GETLK, &lock); }) != 0)
        return failWithErrno(FileAction::Inspect, path);
    if (lock.l_type == F_UNLCK)
        return fail(ErrorCode::NotFound, "this site has no " + std::string(toString(role)) + " now", {},
                    path);
    return readHolder(file.get());
}

} // namespace connectorscope
