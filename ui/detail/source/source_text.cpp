#include "ui/detail/source/source_text.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <array>
#include <utility>

namespace connectorscope {
namespace {

constexpr int tabColumns = 4;
constexpr char upperHex[] = "0123456789ABCDEF";

struct CodeRange
{
    std::uint32_t first;
    std::uint32_t last;
};

/// Two columns wide in a monospaced font (East Asian Width of Unicode 15, in large steps).
constexpr std::array<CodeRange, 13> wideRanges = {{{0x1100, 0x115F},
                                                   {0x2E80, 0x303E},
                                                   {0x3041, 0x33FF},
                                                   {0x3400, 0x4DBF},
                                                   {0x4E00, 0x9FFF},
                                                   {0xA000, 0xA4CF},
                                                   {0xAC00, 0xD7A3},
                                                   {0xF900, 0xFAFF},
                                                   {0xFE30, 0xFE6F},
                                                   {0xFF00, 0xFF60},
                                                   {0xFFE0, 0xFFE6},
                                                   {0x1F300, 0x1FAFF},
                                                   {0x20000, 0x3FFFD}}};

/// Drawn as nothing, or turning what stands around it.
constexpr std::array<CodeRange, 15> unseenRanges = {{{0x7F, 0x9F},
                                                     {0xAD, 0xAD},
                                                     {0x034F, 0x034F},
                                                     {0x061C, 0x061C},
                                                     {0x115F, 0x1160},
                                                     {0x17B4, 0x17B5},
                                                     {0x180B, 0x180F},
                                                     {0x200B, 0x200F},
                                                     {0x2028, 0x202E},
                                                     {0x2060, 0x206F},
                                                     {0x3164, 0x3164},
                                                     {0xFE00, 0xFE0F},
                                                     {0xFEFF, 0xFEFF},
                                                     {0xFFF0, 0xFFFB},
                                                     {0xE0000, 0xE0FFF}}};

constexpr std::array<CodeRange, 5> combiningRanges = {
    {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x1AB0, 0x1AFF}, {0x20D0, 0x20FF}, {0xFE20, 0xFE2F}}};

template <std::size_t n>
bool isIn(std::uint32_t code, const std::array<CodeRange, n>& ranges)
{
    return std::ranges::any_of(
        ranges, [code](const CodeRange& range) { return code >= range.first && code <= range.last; });
}

std::uint32_t decodeCharacter(std::string_view character)
{
    constexpr std::array<std::uint32_t, 5> leadMask = {0, 0x7F, 0x1F, 0x0F, 0x07};
    std::uint32_t code = static_cast<unsigned char>(character[0]) & leadMask.at(character.size());
    for (std::size_t i = 1; i < character.size(); ++i)
        code = (code << 6) | (static_cast<unsigned char>(character[i]) & 0x3FU);
    return code;
}

std::string escapeOfByte(unsigned char byte)
{
    switch (byte) {
    case '\0':
        return "\\0";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    default:
        return std::string("\\x") + upperHex[byte >> 4] + upperHex[byte & 0x0F];
    }
}

std::string escapeOfCode(std::uint32_t code)
{
    std::string text = "\\u";
    for (int shift = code > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4)
        text += upperHex[(code >> shift) & 0x0FU];
    return text;
}

} // namespace

Cell cellAt(std::string_view bytes, char lineEnd)
{
    const auto first = static_cast<unsigned char>(bytes.front());
    if (first >= 0x20 && first < 0x7F)
        return {1, 1, CellKind::Text};
    if (first == '\r' && bytes.size() > 1 && bytes[1] == '\n')
        return {2, 0, CellKind::LineEnd};
    if (bytes.front() == lineEnd)
        return {1, 2, CellKind::LineEnd};
    if (first == '\t')
        return {1, tabColumns, CellKind::Escape};
    if (first == '\0' || first == '\r' || first == '\n')
        return {1, 2, CellKind::Escape};
    const Utf8Step step = utf8Step(bytes);
    if (first < 0x80 || !step.valid)
        return {1, 4, CellKind::Escape};
    const std::uint32_t code = decodeCharacter(bytes.substr(0, step.length));
    if (isIn(code, unseenRanges))
        return {step.length, code > 0xFFFF ? 8 : 6, CellKind::Escape};
    return {step.length, isIn(code, wideRanges) ? 2 : 1, CellKind::Text};
}

std::string cellText(std::string_view bytes, const Cell& cell)
{
    if (cell.kind == CellKind::LineEnd && bytes.size() == 2)
        return {};
    if (bytes == "\t")
        return "\u2192";
    if (bytes.size() == 1)
        return cell.kind == CellKind::Text ? std::string(bytes)
                                           : escapeOfByte(static_cast<unsigned char>(bytes[0]));
    const std::uint32_t code = decodeCharacter(bytes);
    if (cell.kind == CellKind::Escape)
        return escapeOfCode(code);
    return isIn(code, combiningRanges) ? "\u25CC" + std::string(bytes) : std::string(bytes);
}

std::string sourceText(std::string_view bytes, char lineEnd)
{
    std::string text;
    while (!bytes.empty()) {
        const Cell cell = cellAt(bytes, lineEnd);
        const std::string_view piece = bytes.substr(0, cell.length);
        if (cell.kind == CellKind::LineEnd || piece == "\t")
            text += piece == "\r" ? "\n" : std::string(piece);
        else
            text += cell.kind == CellKind::Text ? std::string(piece) : cellText(piece, cell);
        bytes.remove_prefix(cell.length);
    }
    return text;
}

std::string hexText(std::string_view bytes)
{
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        if (i > 0)
            text += i % 16 == 0 ? '\n' : ' ';
        text += upperHex[byte >> 4];
        text += upperHex[byte & 0x0F];
    }
    return text;
}

std::string bytesOfHex(std::string_view text)
{
    std::string digits;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == ' ' || text[i] == ',')
            continue;
        if (text[i] == '0' && i + 1 < text.size() && (text[i + 1] == 'x' || text[i + 1] == 'X')) {
            ++i;
            continue;
        }
        digits += text[i];
    }
    if (digits.empty() || digits.size() % 2 != 0)
        return {};
    const auto valueOf = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    std::string bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        const int high = valueOf(digits[i]);
        const int low = valueOf(digits[i + 1]);
        if (high < 0 || low < 0)
            return {};
        bytes += static_cast<char>(high * 16 + low);
    }
    return bytes;
}

} // namespace connectorscope
