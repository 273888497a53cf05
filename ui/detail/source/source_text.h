#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace connectorscope {

/// How a piece of a message's bytes is shown in a grid of columns. Qt-free, so that the rows can be laid out
/// wherever the bytes are.
enum class CellKind : std::uint8_t
{
    Text,   ///< a character as it stands
    Escape, ///< what has no shape, or one that deceives: \0, \x1B, \u202E; and bytes that are no UTF-8: \xE4
    LineEnd ///< CR LF is shown as nothing, LF alone as \n: it ends the row
};

struct Cell
{
    std::size_t length = 0; ///< in bytes
    int columns = 0;
    CellKind kind = CellKind::Text;
};

/// What stands at the start of the bytes, which are not empty. `lineEnd` is '\n', or '\r' in a file whose
/// lines a CR ends.
Cell cellAt(std::string_view bytes, char lineEnd);

/// How it is shown, as UTF-8. `bytes` are those of the cell.
std::string cellText(std::string_view bytes, const Cell& cell);

/// All of it as plain text that a terminal cannot misread: line ends stay, all else as the cells show it.
std::string sourceText(std::string_view bytes, char lineEnd);

/// "0D 0A 2E", sixteen a line.
std::string hexText(std::string_view bytes);

/// The bytes that "0d 0a", "0D0A" or "0x0D 0x0A" names; empty when it names none.
std::string bytesOfHex(std::string_view text);

} // namespace connectorscope
