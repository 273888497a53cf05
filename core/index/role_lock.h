#pragma once

#include "core/base/result.h"
#include "core/index/actor.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace connectorscope {

/// What one program at a time does for a site.
enum class Role : std::uint8_t
{
    Watcher, ///< compares the folders and writes what happened
    Worker   ///< does the actions that the journal holds
};

std::string_view toString(Role role);

/// Who holds a role. What a lock file says is for people: only the system's lock counts.
struct RoleHolder
{
    Actor actor;
    std::uint64_t process = 0;
    std::string program; ///< "connectorctl watch"
};

/// A role of a site that this program holds until the value is destroyed, or the program ends in whatever
/// way: it is a lock of the system on `<role>.lock` in the work folder, and a killed program's is free. Two
/// holders in one program exclude each other too. May be destroyed by another thread.
class RoleLock
{
public:
    /// ErrorCode::RoleTaken when another holds it; the message says who that is.
    static Result<RoleLock> take(const std::filesystem::path& workFolder, Role role,
                                 std::string_view program);

    RoleLock(RoleLock&&) noexcept;
    RoleLock& operator=(RoleLock&&) noexcept;
    RoleLock(const RoleLock&) = delete;
    RoleLock& operator=(const RoleLock&) = delete;
    ~RoleLock();

private:
    struct Held;
    explicit RoleLock(std::unique_ptr<Held> held);
    std::unique_ptr<Held> m_held;
};

/// Who holds the role now; ErrorCode::NotFound when nobody does. Takes nothing, and disturbs nobody who is
/// taking it.
Result<RoleHolder> roleHolder(const std::filesystem::path& workFolder, Role role);

} // namespace connectorscope
