#pragma once

#include "core/base/file_system.h"

#include <string>
#include <vector>

namespace connectorscope {

/// A folder of the vault and what lies in it. Internal to core/index.
struct VaultFolder
{
    std::string name;                ///< "ab"
    std::vector<std::string> files;  ///< names of the vault's files, sorted
    std::vector<std::string> others; ///< what else is there
};

std::filesystem::path vaultOf(const std::filesystem::path& workFolder);

/// The names of the vault's folders, sorted; none where there is no vault yet. `others` gets what else is
/// there, but for temporary files.
Result<std::vector<std::string>> vaultFolders(FileSystem& files, const std::filesystem::path& vault,
                                              std::vector<std::string>& others);
Result<VaultFolder> listVaultFolder(FileSystem& files, const std::filesystem::path& vault,
                                    const std::string& name);

} // namespace connectorscope
