#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace connectorscope {

/// What may follow a word of the command line.
struct OutlinedValue
{
    bool wanted = false;              ///< a value follows at all
    std::vector<std::string> choices; ///< one of these; empty: any
    bool path = false;                ///< a file or folder
    bool many = false;
};

struct OutlinedOption
{
    std::vector<std::string> names; ///< "-h", "--help"
    std::string description;
    OutlinedValue value;
};

struct OutlinedVerb
{
    std::string name;
    std::string description;
    std::vector<OutlinedOption> options; ///< its own, then those of all verbs
    OutlinedValue argument;
    std::string argumentName; ///< "PATH"
};

/// The command line as data. It is read from the parser itself, so that what is made of it (completion, tests
/// of the man page) cannot be stale.
struct CommandOutline
{
    std::vector<OutlinedOption> options; ///< allowed before a verb
    std::vector<OutlinedVerb> verbs;
};

CommandOutline outlineOf(const CLI::App& app);

} // namespace connectorscope
