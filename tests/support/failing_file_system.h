#pragma once

#include "core/base/file_system.h"
#include "core/base/system_error.h"

#include <memory>
#include <optional>

namespace connectorscope {

enum class FailureMoment : std::uint8_t
{
    Before, ///< nothing was done
    After   ///< it was done, and the answer was lost, as a share does it
};

/// Passes every call on to another FileSystem, counts the calls, and fails those it is told to. Calls of the
/// open files (read, write, flush, close) count too. May be used by several threads; which call is the n-th
/// is then a matter of chance.
class FailingFileSystem final : public FileSystem
{
public:
    /// `wrapped` outlives it.
    explicit FailingFileSystem(FileSystem& wrapped);

    /// From now on, the n-th call (1 is the next) of that kind, or of any kind, fails; `times` calls in a
    /// row.
    void failCall(std::optional<FileAction> kind, int n, ErrorCode code,
                  FailureMoment moment = FailureMoment::Before, int times = 1);

    int calls() const;
    int calls(FileAction kind) const;

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
    Result<std::uint64_t> freeSpace(const std::filesystem::path& folder) override;
    Result<std::filesystem::path> resolve(const std::filesystem::path& path) override;
    Result<bool> isOnNetwork(const std::filesystem::path& folder) override;

    /// The plan and the counts, shared with the open files.
    class Script;

private:
    FileSystem& m_wrapped;
    std::shared_ptr<Script> m_script;
};

} // namespace connectorscope
