#pragma once

#include "core/index/role_lock.h"

namespace connectorscope {

// What the two systems' ways to hold a role share. Internal to core/index.

std::filesystem::path roleFile(const std::filesystem::path& workFolder, Role role);

/// What stands in a held lock file: process, account, machine, program, each on its line.
std::string holderText(const RoleHolder& holder);
/// The way back. Whatever stands in the file: what is missing is empty.
RoleHolder holderOf(std::string_view text);
inline constexpr std::size_t holderTextLimit = 4096;

Error roleIsTaken(Role role, const RoleHolder& holder, const std::filesystem::path& file);

} // namespace connectorscope
