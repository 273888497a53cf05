#include "core/index/role_lock.h"

#include "core/index/role_file.h"

#include <algorithm>
#include <charconv>

namespace connectorscope {

namespace {

/// The next line of `text`, which loses it.
std::string takeLine(std::string_view& text)
{
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string line(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

} // namespace

std::string_view toString(Role role)
{
    switch (role) {
    case Role::Watcher:
        return "watcher";
    case Role::Worker:
        return "worker";
    }
    return {};
}

std::filesystem::path roleFile(const std::filesystem::path& workFolder, Role role)
{
    return workFolder / (std::string(toString(role)) + ".lock");
}

std::string holderText(const RoleHolder& holder)
{
    return std::to_string(holder.process) + '\n' + holder.actor.account + '\n' + holder.actor.machine + '\n' +
           holder.program + '\n';
}

RoleHolder holderOf(std::string_view text)
{
    RoleHolder holder;
    const std::string process = takeLine(text);
    std::from_chars(process.data(), process.data() + process.size(), holder.process);
    holder.actor.account = takeLine(text);
    holder.actor.machine = takeLine(text);
    holder.program = takeLine(text);
    return holder;
}

Error roleIsTaken(Role role, const RoleHolder& holder, const std::filesystem::path& file)
{
    std::string message = "another program is this site's " + std::string(toString(role));
    // A holder that has just begun has not written its name yet.
    if (holder.process != 0) {
        message += ": " + holder.program + ", process " + std::to_string(holder.process) + " of " +
                   holder.actor.account + " on " + holder.actor.machine;
    }
    return {ErrorCode::RoleTaken, std::move(message),
            "There is one at a time. End that program, or let it do the work.", file};
}

} // namespace connectorscope
