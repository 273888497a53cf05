#pragma once

#include "core/base/file_system.h"

namespace connectorscope {

/// Passes every call on to another FileSystem, which outlives it: a test overrides the one that it is about.
class ForwardingFileSystem : public FileSystem
{
public:
    explicit ForwardingFileSystem(FileSystem& wrapped)
        : m_wrapped(wrapped)
    {
    }

    Result<std::unique_ptr<InputFile>> open(const std::filesystem::path& path) override
    {
        return m_wrapped.open(path);
    }
    Result<FileInfo> info(const std::filesystem::path& path) override { return m_wrapped.info(path); }
    Result<std::vector<FolderEntry>> list(const std::filesystem::path& folder) override
    {
        return m_wrapped.list(folder);
    }
    Result<> listWithInfo(const std::filesystem::path& folder,
                          const std::function<bool(const ListedEntry&)>& visit) override
    {
        return m_wrapped.listWithInfo(folder, visit);
    }
    Result<> checkMayAdd(const std::filesystem::path& folder) override
    {
        return m_wrapped.checkMayAdd(folder);
    }
    Result<std::unique_ptr<OutputFile>> create(const std::filesystem::path& path) override
    {
        return m_wrapped.create(path);
    }
    Result<> renameNoReplace(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        return m_wrapped.renameNoReplace(from, to);
    }
    Result<> renameReplacing(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        return m_wrapped.renameReplacing(from, to);
    }
    Result<> remove(const std::filesystem::path& path) override { return m_wrapped.remove(path); }
    Result<> makeFolder(const std::filesystem::path& path) override { return m_wrapped.makeFolder(path); }
    Result<> makePrivateFolder(const std::filesystem::path& path) override
    {
        return m_wrapped.makePrivateFolder(path);
    }
    Result<> flushFolder(const std::filesystem::path& folder) override
    {
        return m_wrapped.flushFolder(folder);
    }
    Result<std::uint64_t> freeSpace(const std::filesystem::path& folder) override
    {
        return m_wrapped.freeSpace(folder);
    }
    Result<std::filesystem::path> resolve(const std::filesystem::path& path) override
    {
        return m_wrapped.resolve(path);
    }
    Result<bool> isOnNetwork(const std::filesystem::path& folder) override
    {
        return m_wrapped.isOnNetwork(folder);
    }

private:
    FileSystem& m_wrapped;
};

} // namespace connectorscope
