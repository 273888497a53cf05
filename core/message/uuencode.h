#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace connectorscope {

/// Decodes uuencode (POSIX, uuencode: historical algorithm) as it passes by, in blocks of any size. Data
/// stand between a `begin` line and an `end` line; either may be missing: before any `begin`, a line whose
/// length fits its first character exactly counts as data. Other text is skipped. A backtick is a blank;
/// blanks that a transport has taken off the end of a line are put back.
class UuDecoder
{
public:
    /// Appends the data of all complete lines to `output`.
    void feed(std::string_view block, std::string& output);
    /// The data have ended: takes the last line.
    void finish(std::string& output);

private:
    enum class State
    {
        Before, ///< no `begin` yet
        Inside,
        After,
    };

    void takeLine(std::string_view line, std::string& output);

    State m_state = State::Before;
    std::string m_held; ///< the beginning of an unfinished line
};

} // namespace connectorscope
