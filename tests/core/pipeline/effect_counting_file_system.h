#pragma once

#include "tests/support/forwarding_file_system.h"

#include <functional>
#include <type_traits>
#include <utility>

namespace connectorscope {

/// Calls a function before and after each call that changes what is stored, writing and flushing of open
/// files included: a crash test stops the program there.
class EffectCountingFileSystem final : public ForwardingFileSystem
{
public:
    EffectCountingFileSystem(FileSystem& wrapped, std::function<void()> onMoment)
        : ForwardingFileSystem(wrapped)
        , m_wrapped(wrapped)
        , m_onMoment(std::move(onMoment))
    {
    }

    Result<std::unique_ptr<OutputFile>> create(const std::filesystem::path& path) override
    {
        auto file = around([&] { return m_wrapped.create(path); });
        if (!file)
            return file;
        return std::unique_ptr<OutputFile>(std::make_unique<CountingFile>(std::move(*file), *this));
    }
    Result<> renameNoReplace(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        return around([&] { return m_wrapped.renameNoReplace(from, to); });
    }
    Result<> renameReplacing(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        return around([&] { return m_wrapped.renameReplacing(from, to); });
    }
    Result<> remove(const std::filesystem::path& path) override
    {
        return around([&] { return m_wrapped.remove(path); });
    }
    Result<> makeFolder(const std::filesystem::path& path) override
    {
        return around([&] { return m_wrapped.makeFolder(path); });
    }
    Result<> makePrivateFolder(const std::filesystem::path& path) override
    {
        return around([&] { return m_wrapped.makePrivateFolder(path); });
    }
    Result<> flushFolder(const std::filesystem::path& folder) override
    {
        return around([&] { return m_wrapped.flushFolder(folder); });
    }

private:
    template <class Effect>
    std::invoke_result_t<Effect> around(Effect effect)
    {
        m_onMoment();
        auto result = effect();
        m_onMoment();
        return result;
    }

    class CountingFile final : public OutputFile
    {
    public:
        CountingFile(std::unique_ptr<OutputFile> file, EffectCountingFileSystem& files)
            : m_file(std::move(file))
            , m_files(files)
        {
        }
        Result<> write(std::string_view bytes) override
        {
            return m_files.around([&] { return m_file->write(bytes); });
        }
        Result<> setModified(UtcTime time) override { return m_file->setModified(time); }
        Result<> flush() override
        {
            return m_files.around([&] { return m_file->flush(); });
        }
        Result<> close() override
        {
            return m_files.around([&] { return m_file->close(); });
        }

    private:
        std::unique_ptr<OutputFile> m_file;
        EffectCountingFileSystem& m_files;
    };

    FileSystem& m_wrapped;
    std::function<void()> m_onMoment;
};

} // namespace connectorscope
