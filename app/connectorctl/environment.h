#pragma once

#include "core/report/render/formats.h"
#include "core/site/site_places.h"

#include <cstddef>
#include <functional>
#include <istream>
#include <ostream>

namespace connectorscope {

class Clock;
class FileSystem;

/// What is known about the terminals behind the streams.
struct TerminalFacts
{
    bool outIsTerminal = false;
    bool errIsTerminal = false;
    bool colour = false;       ///< the terminal shows colours and NO_COLOR does not forbid them
    std::size_t columns = 100; ///< of the terminal; a fixed width where there is none
    bool inIsTerminal = false; ///< a person can be asked
};

/// All of the outside that a verb may touch, passed in so that a test can take its place.
struct Environment
{
    std::istream& in;
    std::ostream& out; ///< nothing but data
    std::ostream& err; ///< errors and progress
    FileSystem& files;
    Clock& clock;
    TerminalFacts terminal;
    std::function<bool()> interrupted = [] { return false; }; ///< Ctrl-C was pressed; asked from any thread
    Variables variables = systemVariables();                  ///< where the usual places are
    PrintPdf printPdf = {}; ///< makes a PDF of a report; empty in a program that was built without Qt
};

} // namespace connectorscope
