#pragma once

#include "app/connectorctl/environment.h"
#include "app/connectorctl/exit_status.h"
#include "app/connectorctl/message_choice.h"
#include "app/connectorctl/style.h"
#include "core/site/site.h"

#include <cstdint>
#include <string>

namespace connectorscope {

/// How messages may be moved out of the way, and back.
enum class MessageChange : std::uint8_t
{
    Hold,
    Release,
    Delete
};

struct ChangeRequest
{
    MessageChange change = MessageChange::Hold;
    MessageChoice choice;
    std::string note;
    bool dryRun = false;
    bool yes = false; ///< nobody needs to be asked
    bool json = false;
    Style style{false};
};

/// Changes the messages, each with a receipt. More than one: shows them first, and asks.
ExitStatus changeMessages(const Site& site, const ChangeRequest& request, Environment& environment);

} // namespace connectorscope
