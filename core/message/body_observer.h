#pragma once

#include "core/message/base64_scan.h"
#include "core/message/line_scan.h"
#include "core/message/message.h"
#include "core/message/run.h"

namespace connectorscope {

/// Looks at body bytes once and notes what is remarkable in the part they belong to. Follows lines, base64
/// groups and runs of NUL from one block to the next.
class BodyObserver
{
public:
    explicit BodyObserver(std::uint64_t lineLimit)
        : m_lineLimit(lineLimit)
    {
    }

    /// The next bytes belong to another part, or to another place of the same.
    void beginSection();

    /// Looks at the run's bytes, which belong to `part`, and returns how many it took. Stops early where
    /// `stopAtDashes` and a line begins with "--" (`stoppedAtDashes`): if that is no boundary, call again
    /// with what is left.
    std::size_t look(const Run& run, Message& message, Part& part, bool stopAtDashes);
    bool stoppedAtDashes() const { return m_stoppedAtDashes; }

    /// Notes only line ends: for header and boundary lines. The run ends with a line end, or with the file.
    static void lookAtLineEnds(const Run& run, Message& message);

    /// The section is over; `end` is where in the file.
    void endSection(Part& part, std::uint64_t end);

    std::uint64_t lineEndsSeen() const { return m_lineEndsSeen; } ///< in the last look()
    std::uint64_t dotLines() const { return m_dotLines; }         ///< in the whole file

private:
    std::size_t lookAtNuls(const Run& run, std::size_t at, Message& message, Part& part);
    void noteLines(const Run& run, const LineScanResult& result, Message& message, Part& part);
    void noteLongLines(const Run& run, const LineScanResult& result, Part& part);
    void noteBase64(const Run& run, Part& part);

    std::uint64_t m_lineLimit;
    std::uint64_t m_lineLength = 0;
    bool m_longLineCounted = false;
    bool m_skipFirstLine = false;
    bool m_stoppedAtDashes = false;
    bool m_longLineOpen = false; ///< the part's first long line has no end yet
    bool m_inHole = false;
    std::uint64_t m_lineEndsSeen = 0;
    std::uint64_t m_dotLines = 0;
    Base64State m_base64;
};

} // namespace connectorscope
