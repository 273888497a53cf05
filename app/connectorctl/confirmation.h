#pragma once

#include "app/connectorctl/environment.h"
#include "app/connectorctl/exit_status.h"

#include <optional>
#include <string>

namespace connectorscope {

/// Asks the person at the terminal whether `what` ("Requeue 12 messages") shall be done; only "y" and "yes"
/// are a yes. Where nobody can be asked, --yes is asked for. Nothing when it shall be done, else the exit
/// status.
std::optional<ExitStatus> refusedByPerson(Environment& environment, const std::string& what);

} // namespace connectorscope
