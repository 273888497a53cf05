#pragma once

#include "app/connectorctl/invocation.h"

#include <memory>
#include <string>
#include <vector>

namespace connectorscope {

/// The whole command line: options for all verbs, and the verbs. The invocation must outlive it.
std::unique_ptr<CLI::App> makeCommandLine(Invocation& invocation);

/// Runs the program with its arguments (UTF-8, without the program's name). Nothing is thrown; errors of use
/// go to `environment.err`.
ExitStatus runCommandLine(const std::vector<std::string>& arguments, Environment& environment);

} // namespace connectorscope
