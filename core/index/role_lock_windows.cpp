#include "core/index/role_file.h"

#include "core/base/open_file_windows.h"
#include "core/base/windows_path.h"

#include <array>

namespace connectorscope {

namespace {

/// Windows' locks keep others from reading what is locked: the lock lies far behind what is to be read.
constexpr DWORD lockOffsetHigh = 1;

/// Somebody who asks who the holder is has the lock for a moment.
constexpr int tries = 10;
constexpr DWORD pause = 10;

OVERLAPPED lockPlace()
{
    OVERLAPPED place = {};
    place.OffsetHigh = lockOffsetHigh;
    return place;
}

Handle openLockFile(const std::filesystem::path& path, DWORD disposition)
{
    std::error_code ignored;
    const std::filesystem::path current = std::filesystem::current_path(ignored);
    const DWORD access = disposition == OPEN_EXISTING ? GENERIC_READ : GENERIC_READ | GENERIC_WRITE;
    return Handle(::CreateFileW(extendedPath(path.native(), current.native()).c_str(), access,
                                FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, disposition,
                                FILE_ATTRIBUTE_NORMAL, nullptr));
}

bool lock(const Handle& file, DWORD flags)
{
    OVERLAPPED place = lockPlace();
    return ::LockFileEx(file.get(), flags | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &place) != 0;
}

RoleHolder readHolder(const Handle& file)
{
    std::array<char, holderTextLimit> text = {};
    DWORD count = 0;
    OVERLAPPED start = {};
    if (::ReadFile(file.get(), text.data(), static_cast<DWORD>(text.size()), &count, &start) == 0)
        count = 0;
    return holderOf({text.data(), count});
}

} // namespace

struct RoleLock::Held
{
    Handle file;
};

RoleLock::RoleLock(std::unique_ptr<Held> held)
    : m_held(std::move(held))
{
}

RoleLock::RoleLock(RoleLock&&) noexcept = default;
RoleLock& RoleLock::operator=(RoleLock&&) noexcept = default;

RoleLock::~RoleLock()
{
    if (!m_held)
        return;
    OVERLAPPED place = lockPlace();
    (void)::UnlockFileEx(m_held->file.get(), 0, 1, 0, &place);
}

Result<RoleLock> RoleLock::take(const std::filesystem::path& workFolder, Role role, std::string_view program)
{
    const std::filesystem::path path = roleFile(workFolder, role);
    Handle file = openLockFile(path, OPEN_ALWAYS);
    if (!file.isOpen())
        return failWithLastError(FileAction::Create, path);
    for (int i = 1; !lock(file, LOCKFILE_EXCLUSIVE_LOCK); ++i) {
        const DWORD error = ::GetLastError();
        if (error != ERROR_LOCK_VIOLATION && error != ERROR_IO_PENDING)
            return fail(fileError(FileAction::Open, error, path));
        if (i == tries)
            return fail(roleIsTaken(role, readHolder(file), path));
        ::Sleep(pause);
    }
    const std::string text = holderText({currentActor(), ::GetCurrentProcessId(), std::string(program)});
    // A full disk is no reason not to work: the lock holds without the name of its holder.
    DWORD count = 0;
    OVERLAPPED start = {};
    if (::SetEndOfFile(file.get()) != 0)
        (void)::WriteFile(file.get(), text.data(), static_cast<DWORD>(text.size()), &count, &start);
    return RoleLock(std::make_unique<Held>(Held{std::move(file)}));
}

Result<RoleHolder> roleHolder(const std::filesystem::path& workFolder, Role role)
{
    const std::filesystem::path path = roleFile(workFolder, role);
    const Handle file = openLockFile(path, OPEN_EXISTING);
    if (!file.isOpen())
        return failWithLastError(FileAction::Open, path);
    if (lock(file, 0)) {
        OVERLAPPED place = lockPlace();
        (void)::UnlockFileEx(file.get(), 0, 1, 0, &place);
        return fail(ErrorCode::NotFound, "this site has no " + std::string(toString(role)) + " now", {},
                    path);
    }
    return readHolder(file);
}

} // namespace connectorscope
