#pragma once

#include "core/base/system_error.h"
#include "tests/support/forwarding_file_system.h"

#include <functional>
#include <utility>

namespace connectorscope {

/// Asks before each call that opens, makes, writes, renames, removes or looks at a file, and flushes a
/// folder: the answer may fail it, and may do what other programs do at that moment. For one thread at a
/// time.
class ScriptedFileSystem final : public ForwardingFileSystem
{
public:
    /// `path` is that of the file, of a rename its new name. May be nullptr: nothing happens.
    using Before = std::function<Result<>(FileAction action, const std::filesystem::path& path)>;

    explicit ScriptedFileSystem(FileSystem& wrapped)
        : ForwardingFileSystem(wrapped)
    {
    }
    Before before;

    Result<std::unique_ptr<InputFile>> open(const std::filesystem::path& path) override
    {
        if (auto may = ask(FileAction::Open, path); !may)
            return fail(may.error());
        return ForwardingFileSystem::open(path);
    }
    Result<FileInfo> info(const std::filesystem::path& path) override
    {
        if (auto may = ask(FileAction::Inspect, path); !may)
            return fail(may.error());
        return ForwardingFileSystem::info(path);
    }
    Result<std::unique_ptr<OutputFile>> create(const std::filesystem::path& path) override
    {
        if (auto may = ask(FileAction::Create, path); !may)
            return fail(may.error());
        auto file = ForwardingFileSystem::create(path);
        if (!file)
            return fail(file.error());
        return std::unique_ptr<OutputFile>(std::make_unique<ScriptedFile>(*this, path, std::move(*file)));
    }
    Result<> renameNoReplace(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        const auto may = ask(FileAction::Rename, to);
        return may ? ForwardingFileSystem::renameNoReplace(from, to) : may;
    }
    Result<> remove(const std::filesystem::path& path) override
    {
        const auto may = ask(FileAction::Remove, path);
        return may ? ForwardingFileSystem::remove(path) : may;
    }
    Result<> flushFolder(const std::filesystem::path& folder) override
    {
        const auto may = ask(FileAction::FlushFolder, folder);
        return may ? ForwardingFileSystem::flushFolder(folder) : may;
    }

private:
    class ScriptedFile final : public OutputFile
    {
    public:
        ScriptedFile(ScriptedFileSystem& files, std::filesystem::path path, std::unique_ptr<OutputFile> file)
            : m_files(files)
            , m_path(std::move(path))
            , m_file(std::move(file))
        {
        }
        Result<> write(std::string_view bytes) override
        {
            if (auto may = m_files.ask(FileAction::Write, m_path); !may) {
                (void)m_file->write(bytes.substr(0, bytes.size() / 2)); // as far as there was room
                return may;
            }
            return m_file->write(bytes);
        }
        Result<> setModified(UtcTime time) override { return m_file->setModified(time); }
        Result<> flush() override
        {
            const auto may = m_files.ask(FileAction::Flush, m_path);
            return may ? m_file->flush() : may;
        }
        Result<> close() override
        {
            const auto may = m_files.ask(FileAction::Close, m_path);
            return may ? m_file->close() : may;
        }

    private:
        ScriptedFileSystem& m_files;
        std::filesystem::path m_path;
        std::unique_ptr<OutputFile> m_file;
    };

    /// What the script itself does to files is asked nobody.
    Result<> ask(FileAction action, const std::filesystem::path& path)
    {
        if (!before || m_isAsking)
            return {};
        m_isAsking = true;
        auto answer = before(action, path);
        m_isAsking = false;
        return answer;
    }

    bool m_isAsking = false;
};

} // namespace connectorscope
