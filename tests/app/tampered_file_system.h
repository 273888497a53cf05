#pragma once

#include "core/base/file_system.h"

#include <functional>
#include <map>
#include <memory>
#include <utility>

namespace connectorscope {

/// The real files, but for what a test makes go wrong: opening or listing a path fails, or something happens
/// just before a file is opened or after its first block was read.
class TamperedFileSystem final : public FileSystem
{
public:
    std::map<std::filesystem::path, Error> openFails;
    std::map<std::filesystem::path, Error> listFails;
    std::map<std::filesystem::path, Error> readFails;
    std::function<void(const std::filesystem::path&)> beforeOpen = [](const auto&) {};
    std::function<void(const std::filesystem::path&)> afterRead = [](const auto&) {};

    Result<std::unique_ptr<InputFile>> open(const std::filesystem::path& path) override
    {
        beforeOpen(path);
        if (const auto failure = openFails.find(path); failure != openFails.end())
            return fail(failure->second);
        Result<std::unique_ptr<InputFile>> opened = m_real->open(path);
        if (!opened)
            return opened;
        return std::make_unique<TamperedInput>(*this, path, std::move(*opened));
    }
    Result<FileInfo> info(const std::filesystem::path& path) override { return m_real->info(path); }
    Result<std::vector<FolderEntry>> list(const std::filesystem::path& folder) override
    {
        if (const auto failure = listFails.find(folder); failure != listFails.end())
            return fail(failure->second);
        return m_real->list(folder);
    }

    Result<> listWithInfo(const std::filesystem::path& folder,
                          const std::function<bool(const ListedEntry&)>& visit) override
    {
        if (const auto failure = listFails.find(folder); failure != listFails.end())
            return fail(failure->second);
        return m_real->listWithInfo(folder, visit);
    }

    // diagnose changes nothing: what follows is never to be called.
    Result<std::unique_ptr<OutputFile>> create(const std::filesystem::path&) override { return never(); }
    Result<> renameNoReplace(const std::filesystem::path&, const std::filesystem::path&) override
    {
        return never();
    }
    Result<> renameReplacing(const std::filesystem::path&, const std::filesystem::path&) override
    {
        return never();
    }
    Result<> remove(const std::filesystem::path&) override { return never(); }
    Result<> makeFolder(const std::filesystem::path&) override { return never(); }
    Result<> makePrivateFolder(const std::filesystem::path&) override { return never(); }
    Result<> flushFolder(const std::filesystem::path&) override { return never(); }
    Result<> checkMayAdd(const std::filesystem::path&) override { return never(); }
    Result<std::uint64_t> freeSpace(const std::filesystem::path&) override { return never(); }
    Result<std::filesystem::path> resolve(const std::filesystem::path&) override { return never(); }
    Result<bool> isOnNetwork(const std::filesystem::path&) override { return never(); }

private:
    static tl::unexpected<Error> never() { return fail(ErrorCode::Other, "something was changed"); }

    class TamperedInput final : public InputFile
    {
    public:
        TamperedInput(TamperedFileSystem& files, std::filesystem::path path, std::unique_ptr<InputFile> real)
            : m_files(files)
            , m_path(std::move(path))
            , m_real(std::move(real))
        {
        }
        Result<std::size_t> read(std::span<char> buffer) override
        {
            if (const auto failure = m_files.readFails.find(m_path); failure != m_files.readFails.end())
                return fail(failure->second);
            Result<std::size_t> got = m_real->read(buffer);
            m_files.afterRead(m_path);
            return got;
        }
        Result<std::size_t> readAt(std::uint64_t offset, std::span<char> buffer) override
        {
            if (const auto failure = m_files.readFails.find(m_path); failure != m_files.readFails.end())
                return fail(failure->second);
            Result<std::size_t> got = m_real->readAt(offset, buffer);
            m_files.afterRead(m_path);
            return got;
        }
        const FileInfo& info() const override { return m_real->info(); }
        Result<FileInfo> currentInfo() override { return m_real->currentInfo(); }

    private:
        TamperedFileSystem& m_files;
        std::filesystem::path m_path;
        std::unique_ptr<InputFile> m_real;
    };

    std::unique_ptr<FileSystem> m_real = realFileSystem();
};

} // namespace connectorscope
