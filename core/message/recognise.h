#pragma once

#include "core/message/message.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace connectorscope {

/// What a file begins with, and where the message in it begins.
struct Opening
{
    FileKind kind = FileKind::Message;
    std::vector<SetAside> setAside;      ///< what stands before the message
    std::size_t begin = 0;               ///< of the first header field
    std::uint64_t line = 1;              ///< of the first header field
    bool carriageReturnEndsLine = false; ///< no LF in sight: a lone CR ends a line
};

/// Looks at the first bytes of a file (the whole of it, or as much as one block holds).
Opening recogniseOpening(std::string_view bytes);

/// How many bytes at the end are the lone dot of a POP3 reply (RFC 1939, 3), with the status line of the next
/// reply where one follows; 0 when there is none. Whether they are set aside depends on the other lines with
/// dots.
std::size_t pop3EndingLength(std::string_view bytes);

} // namespace connectorscope
