#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace connectorscope {

/// Runs a program to its end, without a shell, with the output of this one. Returns its exit status; of one
/// that a signal has ended 1000 and the signal's number. The arguments are UTF-8 and hold no quotes. Throws
/// where it cannot be started.
int runProgram(const std::filesystem::path& program, const std::vector<std::string>& arguments);

/// The file of this program: a test runs itself as another program.
std::filesystem::path ownProgram();

} // namespace connectorscope
