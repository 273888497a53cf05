#pragma once

#include <string>
#include <string_view>

namespace connectorscope {

/// Whether text in that charset can be converted: the name, as mail uses it, is known to the table or to
/// iconv. Any case of letters, blanks around it ignored. Not for an empty name.
bool isKnownCharset(std::string_view name);

/// Converts to UTF-8. Invalid bytes become U+FFFD; an unknown charset is read as UTF-8 where that is valid,
/// else as windows-1252. A converter is opened once per charset and kept, for each of the threads that read
/// at the same time.
std::string toUtf8(std::string_view bytes, std::string_view charset);

/// Whether every byte belongs to a character of that charset; false for an unknown one. Names that promise
/// nothing beyond ASCII (us-ascii, unknown-8bit) have no character of 0x80 or more.
bool isValidText(std::string_view bytes, std::string_view charset);

/// Text that names no charset: as it stands where it is valid UTF-8, else read as windows-1252.
std::string guessToUtf8(std::string_view bytes);

} // namespace connectorscope
