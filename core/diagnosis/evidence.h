#pragma once

#include "core/message/occurrence.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace connectorscope {

/// What of the bytes at an offset is quoted. Internal to core/diagnosis.
enum class Quote : std::uint8_t
{
    Bytes,     ///< the bytes themselves
    ToLineEnd, ///< also the rest of their line: a single byte proves little to a person
    Line,      ///< the line that leads up to them, which the reader keeps of a line end
};

/// As quoteEvidence(); where more bytes follow than are given (`isCut`), a character that the cut has broken
/// is left out and an ellipsis stands at the end.
std::string quoteCut(std::string_view bytes, bool isCut);

/// Quotes what the reader has kept of an occurrence.
std::string quoteOccurrence(const Occurrence& occurrence, Quote quote);

} // namespace connectorscope
