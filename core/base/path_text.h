#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace connectorscope {

/// The path as UTF-8 for people and for JSON. What is no text (bytes that are no UTF-8 on Linux, half a
/// surrogate pair on Windows) becomes U+FFFD. Control characters stay: see quotedPath.
std::string displayText(const std::filesystem::path& path);

/// Whether displayText gives the path exactly, so that the path can be had again from it.
bool hasExactText(const std::filesystem::path& path);

/// The path in double quotes on one line, for messages: control characters escaped.
std::string quotedPath(const std::filesystem::path& path);

/// The path byte for byte: its own bytes on Linux, WTF-8 on Windows (UTF-8 in which half a surrogate pair is
/// three bytes). Nothing is lost: pathFromBytes gives the same path again.
std::string pathBytes(const std::filesystem::path& path);

/// The way back from pathBytes; also what a path in a UTF-8 file or on the command line means.
std::filesystem::path pathFromBytes(std::string_view bytes);

} // namespace connectorscope
