#pragma once

#include "core/base/file_system.h"

#include <cstdint>
#include <optional>
#include <stop_token>

namespace connectorscope {

struct VaultSize
{
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
    std::uint64_t others = 0; ///< entries that are not the vault's
};

/// What lies in the vault of a site; nullopt where there is none yet. Looks at every file, without opening
/// one.
Result<std::optional<VaultSize>> measureVault(FileSystem& files, const std::filesystem::path& workFolder,
                                              std::stop_token stop);

} // namespace connectorscope
