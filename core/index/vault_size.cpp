#include "core/index/vault_size.h"

#include "core/index/backup_format.h"
#include "core/index/vault_files.h"

namespace connectorscope {

Result<std::optional<VaultSize>> measureVault(FileSystem& files, const std::filesystem::path& workFolder,
                                              std::stop_token stop)
{
    const std::filesystem::path vault = vaultOf(workFolder);
    if (const auto there = files.info(vault); !there && there.error().code == ErrorCode::NotFound)
        return std::optional<VaultSize>();
    std::vector<std::string> others;
    const auto folders = vaultFolders(files, vault, others);
    if (!folders)
        return fail(folders.error());
    VaultSize size;
    size.others = others.size();
    for (const std::string& folder : *folders) {
        const Result<> listed = files.listWithInfo(vault / folder, [&](const ListedEntry& entry) {
            if (entry.info.kind == EntryKind::File && isVaultFileName(folder, entry.name)) {
                ++size.files;
                size.bytes += entry.info.size;
            } else if (!entry.name.ends_with(".tmp")) {
                ++size.others;
            }
            return !stop.stop_requested();
        });
        if (!listed)
            return fail(listed.error());
    }
    return std::optional(size);
}

} // namespace connectorscope
