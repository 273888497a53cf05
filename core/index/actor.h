#pragma once

#include <string>

namespace connectorscope {

/// Who acts: stands in each row of the journal and in a role's lock.
struct Actor
{
    std::string account; ///< UTF-8
    std::string machine;
};

/// The account that this program runs as and the name of this machine, as the system tells; what it does not
/// tell is "unknown".
Actor currentActor();

} // namespace connectorscope
