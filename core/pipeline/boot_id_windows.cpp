#include "core/pipeline/boot_id.h"

#include <chrono>

#include <windows.h>

namespace connectorscope {

std::string systemBootId()
{
    // Windows counts its starts there.
    DWORD number = 0;
    DWORD size = sizeof number;
    const LSTATUS status = ::RegGetValueW(HKEY_LOCAL_MACHINE,
                                          L"SYSTEM\\CurrentControlSet\\Control\\Session Manager\\"
                                          L"Memory Management\\PrefetchParameters",
                                          L"BootId", RRF_RT_REG_DWORD, nullptr, &number, &size);
    if (status == ERROR_SUCCESS)
        return "boot-" + std::to_string(number);
    // Where it does not: the minute of the start. After the clock was set it is another one, which makes us
    // ask once more than needed.
    const auto upTime = std::chrono::milliseconds(::GetTickCount64());
    const auto start = std::chrono::system_clock::now() - upTime;
    return "started-" +
           std::to_string(std::chrono::floor<std::chrono::minutes>(start).time_since_epoch().count());
}

} // namespace connectorscope
