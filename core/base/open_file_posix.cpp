#include "core/base/open_file_posix.h"

#include <algorithm>
#include <fcntl.h>
#include <limits>
#include <sys/stat.h>

namespace connectorscope {

namespace {

constexpr std::size_t maxWrite = 1024 * 1024;

/// Times beyond what 64 bits of nanoseconds hold come from broken clocks; they stay at the edge.
UtcTime utcTimeOf(const timespec& time)
{
    constexpr std::int64_t edge = std::numeric_limits<std::int64_t>::max() / 1'000'000'000 - 1;
    const std::int64_t seconds = std::clamp<std::int64_t>(time.tv_sec, -edge, edge);
    return UtcTime(std::chrono::nanoseconds(seconds * 1'000'000'000 + time.tv_nsec));
}

timespec timespecOf(UtcTime time)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    timespec spec = {};
    spec.tv_sec = seconds.time_since_epoch().count();
    spec.tv_nsec = (time - seconds).count();
    return spec;
}

EntryKind entryKindOf(mode_t mode)
{
    if (S_ISREG(mode))
        return EntryKind::File;
    if (S_ISDIR(mode))
        return EntryKind::Folder;
    return S_ISLNK(mode) ? EntryKind::Link : EntryKind::Other;
}

class PosixInputFile final : public InputFile
{
public:
    PosixInputFile(Descriptor descriptor, const FileInfo& info, std::filesystem::path path)
        : m_descriptor(std::move(descriptor))
        , m_info(info)
        , m_path(std::move(path))
    {
    }

    const FileInfo& info() const override { return m_info; }

    Result<FileInfo> currentInfo() override
    {
        struct stat status = {};
        if (::fstat(m_descriptor.get(), &status) != 0)
            return failWithErrno(FileAction::Inspect, m_path);
        return fileInfoOf(status);
    }

    Result<std::size_t> read(std::span<char> buffer) override
    {
        // A short read that ends where the file ended when it was opened is its end: a small file costs one
        // call, not two.
        if (m_ended)
            return 0;
        const std::size_t wanted = std::min(buffer.size(), maxRead);
        const ssize_t got = uninterrupted([&] { return ::read(m_descriptor.get(), buffer.data(), wanted); });
        if (got < 0)
            return failWithErrno(FileAction::Read, m_path);
        const auto count = static_cast<std::size_t>(got);
        m_position += count;
        m_ended = count == 0 || (count < wanted && m_position == m_info.size);
        return count;
    }

    Result<std::size_t> readAt(std::uint64_t offset, std::span<char> buffer) override
    {
        // Beyond what the system can count, no file has a byte.
        if (offset > static_cast<std::uint64_t>(std::numeric_limits<off_t>::max()) - maxRead)
            return 0;
        const std::size_t wanted = std::min(buffer.size(), maxRead);
        const ssize_t got = uninterrupted(
            [&] { return ::pread(m_descriptor.get(), buffer.data(), wanted, static_cast<off_t>(offset)); });
        if (got < 0)
            return failWithErrno(FileAction::Read, m_path);
        return static_cast<std::size_t>(got);
    }

private:
    Descriptor m_descriptor;
    FileInfo m_info;
    std::filesystem::path m_path;
    std::uint64_t m_position = 0;
    bool m_ended = false;
};

class PosixOutputFile final : public OutputFile
{
public:
    PosixOutputFile(Descriptor descriptor, std::filesystem::path path)
        : m_descriptor(std::move(descriptor))
        , m_path(std::move(path))
    {
    }

    Result<> write(std::string_view bytes) override
    {
        while (!bytes.empty()) {
            const std::size_t wanted = std::min(bytes.size(), maxWrite);
            const ssize_t written =
                uninterrupted([&] { return ::write(m_descriptor.get(), bytes.data(), wanted); });
            if (written < 0)
                return failWithErrno(FileAction::Write, m_path);
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return {};
    }

    Result<> setModified(UtcTime time) override
    {
        const timespec times[] = {{0, UTIME_OMIT},
                                  timespecOf(time)}; // of the last access, of the last change
        if (::futimens(m_descriptor.get(), times) != 0)
            return failWithErrno(FileAction::SetTime, m_path);
        return {};
    }

    Result<> flush() override
    {
        if (uninterrupted([&] { return ::fsync(m_descriptor.get()); }) != 0)
            return failWithErrno(FileAction::Flush, m_path);
        return {};
    }

    Result<> close() override
    {
        if (!m_descriptor.close())
            return failWithErrno(FileAction::Close, m_path);
        return {};
    }

private:
    Descriptor m_descriptor;
    std::filesystem::path m_path;
};

} // namespace

FileInfo fileInfoOf(const struct stat& status)
{
    FileInfo info;
    info.kind = entryKindOf(status.st_mode);
    info.size = info.kind == EntryKind::File ? static_cast<std::uint64_t>(status.st_size) : 0;
    info.modified = utcTimeOf(status.st_mtim);
    info.identity = {.volume = status.st_dev, .high = 0, .low = status.st_ino};
    return info;
}

UtcTime changeTimeOf(const struct stat& status)
{
    return utcTimeOf(status.st_ctim);
}

std::unique_ptr<InputFile> makeInputFile(Descriptor descriptor, const FileInfo& info,
                                         const std::filesystem::path& path)
{
    // Twice the read-ahead is worth a system call only where there is much to read.
    if (info.size > InputFile::maxRead)
        (void)::posix_fadvise(descriptor.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
    return std::make_unique<PosixInputFile>(std::move(descriptor), info, path);
}

std::unique_ptr<OutputFile> makeOutputFile(Descriptor descriptor, const std::filesystem::path& path)
{
    return std::make_unique<PosixOutputFile>(std::move(descriptor), path);
}

} // namespace connectorscope
