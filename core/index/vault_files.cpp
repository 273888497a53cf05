#include "core/index/vault_files.h"

#include "core/base/path_text.h"
#include "core/index/backup_format.h"

#include <algorithm>

namespace connectorscope {

namespace {

/// Of a program that is writing, or was killed while it did.
bool isTemporaryName(std::string_view name)
{
    return name.ends_with(".tmp");
}

} // namespace

std::filesystem::path vaultOf(const std::filesystem::path& workFolder)
{
    return workFolder / "vault";
}

Result<std::vector<std::string>> vaultFolders(FileSystem& files, const std::filesystem::path& vault,
                                              std::vector<std::string>& others)
{
    std::vector<std::string> folders;
    const auto entries = files.list(vault);
    if (!entries) {
        if (entries.error().code == ErrorCode::NotFound)
            return folders;
        return fail(entries.error());
    }
    for (const FolderEntry& entry : *entries) {
        std::string name = pathBytes(entry.name);
        if (entry.kind == EntryKind::Folder && isVaultFolderName(name))
            folders.push_back(std::move(name));
        else if (!isTemporaryName(name))
            others.push_back(std::move(name));
    }
    std::ranges::sort(folders);
    return folders;
}

Result<VaultFolder> listVaultFolder(FileSystem& files, const std::filesystem::path& vault,
                                    const std::string& name)
{
    const auto entries = files.list(vault / name);
    if (!entries)
        return fail(entries.error());
    VaultFolder folder;
    folder.name = name;
    for (const FolderEntry& entry : *entries) {
        std::string file = pathBytes(entry.name);
        if (entry.kind == EntryKind::File && isVaultFileName(name, file))
            folder.files.push_back(std::move(file));
        else if (!isTemporaryName(file))
            folder.others.push_back(std::move(file));
    }
    std::ranges::sort(folder.files);
    return folder;
}

} // namespace connectorscope
