#pragma once

#include "core/base/file_system.h"
#include "core/base/system_error.h"

#include <utility>
#include <windows.h>

namespace connectorscope {

/// A file handle that is closed with its owner.
class Handle
{
public:
    explicit Handle(HANDLE value)
        : m_value(value)
    {
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    Handle(Handle&& other) noexcept
        : m_value(std::exchange(other.m_value, INVALID_HANDLE_VALUE))
    {
    }
    Handle& operator=(Handle&& other) noexcept
    {
        std::swap(m_value, other.m_value);
        return *this;
    }
    ~Handle() { (void)close(); }

    HANDLE get() const { return m_value; }
    bool isOpen() const { return m_value != INVALID_HANDLE_VALUE; }
    bool close()
    {
        const HANDLE value = std::exchange(m_value, INVALID_HANDLE_VALUE);
        return value == INVALID_HANDLE_VALUE || ::CloseHandle(value) != 0;
    }

private:
    HANDLE m_value;
};

/// The error that GetLastError() tells.
inline tl::unexpected<Error> failWithLastError(FileAction action, const std::filesystem::path& path)
{
    return fail(fileError(action, ::GetLastError(), path));
}

/// What the open handle is of; a link is described itself when it was opened as one.
Result<FileInfo> fileInfoOf(HANDLE handle, const std::filesystem::path& path);

/// The same of an entry of a listing; such an entry has only the lower 64 bits of the file's number.
FileInfo fileInfoOf(const FILE_ID_BOTH_DIR_INFO& entry, std::uint64_t volume);

/// From 100 ns since 1601; 0, which stands for "none", is the epoch.
UtcTime utcTimeOf(const LARGE_INTEGER& time);

/// The kind by the attributes and the tag of a reparse point. Only those that stand for another name are
/// links; deduplicated files and cloud placeholders are files.
EntryKind entryKindOf(DWORD attributes, DWORD reparseTag);

/// `handle` is of the regular file that `info` describes.
std::unique_ptr<InputFile> makeInputFile(Handle handle, const FileInfo& info,
                                         const std::filesystem::path& path);
std::unique_ptr<OutputFile> makeOutputFile(Handle handle, const std::filesystem::path& path);

} // namespace connectorscope
