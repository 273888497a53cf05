#include "core/watch/badmail_policy.h"

namespace connectorscope {

Answer readBadMailPolicy(const Site&)
{
    return {std::nullopt, "the server's registry can be read only from Windows"};
}

} // namespace connectorscope
