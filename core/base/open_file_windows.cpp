#include "core/base/open_file_windows.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace connectorscope {

namespace {

constexpr std::size_t maxWrite = 1024 * 1024;
constexpr std::int64_t unixEpoch = 116'444'736'000'000'000; ///< in 100 ns since 1601

std::uint64_t joined(DWORD high, DWORD low)
{
    return (std::uint64_t{high} << 32) | low;
}

/// From 100 ns since 1601. Times beyond 2262 come from broken clocks; they stay at the edge.
UtcTime utcTimeOfTicks(std::int64_t ticks)
{
    constexpr std::int64_t edge = std::numeric_limits<std::int64_t>::max() / 100 - 1;
    return UtcTime(std::chrono::nanoseconds(std::clamp(ticks - unixEpoch, -edge, edge) * 100));
}

FILETIME fileTimeOf(UtcTime time)
{
    const auto ticks = static_cast<std::uint64_t>(time.time_since_epoch().count() / 100 + unixEpoch);
    return {.dwLowDateTime = static_cast<DWORD>(ticks), .dwHighDateTime = static_cast<DWORD>(ticks >> 32)};
}

FileIdentity identityOf(HANDLE handle, const BY_HANDLE_FILE_INFORMATION& status)
{
    FILE_ID_INFO id = {};
    if (::GetFileInformationByHandleEx(handle, FileIdInfo, &id, sizeof id)) {
        std::uint64_t halves[2];
        static_assert(sizeof halves == sizeof id.FileId);
        std::memcpy(halves, &id.FileId, sizeof halves);
        return {.volume = id.VolumeSerialNumber, .high = halves[1], .low = halves[0]};
    }
    return {.volume = status.dwVolumeSerialNumber,
            .high = 0,
            .low = joined(status.nFileIndexHigh, status.nFileIndexLow)};
}

class WindowsInputFile final : public InputFile
{
public:
    WindowsInputFile(Handle handle, const FileInfo& info, std::filesystem::path path)
        : m_handle(std::move(handle))
        , m_info(info)
        , m_path(std::move(path))
    {
    }

    const FileInfo& info() const override { return m_info; }

    Result<FileInfo> currentInfo() override { return fileInfoOf(m_handle.get(), m_path); }

    Result<std::size_t> read(std::span<char> buffer) override
    {
        if (m_ended)
            return 0;
        Result<std::size_t> got = readAt(m_position, buffer);
        if (!got)
            return got;
        m_position += *got;
        m_ended = *got == 0 || (*got < std::min(buffer.size(), maxRead) && m_position == m_info.size);
        return got;
    }

    Result<std::size_t> readAt(std::uint64_t offset, std::span<char> buffer) override
    {
        // The handle's own position moves with every read; so each read names its place.
        OVERLAPPED place = {};
        place.Offset = static_cast<DWORD>(offset);
        place.OffsetHigh = static_cast<DWORD>(offset >> 32);
        if (place.OffsetHigh > static_cast<DWORD>(std::numeric_limits<LONG>::max()) - 1)
            return 0; // beyond what the system can count, no file has a byte
        const auto wanted = static_cast<DWORD>(std::min(buffer.size(), maxRead));
        DWORD got = 0;
        if (!::ReadFile(m_handle.get(), buffer.data(), wanted, &got, &place) &&
            ::GetLastError() != ERROR_HANDLE_EOF)
            return failWithLastError(FileAction::Read, m_path);
        return std::size_t{got};
    }

private:
    Handle m_handle;
    FileInfo m_info;
    std::filesystem::path m_path;
    std::uint64_t m_position = 0;
    bool m_ended = false;
};

class WindowsOutputFile final : public OutputFile
{
public:
    WindowsOutputFile(Handle handle, std::filesystem::path path)
        : m_handle(std::move(handle))
        , m_path(std::move(path))
    {
    }

    Result<> write(std::string_view bytes) override
    {
        while (!bytes.empty()) {
            const auto wanted = static_cast<DWORD>(std::min(bytes.size(), maxWrite));
            DWORD written = 0;
            if (!::WriteFile(m_handle.get(), bytes.data(), wanted, &written, nullptr))
                return failWithLastError(FileAction::Write, m_path);
            bytes.remove_prefix(written);
        }
        return {};
    }

    Result<> setModified(UtcTime time) override
    {
        const FILETIME changed = fileTimeOf(time);
        if (!::SetFileTime(m_handle.get(), nullptr, nullptr, &changed))
            return failWithLastError(FileAction::SetTime, m_path);
        return {};
    }

    Result<> flush() override
    {
        if (!::FlushFileBuffers(m_handle.get()))
            return failWithLastError(FileAction::Flush, m_path);
        return {};
    }

    Result<> close() override
    {
        if (!m_handle.close())
            return failWithLastError(FileAction::Close, m_path);
        return {};
    }

private:
    Handle m_handle;
    std::filesystem::path m_path;
};

} // namespace

EntryKind entryKindOf(DWORD attributes, DWORD reparseTag)
{
    if ((attributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0 && IsReparseTagNameSurrogate(reparseTag))
        return EntryKind::Link;
    if ((attributes & FILE_ATTRIBUTE_DIRECTORY) != 0)
        return EntryKind::Folder;
    return (attributes & FILE_ATTRIBUTE_DEVICE) != 0 ? EntryKind::Other : EntryKind::File;
}

UtcTime utcTimeOf(const LARGE_INTEGER& time)
{
    return time.QuadPart == 0 ? UtcTime() : utcTimeOfTicks(time.QuadPart);
}

FileInfo fileInfoOf(const FILE_ID_BOTH_DIR_INFO& entry, std::uint64_t volume)
{
    FileInfo info;
    info.kind = entryKindOf(entry.FileAttributes, entry.EaSize); // of a reparse point, EaSize is its tag
    info.size = info.kind == EntryKind::File ? static_cast<std::uint64_t>(entry.EndOfFile.QuadPart) : 0;
    info.modified = utcTimeOf(entry.LastWriteTime);
    info.identity = {.volume = volume, .high = 0, .low = static_cast<std::uint64_t>(entry.FileId.QuadPart)};
    return info;
}

Result<FileInfo> fileInfoOf(HANDLE handle, const std::filesystem::path& path)
{
    BY_HANDLE_FILE_INFORMATION status = {};
    if (!::GetFileInformationByHandle(handle, &status))
        return failWithLastError(FileAction::Inspect, path);
    FILE_ATTRIBUTE_TAG_INFO tag = {};
    if ((status.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0)
        (void)::GetFileInformationByHandleEx(handle, FileAttributeTagInfo, &tag, sizeof tag);
    FileInfo info;
    info.kind = entryKindOf(status.dwFileAttributes, tag.ReparseTag);
    info.size = info.kind == EntryKind::File ? joined(status.nFileSizeHigh, status.nFileSizeLow) : 0;
    info.modified = utcTimeOfTicks(static_cast<std::int64_t>(
        joined(status.ftLastWriteTime.dwHighDateTime, status.ftLastWriteTime.dwLowDateTime)));
    info.identity = identityOf(handle, status);
    return info;
}

std::unique_ptr<InputFile> makeInputFile(Handle handle, const FileInfo& info,
                                         const std::filesystem::path& path)
{
    return std::make_unique<WindowsInputFile>(std::move(handle), info, path);
}

std::unique_ptr<OutputFile> makeOutputFile(Handle handle, const std::filesystem::path& path)
{
    return std::make_unique<WindowsOutputFile>(std::move(handle), path);
}

} // namespace connectorscope
