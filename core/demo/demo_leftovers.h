#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string>

namespace connectorscope {

/// A new name for the folder of a demonstration that its program makes and removes again.
std::string demoFolderName();

/// So old a folder is no demonstration that is just being made.
inline constexpr std::chrono::minutes demoIsMade{10};

/// Removes the folders of such names that programs which were killed have left in `temporary`: those that
/// hold a demonstration, in which nothing was written at the top for `demoIsMade`, and whose roles nobody
/// holds. What cannot be removed stays. Returns how many were.
std::size_t removeLeftOverDemos(const std::filesystem::path& temporary);

} // namespace connectorscope
