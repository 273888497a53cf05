#pragma once

#include <string>
#include <string_view>

namespace connectorscope {

/// The path in the form that Windows passes on as it stands, `\\?\C:\...` or `\\?\UNC\server\share\...`: of
/// any length, names that end with a dot or a blank included. `.` and `..` are resolved by the text alone.
/// `currentFolder` is absolute and is what a relative path begins at. What has such a form already
/// (`\\?\`, `\\.\`) is returned as it is, and so is the empty path.
std::wstring extendedPath(std::wstring_view path, std::wstring_view currentFolder);

/// Whether Windows programs can use a file of that name: no device (CON, nul.txt), no character that is not
/// allowed, no dot or blank at its end. `\\?\` would make such a file, and hardly anything could remove it.
bool isUsableWindowsName(std::wstring_view name);

} // namespace connectorscope
