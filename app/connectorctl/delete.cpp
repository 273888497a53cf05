#include "app/connectorctl/change_verb.h"

namespace connectorscope {

void addDelete(CLI::App& app, Invocation& invocation)
{
    addChangeVerb(app, invocation,
                  {"delete",
                   "Move messages into the vault, where they are kept for a time; 'undo' brings them back",
                   MessageChange::Delete, "All that is stuck and in no run", nullptr});
}

} // namespace connectorscope
