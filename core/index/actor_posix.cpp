#include "core/index/actor.h"

#include "core/base/utf8.h"

#include <array>
#include <pwd.h>
#include <unistd.h>

namespace connectorscope {

namespace {

std::string account()
{
    std::array<char, 16384> memory = {};
    passwd entry = {};
    passwd* found = nullptr;
    if (::getpwuid_r(::geteuid(), &entry, memory.data(), memory.size(), &found) != 0 || found == nullptr)
        return "unknown";
    return replaceInvalidUtf8(found->pw_name);
}

std::string machine()
{
    std::array<char, 256> name = {};
    if (::gethostname(name.data(), name.size() - 1) != 0 || name.front() == '\0')
        return "unknown";
    return replaceInvalidUtf8(name.data());
}

} // namespace

Actor currentActor()
{
    return {account(), machine()};
}

} // namespace connectorscope
