#include "tests/support/child_process.h"

#include "core/base/utf16.h"

#include <array>
#include <stdexcept>
#include <windows.h>

namespace connectorscope {
namespace {

std::wstring quoted(const std::wstring& word)
{
    return L"\"" + word + L"\"";
}

} // namespace

int runProgram(const std::filesystem::path& program, const std::vector<std::string>& arguments)
{
    std::wstring line = quoted(program.wstring());
    for (const std::string& argument : arguments) {
        const std::u16string wide = utf16FromUtf8(argument);
        line += L" " + quoted({wide.begin(), wide.end()});
    }
    STARTUPINFOW start = {};
    start.cb = sizeof start;
    PROCESS_INFORMATION process = {};
    if (::CreateProcessW(program.c_str(), line.data(), nullptr, nullptr, TRUE, 0, nullptr, nullptr, &start,
                         &process) == 0)
        throw std::runtime_error("cannot start " + program.string());
    ::WaitForSingleObject(process.hProcess, INFINITE);
    DWORD status = 0;
    ::GetExitCodeProcess(process.hProcess, &status);
    ::CloseHandle(process.hThread);
    ::CloseHandle(process.hProcess);
    return static_cast<int>(status);
}

std::filesystem::path ownProgram()
{
    std::array<wchar_t, 4096> name = {};
    const DWORD length = ::GetModuleFileNameW(nullptr, name.data(), static_cast<DWORD>(name.size()));
    return std::filesystem::path(std::wstring(name.data(), length));
}

} // namespace connectorscope
