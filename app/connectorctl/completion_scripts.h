#pragma once

#include "app/connectorctl/command_outline.h"

#include <string>

namespace connectorscope {

/// Scripts that teach a shell to complete connectorctl's command line.
std::string bashCompletion(const CommandOutline& outline);
std::string zshCompletion(const CommandOutline& outline);
std::string fishCompletion(const CommandOutline& outline);

} // namespace connectorscope
