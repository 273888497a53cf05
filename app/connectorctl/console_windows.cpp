#include "app/connectorctl/console.h"

#include "core/base/path_text.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>

#include <windows.h>

#include <shellapi.h>

namespace connectorscope {
namespace {

// A handler of the console can reach nothing else.
std::atomic<bool> interruptSeen = false;

// WriteConsoleW and WriteFile to a console fail for very large blocks.
constexpr std::size_t largestWrite = 16 * 1024;

constexpr DWORD patienceWhenClosed = 5000; // milliseconds

BOOL WINAPI noteInterrupt(DWORD event)
{
    const bool isFirst = !interruptSeen.exchange(true);
    // The second time the system's own handler ends the program.
    if (event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT)
        return isFirst ? TRUE : FALSE;
    // A closed window, a log-off, a shutdown: the system ends the program when this returns, and after five
    // seconds in any case. Until then it may end by itself.
    ::Sleep(patienceWhenClosed);
    return TRUE;
}

HANDLE handleOf(StandardStream stream)
{
    switch (stream) {
    case StandardStream::Input:
        return ::GetStdHandle(STD_INPUT_HANDLE);
    case StandardStream::Output:
        return ::GetStdHandle(STD_OUTPUT_HANDLE);
    case StandardStream::Error:
        break;
    }
    return ::GetStdHandle(STD_ERROR_HANDLE);
}

bool isConsole(HANDLE handle)
{
    DWORD mode = 0;
    return ::GetConsoleMode(handle, &mode) != 0;
}

/// Windows 10 understands escape sequences when asked to.
bool understandsEscapes(HANDLE handle)
{
    constexpr DWORD wanted = ENABLE_PROCESSED_OUTPUT | ENABLE_VIRTUAL_TERMINAL_PROCESSING;
    DWORD mode = 0;
    return ::GetConsoleMode(handle, &mode) != 0 && ::SetConsoleMode(handle, mode | wanted) != 0;
}

std::error_code lastError()
{
    return {static_cast<int>(::GetLastError()), std::system_category()};
}

std::error_code writeToConsole(HANDLE handle, std::string_view text)
{
    const int size = static_cast<int>(text.size());
    const int needed = ::MultiByteToWideChar(CP_UTF8, 0, text.data(), size, nullptr, 0);
    std::wstring wide(static_cast<std::size_t>(needed), L'\0');
    ::MultiByteToWideChar(CP_UTF8, 0, text.data(), size, wide.data(), needed);
    for (std::size_t begin = 0; begin < wide.size();) {
        const auto wanted = static_cast<DWORD>(std::min(largestWrite, wide.size() - begin));
        DWORD written = 0;
        if (::WriteConsoleW(handle, wide.data() + begin, wanted, &written, nullptr) == 0 || written == 0)
            return lastError();
        begin += written;
    }
    return {};
}

} // namespace

std::vector<std::string> programArguments(int /*argc*/, char** /*argv*/)
{
    std::vector<std::string> arguments;
    int count = 0;
    // What main() is given is in the ANSI code page, which most names do not fit into.
    wchar_t** wide = ::CommandLineToArgvW(::GetCommandLineW(), &count);
    if (wide == nullptr)
        return arguments;
    for (int i = 1; i < count; ++i)
        arguments.push_back(pathBytes(std::filesystem::path(wide[i])));
    ::LocalFree(wide);
    return arguments;
}

void prepareConsole()
{
    ::SetConsoleOutputCP(CP_UTF8); // for the log, which writes bytes
    ::SetConsoleCtrlHandler(noteInterrupt, TRUE);
}

bool interrupted()
{
    return interruptSeen;
}

TerminalFacts terminalFacts()
{
    const HANDLE out = handleOf(StandardStream::Output);
    const char* noColour = std::getenv("NO_COLOR");
    TerminalFacts facts;
    facts.inIsTerminal = isConsole(handleOf(StandardStream::Input));
    facts.outIsTerminal = isConsole(out);
    // The progress needs escape sequences, so a console without them counts as none.
    facts.errIsTerminal = understandsEscapes(handleOf(StandardStream::Error));
    facts.colour = understandsEscapes(out) && (noColour == nullptr || *noColour == '\0');
    CONSOLE_SCREEN_BUFFER_INFO info = {};
    if (facts.outIsTerminal && ::GetConsoleScreenBufferInfo(out, &info) != 0)
        facts.columns = static_cast<std::size_t>(std::max(info.srWindow.Right - info.srWindow.Left + 1, 1));
    return facts;
}

std::error_code writeBytes(StandardStream stream, std::string_view bytes)
{
    const HANDLE handle = handleOf(stream);
    if (isConsole(handle))
        return bytes.empty() ? std::error_code() : writeToConsole(handle, bytes);
    while (!bytes.empty()) {
        const auto wanted = static_cast<DWORD>(std::min<std::size_t>(bytes.size(), 1024 * 1024));
        DWORD written = 0;
        if (::WriteFile(handle, bytes.data(), wanted, &written, nullptr) == 0)
            return lastError();
        bytes.remove_prefix(written);
    }
    return {};
}

std::size_t readBytes(std::span<char> buffer, std::error_code& error)
{
    const auto wanted = static_cast<DWORD>(std::min<std::size_t>(buffer.size(), 1024 * 1024));
    DWORD got = 0;
    if (::ReadFile(handleOf(StandardStream::Input), buffer.data(), wanted, &got, nullptr) != 0)
        return got;
    if (::GetLastError() != ERROR_BROKEN_PIPE && !interruptSeen) // the writer has closed: the end
        error = lastError();
    return 0;
}

bool isClosedPipe(std::error_code error)
{
    return error.value() == ERROR_BROKEN_PIPE || error.value() == ERROR_NO_DATA;
}

} // namespace connectorscope
