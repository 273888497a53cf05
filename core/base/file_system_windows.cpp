#include "core/base/file_system.h"

#include "core/base/open_file_windows.h"
#include "core/base/path_text.h"
#include "core/base/windows_path.h"

#include <array>
#include <cstddef>

#include <sddl.h>

namespace connectorscope {

namespace {

constexpr DWORD shareAll = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

std::wstring extended(const std::filesystem::path& path)
{
    std::error_code ignored;
    return extendedPath(path.native(), std::filesystem::current_path(ignored).native());
}

tl::unexpected<Error> notAFile(FileAction action, std::string_view reason, const std::filesystem::path& path)
{
    return fail(fileError(action, ErrorCode::NotAFile, reason, path));
}

bool isFolder(const std::wstring& path)
{
    const DWORD attributes = ::GetFileAttributesW(path.c_str());
    return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
}

bool isReparsePoint(const std::wstring& path)
{
    const DWORD attributes = ::GetFileAttributesW(path.c_str());
    return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0;
}

Result<> checkNewName(FileAction action, const std::filesystem::path& path)
{
    if (isUsableWindowsName(path.filename().native()))
        return {};
    return fail(
        fileError(action, ErrorCode::BadInput, "Windows programs cannot use a file of that name", path));
}

/// Errors that say "a folder cannot be flushed here" and nothing about the folder.
bool isFlushingUnknown(DWORD error)
{
    return error == ERROR_ACCESS_DENIED || error == ERROR_INVALID_FUNCTION || error == ERROR_NOT_SUPPORTED ||
           error == ERROR_INVALID_HANDLE || error == ERROR_INVALID_PARAMETER;
}

constexpr DWORD longestPath = 32768;

/// `\\?\C:\a` as `C:\a`, `\\?\UNC\server\share` as `\\server\share`.
std::filesystem::path usualForm(std::wstring_view name)
{
    if (name.starts_with(L"\\\\?\\UNC\\"))
        return std::wstring(L"\\\\").append(name.substr(8));
    return name.starts_with(L"\\\\?\\") ? name.substr(4) : name;
}

/// `name` has the form that extendedPath gives.
bool isRemote(std::wstring_view name)
{
    if (name.starts_with(L"\\\\?\\UNC\\"))
        return true;
    const std::wstring root = std::wstring(name.substr(0, 6)).append(L"\\").substr(4); // C:\ of \\?\C:...
    return name.size() >= 6 && ::GetDriveTypeW(root.c_str()) == DRIVE_REMOTE;
}

/// Full rights for this account, administrators and the system, inherited from nowhere.
class PrivateSecurity
{
public:
    PrivateSecurity()
    {
        HANDLE token = nullptr;
        if (!::OpenProcessToken(::GetCurrentProcess(), TOKEN_QUERY, &token))
            return;
        const Handle owner(token);
        alignas(TOKEN_USER) std::array<std::byte, sizeof(TOKEN_USER) + SECURITY_MAX_SID_SIZE> user = {};
        DWORD size = 0;
        if (!::GetTokenInformation(token, TokenUser, user.data(), static_cast<DWORD>(user.size()), &size))
            return;
        LPWSTR account = nullptr;
        if (!::ConvertSidToStringSidW(reinterpret_cast<const TOKEN_USER*>(user.data())->User.Sid, &account))
            return;
        const std::wstring list =
            L"D:P(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;FA;;;" + std::wstring(account) + L")";
        ::LocalFree(account);
        if (!::ConvertStringSecurityDescriptorToSecurityDescriptorW(list.c_str(), SDDL_REVISION_1,
                                                                    &m_descriptor, nullptr))
            m_descriptor = nullptr;
    }
    PrivateSecurity(const PrivateSecurity&) = delete;
    PrivateSecurity& operator=(const PrivateSecurity&) = delete;
    ~PrivateSecurity() { ::LocalFree(m_descriptor); }

    /// nullptr where it could not be made; GetLastError() tells why.
    PSECURITY_DESCRIPTOR descriptor() const { return m_descriptor; }

private:
    PSECURITY_DESCRIPTOR m_descriptor = nullptr;
};

struct FindHandle
{
    explicit FindHandle(HANDLE handle)
        : value(handle)
    {
    }
    FindHandle(const FindHandle&) = delete;
    FindHandle& operator=(const FindHandle&) = delete;
    ~FindHandle()
    {
        if (value != INVALID_HANDLE_VALUE)
            ::FindClose(value);
    }
    HANDLE value;
};

/// Gives all entries of the open folder to `visit`, many for each call of the system.
Result<> visitEntries(HANDLE handle, std::uint64_t volume, const std::filesystem::path& folder,
                      const std::function<bool(const ListedEntry&)>& visit)
{
    constexpr DWORD blockSize = 64 * 1024; // what one answer of a share holds
    struct alignas(8) Block
    {
        char bytes[blockSize];
    };
    const auto block = std::make_unique_for_overwrite<Block>();
    auto kind = FileIdBothDirectoryRestartInfo;
    while (::GetFileInformationByHandleEx(handle, kind, block->bytes, blockSize)) {
        kind = FileIdBothDirectoryInfo;
        const char* at = block->bytes;
        while (true) {
            const auto& found = *reinterpret_cast<const FILE_ID_BOTH_DIR_INFO*>(at);
            const std::wstring_view name(found.FileName, found.FileNameLength / sizeof(wchar_t));
            if (name != L"." && name != L"..") {
                const std::string bytes = pathBytes(std::filesystem::path(name));
                if (!visit({bytes, fileInfoOf(found, volume), utcTimeOf(found.ChangeTime)}))
                    return {};
            }
            if (found.NextEntryOffset == 0)
                break;
            at += found.NextEntryOffset;
        }
    }
    const DWORD error = ::GetLastError();
    if (error == ERROR_NO_MORE_FILES || error == ERROR_FILE_NOT_FOUND)
        return {};
    return fail(fileError(FileAction::List, error, folder));
}

class WindowsFileSystem final : public FileSystem
{
public:
    Result<std::unique_ptr<InputFile>> open(const std::filesystem::path& path) override
    {
        const std::wstring name = extended(path);
        Handle handle(::CreateFileW(name.c_str(), GENERIC_READ, shareAll, nullptr, OPEN_EXISTING,
                                    FILE_FLAG_SEQUENTIAL_SCAN, nullptr));
        if (!handle.isOpen()) {
            const DWORD error = ::GetLastError();
            if (error == ERROR_ACCESS_DENIED && isFolder(name))
                return notAFile(FileAction::Open, "it is a folder", path);
            if ((error == ERROR_FILE_NOT_FOUND || error == ERROR_PATH_NOT_FOUND) && isReparsePoint(name))
                return notAFile(FileAction::Open, "it is a link that leads to nothing", path);
            return fail(fileError(FileAction::Open, error, path));
        }
        if (::GetFileType(handle.get()) != FILE_TYPE_DISK)
            return notAFile(FileAction::Open, "it is a device or a pipe", path);
        const Result<FileInfo> info = fileInfoOf(handle.get(), path);
        if (!info)
            return fail(info.error());
        if (info->kind == EntryKind::Folder)
            return notAFile(FileAction::Open, "it is a folder", path);
        if (info->kind != EntryKind::File)
            return notAFile(FileAction::Open, "it is no regular file", path);
        return makeInputFile(std::move(handle), *info, path);
    }

    Result<FileInfo> info(const std::filesystem::path& path) override
    {
        const Handle handle(
            ::CreateFileW(extended(path).c_str(), FILE_READ_ATTRIBUTES, shareAll, nullptr, OPEN_EXISTING,
                          FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT, nullptr));
        if (!handle.isOpen())
            return failWithLastError(FileAction::Inspect, path);
        return fileInfoOf(handle.get(), path);
    }

    Result<std::vector<FolderEntry>> list(const std::filesystem::path& folder) override
    {
        const std::wstring name = extended(folder);
        WIN32_FIND_DATAW found = {};
        const FindHandle search(::FindFirstFileExW((name + L"\\*").c_str(), FindExInfoBasic, &found,
                                                   FindExSearchNameMatch, nullptr,
                                                   FIND_FIRST_EX_LARGE_FETCH));
        std::vector<FolderEntry> entries;
        if (search.value == INVALID_HANDLE_VALUE) {
            const DWORD error = ::GetLastError();
            if (error == ERROR_FILE_NOT_FOUND && isFolder(name)) // the root of an empty volume
                return entries;
            if (::GetFileAttributesW(name.c_str()) != INVALID_FILE_ATTRIBUTES && !isFolder(name))
                return fail(fileError(FileAction::List, ErrorCode::NotFound, "it is no folder", folder));
            return fail(fileError(FileAction::List, error, folder));
        }
        do {
            const std::wstring_view entry = found.cFileName;
            if (entry != L"." && entry != L"..")
                entries.push_back({entry, entryKindOf(found.dwFileAttributes, found.dwReserved0)});
        } while (::FindNextFileW(search.value, &found));
        if (::GetLastError() != ERROR_NO_MORE_FILES)
            return failWithLastError(FileAction::List, folder);
        return entries;
    }

    Result<> listWithInfo(const std::filesystem::path& folder,
                          const std::function<bool(const ListedEntry&)>& visit) override
    {
        const Handle handle(::CreateFileW(extended(folder).c_str(), FILE_LIST_DIRECTORY, shareAll, nullptr,
                                          OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
        if (!handle.isOpen())
            return failWithLastError(FileAction::List, folder);
        const Result<FileInfo> info = fileInfoOf(handle.get(), folder);
        if (!info)
            return fail(info.error());
        if (info->kind != EntryKind::Folder)
            return fail(fileError(FileAction::List, ErrorCode::NotFound, "it is no folder", folder));
        return visitEntries(handle.get(), info->identity.volume, folder, visit);
    }

    Result<> checkMayAdd(const std::filesystem::path& folder) override
    {
        const Handle handle(::CreateFileW(extended(folder).c_str(), FILE_ADD_FILE, shareAll, nullptr,
                                          OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
        if (!handle.isOpen())
            return failWithLastError(FileAction::CheckRights, folder);
        return {};
    }

    Result<std::unique_ptr<OutputFile>> create(const std::filesystem::path& path) override
    {
        if (auto checked = checkNewName(FileAction::Create, path); !checked)
            return fail(checked.error());
        Handle handle(::CreateFileW(extended(path).c_str(), GENERIC_WRITE,
                                    FILE_SHARE_READ | FILE_SHARE_DELETE, nullptr, CREATE_NEW,
                                    FILE_ATTRIBUTE_NORMAL, nullptr));
        if (!handle.isOpen())
            return failWithLastError(FileAction::Create, path);
        return makeOutputFile(std::move(handle), path);
    }

    Result<> renameNoReplace(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        if (auto checked = checkNewName(FileAction::Rename, to); !checked)
            return checked;
        if (::MoveFileExW(extended(from).c_str(), extended(to).c_str(), MOVEFILE_WRITE_THROUGH))
            return {};
        const DWORD error = ::GetLastError();
        const bool taken = error == ERROR_ALREADY_EXISTS || error == ERROR_FILE_EXISTS;
        return fail(fileError(FileAction::Rename, error, taken ? to : from));
    }

    Result<> renameReplacing(const std::filesystem::path& from, const std::filesystem::path& to) override
    {
        if (auto checked = checkNewName(FileAction::Rename, to); !checked)
            return checked;
        if (!::MoveFileExW(extended(from).c_str(), extended(to).c_str(),
                           MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH))
            return failWithLastError(FileAction::Rename, from);
        return {};
    }

    Result<> remove(const std::filesystem::path& path) override
    {
        const std::wstring name = extended(path);
        if (isFolder(name)) {
            if (!isReparsePoint(name))
                return notAFile(FileAction::Remove, "it is a folder", path);
            if (::RemoveDirectoryW(name.c_str())) // a link to a folder
                return {};
        } else if (::DeleteFileW(name.c_str())) {
            return {};
        }
        return failWithLastError(FileAction::Remove, path);
    }

    Result<> makeFolder(const std::filesystem::path& path) override
    {
        if (auto checked = checkNewName(FileAction::MakeFolder, path); !checked)
            return checked;
        if (!::CreateDirectoryW(extended(path).c_str(), nullptr))
            return failWithLastError(FileAction::MakeFolder, path);
        return {};
    }

    Result<> makePrivateFolder(const std::filesystem::path& path) override
    {
        if (auto checked = checkNewName(FileAction::MakeFolder, path); !checked)
            return checked;
        const PrivateSecurity security;
        if (security.descriptor() == nullptr)
            return failWithLastError(FileAction::MakeFolder, path);
        SECURITY_ATTRIBUTES attributes = {sizeof(SECURITY_ATTRIBUTES), security.descriptor(), FALSE};
        if (!::CreateDirectoryW(extended(path).c_str(), &attributes))
            return failWithLastError(FileAction::MakeFolder, path);
        return {};
    }

    Result<> flushFolder(const std::filesystem::path& folder) override
    {
        const Handle handle(::CreateFileW(extended(folder).c_str(), FILE_ADD_FILE, shareAll, nullptr,
                                          OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
        if (handle.isOpen() && ::FlushFileBuffers(handle.get()))
            return {};
        const DWORD error = ::GetLastError();
        if (isFlushingUnknown(error))
            return {};
        return fail(fileError(FileAction::FlushFolder, error, folder));
    }

    Result<std::uint64_t> freeSpace(const std::filesystem::path& folder) override
    {
        ULARGE_INTEGER available = {};
        const std::wstring name = extended(folder) + L'\\'; // which a share wants
        if (!::GetDiskFreeSpaceExW(name.c_str(), &available, nullptr, nullptr))
            return failWithLastError(FileAction::MeasureSpace, folder);
        return std::uint64_t{available.QuadPart};
    }

    Result<std::filesystem::path> resolve(const std::filesystem::path& path) override
    {
        const Handle handle(::CreateFileW(extended(path).c_str(), FILE_READ_ATTRIBUTES, shareAll, nullptr,
                                          OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr));
        if (!handle.isOpen())
            return failWithLastError(FileAction::Inspect, path);
        std::wstring name(longestPath, L'\0');
        const DWORD length = ::GetFinalPathNameByHandleW(handle.get(), name.data(), longestPath, 0);
        if (length == 0 || length >= longestPath)
            return failWithLastError(FileAction::Inspect, path);
        name.resize(length);
        return usualForm(name);
    }

    Result<bool> isOnNetwork(const std::filesystem::path& folder) override
    {
        // A link or junction may lead from a disk to a share.
        std::filesystem::path existing = folder;
        Result<std::filesystem::path> resolved = resolve(existing);
        while (!resolved && existing.has_relative_path()) {
            existing = existing.parent_path();
            resolved = resolve(existing);
        }
        return isRemote(extended(folder)) || (resolved && isRemote(extended(*resolved)));
    }
};

} // namespace

std::unique_ptr<FileSystem> realFileSystem()
{
    return std::make_unique<WindowsFileSystem>();
}

} // namespace connectorscope
