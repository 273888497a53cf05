#pragma once

#include "core/base/file_system.h"

#include <memory>

namespace connectorscope {

/// Folders and files in memory that forget in a power failure what nobody flushed: of a file the content
/// since its last flush, of a folder the names since its last flushFolder (new names are missing, old ones
/// are back). Real disks may keep more; what survives here survives anywhere. Paths begin at one root, which
/// exists; names are told apart by case. For one thread.
class ForgetfulFileSystem final : public FileSystem
{
public:
    /// `clock` gives the modified times and outlives it.
    explicit ForgetfulFileSystem(Clock& clock);

    /// The power fails and comes back. Files that were open can only fail from then on.
    void losePower();

    Result<std::unique_ptr<InputFile>> open(const std::filesystem::path& path) override;
    Result<FileInfo> info(const std::filesystem::path& path) override;
    Result<std::vector<FolderEntry>> list(const std::filesystem::path& folder) override;
    Result<> listWithInfo(const std::filesystem::path& folder,
                          const std::function<bool(const ListedEntry&)>& visit) override;
    Result<> checkMayAdd(const std::filesystem::path& folder) override;
    Result<std::unique_ptr<OutputFile>> create(const std::filesystem::path& path) override;
    Result<> renameNoReplace(const std::filesystem::path& from, const std::filesystem::path& to) override;
    Result<> renameReplacing(const std::filesystem::path& from, const std::filesystem::path& to) override;
    Result<> remove(const std::filesystem::path& path) override;
    Result<> makeFolder(const std::filesystem::path& path) override;
    Result<> makePrivateFolder(const std::filesystem::path& path) override;
    Result<> flushFolder(const std::filesystem::path& folder) override;
    /// Always 1 GiB.
    Result<std::uint64_t> freeSpace(const std::filesystem::path& folder) override;
    Result<std::filesystem::path> resolve(const std::filesystem::path& path) override;
    /// Never.
    Result<bool> isOnNetwork(const std::filesystem::path& folder) override;

    struct Node;

private:
    std::shared_ptr<Node> makeNode(EntryKind kind);
    std::shared_ptr<Node> find(const std::filesystem::path& path) const;
    std::shared_ptr<Node> parentOf(const std::filesystem::path& path) const;

    Clock& m_clock;
    std::uint64_t m_lastNumber = 0;
    std::shared_ptr<int> m_powerFailures;
    std::shared_ptr<Node> m_root;
};

} // namespace connectorscope
