#include "core/index/actor.h"

#include "core/base/path_text.h"

#include <array>
#include <string_view>
#include <windows.h>

namespace connectorscope {

namespace {

constexpr DWORD room = 512;

std::string utf8(std::wstring_view text)
{
    return text.empty() ? "unknown" : displayText(text);
}

} // namespace

Actor currentActor()
{
    std::array<wchar_t, room> account = {};
    std::array<wchar_t, room> machine = {};
    DWORD size = room;
    if (::GetUserNameW(account.data(), &size) == 0)
        account.front() = L'\0';
    size = room;
    if (::GetComputerNameExW(ComputerNameDnsHostname, machine.data(), &size) == 0)
        machine.front() = L'\0';
    return {utf8(account.data()), utf8(machine.data())};
}

} // namespace connectorscope
