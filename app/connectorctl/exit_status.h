#pragma once

namespace connectorscope {

/// What the program returns to its caller. The numbers are part of its contract (man page, EXIT STATUS).
enum class ExitStatus : int
{
    Well = 0,          ///< all was done and nothing is wrong
    Found = 1,         ///< something is corrupt, blocked or stuck
    Usage = 2,         ///< the command line or the site file cannot be used
    Environment = 3,   ///< something could not be read or written; wins over Found
    Interrupted = 130, ///< Ctrl-C; what was done until then was printed
};

} // namespace connectorscope
