#include "tests/support/failing_file_system.h"

#include <map>
#include <mutex>
#include <type_traits>

namespace connectorscope {

class FailingFileSystem::Script
{
public:
    struct Failure
    {
        std::optional<FileAction> kind;
        int callsBefore;
        int times;
        ErrorCode code;
        FailureMoment moment;
    };

    void plan(const Failure& failure)
    {
        const std::lock_guard lock(m_mutex);
        m_failures.push_back(failure);
    }

    int count(std::optional<FileAction> kind) const
    {
        const std::lock_guard lock(m_mutex);
        int sum = 0;
        for (const auto& [counted, calls] : m_counts)
            sum += !kind || counted == *kind ? calls : 0;
        return sum;
    }

    /// Makes the call, or not, as the plan has it.
    template <class Call>
    std::invoke_result_t<Call> run(FileAction kind, const std::filesystem::path& path, Call call)
    {
        const std::optional<Failure> failure = due(kind);
        const auto error = [&] { return fail(fileError(kind, failure->code, "made to fail", path)); };
        if (failure && failure->moment == FailureMoment::Before)
            return error();
        auto result = call();
        if (failure && result)
            return error();
        return result;
    }

private:
    std::optional<Failure> due(FileAction kind)
    {
        const std::lock_guard lock(m_mutex);
        ++m_counts[kind];
        std::optional<Failure> found;
        for (Failure& failure : m_failures) {
            if (failure.kind && *failure.kind != kind)
                continue;
            if (failure.callsBefore > 0) {
                --failure.callsBefore;
            } else if (failure.times > 0) {
                --failure.times;
                found = failure;
            }
        }
        return found;
    }

    mutable std::mutex m_mutex;
    std::vector<Failure> m_failures;
    std::map<FileAction, int> m_counts;
};

namespace {

using Script = FailingFileSystem::Script;

class FailingInputFile final : public InputFile
{
public:
    FailingInputFile(std::unique_ptr<InputFile> file, std::shared_ptr<Script> script,
                     std::filesystem::path path)
        : m_file(std::move(file))
        , m_script(std::move(script))
        , m_path(std::move(path))
    {
    }

    const FileInfo& info() const override { return m_file->info(); }
    Result<FileInfo> currentInfo() override
    {
        return m_script->run(FileAction::Inspect, m_path, [&] { return m_file->currentInfo(); });
    }
    Result<std::size_t> read(std::span<char> buffer) override
    {
        return m_script->run(FileAction::Read, m_path, [&] { return m_file->read(buffer); });
    }
    Result<std::size_t> readAt(std::uint64_t offset, std::span<char> buffer) override
    {
        return m_script->run(FileAction::Read, m_path, [&] { return m_file->readAt(offset, buffer); });
    }

private:
    std::unique_ptr<InputFile> m_file;
    std::shared_ptr<Script> m_script;
    std::filesystem::path m_path;
};

class FailingOutputFile final : public OutputFile
{
public:
    FailingOutputFile(std::unique_ptr<OutputFile> file, std::shared_ptr<Script> script,
                      std::filesystem::path path)
        : m_file(std::move(file))
        , m_script(std::move(script))
        , m_path(std::move(path))
    {
    }

    Result<> write(std::string_view bytes) override
    {
        return m_script->run(FileAction::Write, m_path, [&] { return m_file->write(bytes); });
    }
    Result<> setModified(UtcTime time) override
    {
        return m_script->run(FileAction::SetTime, m_path, [&] { return m_file->setModified(time); });
    }
    Result<> flush() override
    {
        return m_script->run(FileAction::Flush, m_path, [&] { return m_file->flush(); });
    }
    Result<> close() override
    {
        return m_script->run(FileAction::Close, m_path, [&] { return m_file->close(); });
    }

private:
    std::unique_ptr<OutputFile> m_file;
    std::shared_ptr<Script> m_script;
    std::filesystem::path m_path;
};

} // namespace

FailingFileSystem::FailingFileSystem(FileSystem& wrapped)
    : m_wrapped(wrapped)
    , m_script(std::make_shared<Script>())
{
}

void FailingFileSystem::failCall(std::optional<FileAction> kind, int n, ErrorCode code, FailureMoment moment,
                                 int times)
{
    m_script->plan({kind, n - 1, times, code, moment});
}

int FailingFileSystem::calls() const
{
    return m_script->count(std::nullopt);
}

int FailingFileSystem::calls(FileAction kind) const
{
    return m_script->count(kind);
}

Result<std::unique_ptr<InputFile>> FailingFileSystem::open(const std::filesystem::path& path)
{
    return m_script->run(FileAction::Open, path, [&]() -> Result<std::unique_ptr<InputFile>> {
        auto file = m_wrapped.open(path);
        if (!file)
            return fail(std::move(file.error()));
        return std::make_unique<FailingInputFile>(std::move(*file), m_script, path);
    });
}

Result<FileInfo> FailingFileSystem::info(const std::filesystem::path& path)
{
    return m_script->run(FileAction::Inspect, path, [&] { return m_wrapped.info(path); });
}

Result<std::vector<FolderEntry>> FailingFileSystem::list(const std::filesystem::path& folder)
{
    return m_script->run(FileAction::List, folder, [&] { return m_wrapped.list(folder); });
}

Result<> FailingFileSystem::listWithInfo(const std::filesystem::path& folder,
                                         const std::function<bool(const ListedEntry&)>& visit)
{
    return m_script->run(FileAction::List, folder, [&] { return m_wrapped.listWithInfo(folder, visit); });
}

Result<> FailingFileSystem::checkMayAdd(const std::filesystem::path& folder)
{
    return m_script->run(FileAction::CheckRights, folder, [&] { return m_wrapped.checkMayAdd(folder); });
}

Result<std::unique_ptr<OutputFile>> FailingFileSystem::create(const std::filesystem::path& path)
{
    return m_script->run(FileAction::Create, path, [&]() -> Result<std::unique_ptr<OutputFile>> {
        auto file = m_wrapped.create(path);
        if (!file)
            return fail(std::move(file.error()));
        return std::make_unique<FailingOutputFile>(std::move(*file), m_script, path);
    });
}

Result<> FailingFileSystem::renameNoReplace(const std::filesystem::path& from,
                                            const std::filesystem::path& to)
{
    return m_script->run(FileAction::Rename, from, [&] { return m_wrapped.renameNoReplace(from, to); });
}

Result<> FailingFileSystem::renameReplacing(const std::filesystem::path& from,
                                            const std::filesystem::path& to)
{
    return m_script->run(FileAction::Rename, from, [&] { return m_wrapped.renameReplacing(from, to); });
}

Result<> FailingFileSystem::remove(const std::filesystem::path& path)
{
    return m_script->run(FileAction::Remove, path, [&] { return m_wrapped.remove(path); });
}

Result<> FailingFileSystem::makeFolder(const std::filesystem::path& path)
{
    return m_script->run(FileAction::MakeFolder, path, [&] { return m_wrapped.makeFolder(path); });
}

Result<> FailingFileSystem::makePrivateFolder(const std::filesystem::path& path)
{
    return m_script->run(FileAction::MakeFolder, path, [&] { return m_wrapped.makePrivateFolder(path); });
}

Result<> FailingFileSystem::flushFolder(const std::filesystem::path& folder)
{
    return m_script->run(FileAction::FlushFolder, folder, [&] { return m_wrapped.flushFolder(folder); });
}

Result<std::uint64_t> FailingFileSystem::freeSpace(const std::filesystem::path& folder)
{
    return m_script->run(FileAction::MeasureSpace, folder, [&] { return m_wrapped.freeSpace(folder); });
}

Result<std::filesystem::path> FailingFileSystem::resolve(const std::filesystem::path& path)
{
    return m_script->run(FileAction::Inspect, path, [&] { return m_wrapped.resolve(path); });
}

Result<bool> FailingFileSystem::isOnNetwork(const std::filesystem::path& folder)
{
    return m_script->run(FileAction::Inspect, folder, [&] { return m_wrapped.isOnNetwork(folder); });
}

} // namespace connectorscope
