#include "core/base/safe_file_name.h"

#include "core/base/utf8.h"
#include "core/base/windows_path.h"

#include <cstdint>

namespace connectorscope {
namespace {

constexpr std::size_t longestEnding = 16; ///< bytes, with its dot

std::uint32_t codePointOf(std::string_view character)
{
    const auto byte = [character](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(character[i]));
    };
    std::uint32_t code = character.size() == 1   ? byte(0)
                         : character.size() == 2 ? byte(0) & 0x1FU
                         : character.size() == 3 ? byte(0) & 0x0FU
                                                 : byte(0) & 0x07U;
    for (std::size_t i = 1; i < character.size(); ++i)
        code = (code << 6) | (byte(i) & 0x3FU);
    return code;
}

/// Controls, and what is drawn as nothing or turns what is drawn: zero-width characters, directional marks,
/// line separators, the byte order mark, tags and variation selectors beyond the first plane.
bool isHiddenCharacter(std::uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD || code == 0x034F || code == 0x061C ||
           (code >= 0x180B && code <= 0x180E) || (code >= 0x200B && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202E) || (code >= 0x2060 && code <= 0x206F) || code == 0xFEFF ||
           (code >= 0xFFF0 && code <= 0xFFFD) || code >= 0xE0000;
}

/// What stands in the name at one place: the character, '_' for what is not allowed, or nothing.
std::string safeName(std::string_view wanted)
{
    std::string name;
    while (!wanted.empty()) {
        const Utf8Step step = utf8Step(wanted);
        const std::string_view character = wanted.substr(0, step.length);
        wanted.remove_prefix(step.length);
        if (!step.valid)
            name += '_';
        else if (character == "/" || character == "\\")
            name.clear();
        else if (std::string_view("<>:\"|?*").find(character) != std::string_view::npos)
            name += '_';
        else if (!isHiddenCharacter(codePointOf(character)))
            name += character;
    }
    const std::size_t first = name.find_first_not_of(". ");
    if (first == std::string::npos)
        return {};
    return name.substr(first, name.find_last_not_of(". ") + 1 - first);
}

/// At most that many bytes of it, whole characters, without a blank or dot at the end.
std::string_view cutName(std::string_view text, std::size_t most)
{
    text = utf8Prefix(text, most);
    return text.substr(0, text.find_last_not_of(". ") + 1);
}

std::string shortened(const std::string& name)
{
    if (name.size() <= longestFileName)
        return name;
    const std::size_t dot = name.rfind('.');
    const bool hasEnding = dot != std::string::npos && name.size() - dot <= longestEnding;
    const std::string ending = hasEnding ? name.substr(dot) : std::string();
    return std::string(cutName(name, longestFileName - ending.size())) + ending;
}

/// For isUsableWindowsName(), which looks at characters of the first plane only.
std::wstring wideName(std::string_view name)
{
    std::wstring wide;
    while (!name.empty()) {
        const std::size_t length = utf8Step(name).length;
        const std::uint32_t code = codePointOf(name.substr(0, length));
        wide += code < 0xFFFF ? static_cast<wchar_t>(code) : L'x';
        name.remove_prefix(length);
    }
    return wide;
}

} // namespace

std::string safeFileName(std::string_view wanted, std::string_view fallback)
{
    std::string name = shortened(safeName(wanted));
    if (!name.empty() && !isUsableWindowsName(wideName(name)))
        name.insert(name.begin(), '_');
    return name.empty() ? std::string(fallback) : name;
}

} // namespace connectorscope
