#pragma once

#include "core/index/message_query.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace connectorscope {

/// Which messages a verb is about: what is given has to hold together.
struct Selectors
{
    std::vector<std::string> folders;
    std::vector<std::string> causes;
    std::vector<std::string> verdicts;
    std::string search;
    std::string olderThan;
    bool all = false; ///< all that is stuck
};

/// --folder, --cause, --verdict, --search, --older-than, --all; their values are checked while the command
/// line is read.
void addSelectors(CLI::App& verb, Selectors& selectors);

/// What they ask for, without MessageFilter::stuck.
MessageFilter filterOf(const Selectors& selectors, UtcTime now);

} // namespace connectorscope
