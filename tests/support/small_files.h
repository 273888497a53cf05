#pragma once

#include "core/base/file_system.h"

#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

// Small files for tests. What fails throws, and the test fails with it.

/// Makes a new file through `files`; nothing is flushed.
void writeFile(FileSystem& files, const std::filesystem::path& path, std::string_view content);
std::string readFile(FileSystem& files, const std::filesystem::path& path);
/// What lies in the folder, as display text, sorted.
std::vector<std::string> namesIn(FileSystem& files, const std::filesystem::path& folder);
bool exists(FileSystem& files, const std::filesystem::path& path);

/// The same in the real file system; writeFile replaces what is there.
void writeFile(const std::filesystem::path& path, std::string_view content);
std::string readFile(const std::filesystem::path& path);
std::vector<std::string> namesIn(const std::filesystem::path& folder);

} // namespace connectorscope
