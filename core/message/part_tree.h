#pragma once

#include "core/message/limits.h"
#include "core/message/message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// Puts parts into a Message as the reader comes upon their headers and boundaries, and knows which
/// multiparts are open. Holds a reference to the Message, which must stay where it is.
class PartTree
{
public:
    PartTree(Message& message, const ReadLimits& limits);

    /// A boundary line: of which open multipart, and whether it closes it.
    struct Boundary
    {
        std::size_t level = 0;
        bool closes = false;
    };
    /// Whether the line (without its end) is a boundary of an open multipart; the innermost counts.
    std::optional<Boundary> matchBoundary(std::string_view line) const;
    bool hasOpenMultiparts() const { return !m_open.empty(); }

    /// The part to which the bytes that come now belong.
    Part& current() { return m_message.parts[m_current]; }

    /// Begins the message itself, or the message inside the current part, or (after openBoundary) a part.
    void beginPart();

    /// The current part's header has been read: finds out what the part is. Afterwards either a body follows,
    /// or (true) the header of the message inside.
    bool endHeader(HeaderBlock header, std::uint64_t bodyOffset, std::uint64_t bodyLine);

    /// The line at `offset`, found by matchBoundary: ends the parts before it, whose bodies end at `bodyEnd`.
    /// True when the header of a new part follows.
    bool passBoundary(const Boundary& boundary, std::uint64_t offset, std::uint64_t line,
                      std::string_view text, std::uint64_t bodyEnd, std::uint64_t next);

    /// The file has ended at `end`.
    void finish(std::uint64_t end);

private:
    struct OpenMultipart
    {
        std::size_t part = 0;
        std::string boundary;
        std::string blanks;     ///< behind the boundary as declared, which is not allowed
        bool hasBlanks = false; ///< its first line has these blanks, so that all have
    };

    void decideType(Part& part);
    void dropPartWithoutBytes(std::size_t multipart, std::uint64_t offset);
    void endParts(int upTo, std::uint64_t bodyEnd);

    Message& m_message;
    const ReadLimits& m_limits;
    std::vector<OpenMultipart> m_open; ///< from the outermost to the innermost
    std::size_t m_current = 0;
};

} // namespace connectorscope
