#include "app/connectorctl/console.h"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace connectorscope {
namespace {

// A signal handler can reach nothing else.
std::atomic<bool> interruptSeen = false;
static_assert(std::atomic<bool>::is_always_lock_free);

constexpr int pollMilliseconds = 100;

void noteInterrupt(int /*signal*/)
{
    interruptSeen = true;
}

bool showsColour()
{
    const char* noColour = std::getenv("NO_COLOR");
    const char* terminal = std::getenv("TERM");
    const bool forbidden = noColour != nullptr && *noColour != '\0';
    return !forbidden && terminal != nullptr && *terminal != '\0' && std::string_view(terminal) != "dumb";
}

} // namespace

std::vector<std::string> programArguments(int argc, char** argv)
{
    return argc > 1 ? std::vector<std::string>(argv + 1, argv + argc) : std::vector<std::string>();
}

void prepareConsole()
{
    struct sigaction ignore = {};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &ignore, nullptr);
    // Ctrl-C, a service manager, a terminal that is closed. A shell that starts us in the background has
    // Ctrl-C ignored, and nohup the last; that stays so.
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before = {};
        if (::sigaction(signal, nullptr, &before) != 0 || before.sa_handler == SIG_IGN)
            continue;
        struct sigaction note = {};
        note.sa_handler = noteInterrupt;
        note.sa_flags = static_cast<int>(SA_RESETHAND); // glibc writes it unsigned
        ::sigaction(signal, &note, nullptr);
    }
}

bool interrupted()
{
    return interruptSeen;
}

TerminalFacts terminalFacts()
{
    TerminalFacts facts;
    facts.outIsTerminal = ::isatty(STDOUT_FILENO) == 1;
    facts.inIsTerminal = ::isatty(STDIN_FILENO) == 1;
    facts.errIsTerminal = ::isatty(STDERR_FILENO) == 1;
    facts.colour = showsColour();
    winsize size = {};
    if (facts.outIsTerminal)
        facts.columns = ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80U;
    return facts;
}

std::error_code writeBytes(StandardStream stream, std::string_view bytes)
{
    const int descriptor = stream == StandardStream::Output ? STDOUT_FILENO : STDERR_FILENO;
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written >= 0)
            bytes.remove_prefix(static_cast<std::size_t>(written));
        else if (errno != EINTR)
            return {errno, std::generic_category()};
    }
    return {};
}

std::size_t readBytes(std::span<char> buffer, std::error_code& error)
{
    // The signal may be handled by another thread than the one that reads, so reading must not wait for ever.
    pollfd input{STDIN_FILENO, POLLIN, 0};
    while (!interruptSeen && ::poll(&input, 1, pollMilliseconds) == 0) {
    }
    while (!interruptSeen) {
        const ssize_t got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        if (got >= 0)
            return static_cast<std::size_t>(got);
        if (errno != EINTR) {
            error = {errno, std::generic_category()};
            return 0;
        }
    }
    return 0;
}

bool isClosedPipe(std::error_code error)
{
    return error == std::errc::broken_pipe;
}

} // namespace connectorscope
