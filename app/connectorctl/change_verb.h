#pragma once

#include "app/connectorctl/change_run.h"
#include "app/connectorctl/invocation.h"

namespace connectorscope {

/// What distinguishes the verbs that move messages out of the way, and back.
struct ChangeVerb
{
    const char* name;
    const char* description;
    MessageChange change;
    const char* all;  ///< what --all chooses
    const char* note; ///< what --note is for; nullptr: it takes none
};

void addChangeVerb(CLI::App& app, Invocation& invocation, const ChangeVerb& change);

} // namespace connectorscope
