#include "app/connectorctl/change_verb.h"

namespace connectorscope {

void addRelease(CLI::App& app, Invocation& invocation)
{
    addChangeVerb(app, invocation,
                  {"release", "Bring held messages back into their folders", MessageChange::Release,
                   "All that is held", "What the next person should know"});
}

} // namespace connectorscope
