#include "app/connectorctl/change_verb.h"

namespace connectorscope {

void addHold(CLI::App& app, Invocation& invocation)
{
    addChangeVerb(app, invocation,
                  {"hold", "Move messages out of the way; 'release' brings them back", MessageChange::Hold,
                   "All that is stuck and in no run", "Why"});
}

} // namespace connectorscope
