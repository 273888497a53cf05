#include "core/base/windows_path.h"

#include <algorithm>
#include <array>
#include <vector>

namespace connectorscope {

namespace {

constexpr wchar_t separator = L'\\';

bool startsWith(std::wstring_view text, std::wstring_view start)
{
    return text.substr(0, start.size()) == start;
}

wchar_t upper(wchar_t letter)
{
    return letter >= L'a' && letter <= L'z' ? static_cast<wchar_t>(letter - L'a' + L'A') : letter;
}

bool hasDrive(std::wstring_view path)
{
    return path.size() >= 2 && path[1] == L':' && upper(path[0]) >= L'A' && upper(path[0]) <= L'Z';
}

/// An absolute path, taken apart: `\\?\C:` and `folder\file`.
struct Rooted
{
    std::wstring root;
    std::wstring_view rest;
};

/// `path` is absolute and has backslashes only.
Rooted takeApart(std::wstring_view path)
{
    std::size_t rootEnd = 0;
    std::wstring prefix = L"\\\\?\\";
    if (startsWith(path, L"\\\\?\\UNC\\")) {
        path.remove_prefix(8);
        prefix += L"UNC\\";
    } else if (startsWith(path, L"\\\\?\\")) {
        path.remove_prefix(4);
    } else if (startsWith(path, L"\\\\")) {
        path.remove_prefix(2);
        prefix += L"UNC\\";
    }
    rootEnd = path.find(separator);
    if (prefix.size() > 4 && rootEnd != std::wstring_view::npos) // the share belongs to the root
        rootEnd = path.find(separator, rootEnd + 1);
    rootEnd = std::min(rootEnd, path.size());
    return {prefix.append(path.substr(0, rootEnd)), path.substr(rootEnd)};
}

void appendComponents(std::vector<std::wstring_view>& components, std::wstring_view path)
{
    while (!path.empty()) {
        const std::size_t end = std::min(path.find(separator), path.size());
        const std::wstring_view component = path.substr(0, end);
        path.remove_prefix(std::min(end + 1, path.size()));
        if (component.empty() || component == L".")
            continue;
        if (component != L"..")
            components.push_back(component);
        else if (!components.empty())
            components.pop_back();
    }
}

std::wstring withBackslashes(std::wstring_view path)
{
    std::wstring text(path);
    std::replace(text.begin(), text.end(), L'/', separator);
    return text;
}

} // namespace

std::wstring extendedPath(std::wstring_view path, std::wstring_view currentFolder)
{
    if (path.empty() || startsWith(path, L"\\\\?\\") || startsWith(path, L"\\\\.\\"))
        return std::wstring(path);
    const std::wstring wanted = withBackslashes(path);
    const std::wstring current = withBackslashes(currentFolder);
    std::wstring_view rest = wanted;
    Rooted base = takeApart(current);
    std::vector<std::wstring_view> components;
    if (startsWith(wanted, L"\\\\") || (hasDrive(wanted) && wanted.size() > 2 && wanted[2] == separator)) {
        base = takeApart(wanted);
        rest = base.rest;
    } else if (hasDrive(wanted)) { // C:name: below the current folder, if that is on the drive
        if (hasDrive(current) && upper(current[0]) == upper(wanted[0]))
            appendComponents(components, base.rest);
        else
            base.root = L"\\\\?\\" + wanted.substr(0, 2);
        rest.remove_prefix(2);
    } else if (wanted.front() != separator) {
        appendComponents(components, base.rest);
    }
    appendComponents(components, rest);
    std::wstring result = base.root;
    for (const std::wstring_view component : components)
        result.append(1, separator).append(component);
    if (components.empty())
        result += separator;
    return result;
}

bool isUsableWindowsName(std::wstring_view name)
{
    if (name.empty() || name.back() == L'.' || name.back() == L' ')
        return false;
    const auto isForbidden = [](wchar_t c) {
        return c < 0x20 || std::wstring_view(L"<>:\"/\\|?*").find(c) != std::wstring_view::npos;
    };
    if (std::any_of(name.begin(), name.end(), isForbidden))
        return false;
    std::wstring stem(name.substr(0, name.find(L'.')));
    while (!stem.empty() && stem.back() == L' ')
        stem.pop_back();
    std::transform(stem.begin(), stem.end(), stem.begin(), upper);
    constexpr std::array devices = {L"CON", L"PRN", L"AUX", L"NUL", L"CONIN$", L"CONOUT$"};
    if (std::find(devices.begin(), devices.end(), stem) != devices.end())
        return false;
    // COM1 to COM9 and LPT1 to LPT9, with the superscript digits too
    if (stem.size() != 4 || !(startsWith(stem, L"COM") || startsWith(stem, L"LPT")))
        return true;
    return std::wstring_view(L"0123456789\u00B9\u00B2\u00B3").find(stem[3]) == std::wstring_view::npos;
}

} // namespace connectorscope
