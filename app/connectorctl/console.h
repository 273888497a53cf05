#pragma once

#include "app/connectorctl/environment.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace connectorscope {

/// What the program needs of the system it runs on, once for Linux and once for Windows. For main() only.

enum class StandardStream
{
    Input,
    Output,
    Error
};

/// The arguments without the program's name: bytes as given on Linux, WTF-8 on Windows.
std::vector<std::string> programArguments(int argc, char** argv);

/// UTF-8 and escape sequences on the console, bytes unchanged in pipes, a closed pipe is an error and no
/// signal, and Ctrl-C sets interrupted(), as do the other ways to ask a program to end: SIGTERM and SIGHUP, a
/// closed console. A second time it ends at once.
void prepareConsole();
bool interrupted();

/// After prepareConsole().
TerminalFacts terminalFacts();

/// Writes all of it, or tells why not. UTF-8; for a console, whole characters.
std::error_code writeBytes(StandardStream stream, std::string_view bytes);
/// Reads what is there, at least one byte; 0 at the end and when interrupted.
std::size_t readBytes(std::span<char> buffer, std::error_code& error);

/// Whether the reader of our output has gone, as `head` does.
bool isClosedPipe(std::error_code error);

} // namespace connectorscope
