#pragma once

#include "core/base/byte_source.h"
#include "core/base/clock.h"
#include "core/base/result.h"

#include <compare>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace connectorscope {

enum class EntryKind : std::uint8_t
{
    File,
    Folder,
    Link, ///< a symbolic link, a junction
    Other ///< a device, a socket, a pipe
};

/// Tells two files apart, whatever their names: the volume, and the file's number on it. A number may be
/// used again after the file was removed.
struct FileIdentity
{
    std::uint64_t volume = 0;
    std::uint64_t high = 0; ///< 0 but on file systems with numbers of 128 bits (ReFS)
    std::uint64_t low = 0;

    auto operator<=>(const FileIdentity&) const = default;
};

struct FileInfo
{
    EntryKind kind = EntryKind::Other;
    std::uint64_t size = 0; ///< bytes; of a file only
    UtcTime modified;       ///< by the clock of the folder's server
    FileIdentity identity;
};

struct FolderEntry
{
    std::filesystem::path name; ///< without the folder
    EntryKind kind = EntryKind::Other;
};

/// An entry of a folder with what the system tells of it without opening it.
struct ListedEntry
{
    std::string_view name; ///< without the folder, as of pathBytes(); valid during the call
    FileInfo info;         ///< of a link: of the link itself
    /// When the file, its name or its attributes last changed; the epoch where the file system has no such
    /// time.
    UtcTime changed;
};

/// A regular file that is open for reading, in blocks: from its start to its end, or anywhere. Others may
/// rename and delete it all the while. Closed by its destructor. For one thread at a time.
class InputFile : public ByteSource
{
public:
    /// One call reads at most that much, however large the buffer.
    static constexpr std::size_t maxRead = 1024 * 1024;

    /// Like read(), but from that offset on; read() goes on where it was. 0 from the end of the file on, as
    /// it is now.
    virtual Result<std::size_t> readAt(std::uint64_t offset, std::span<char> buffer) = 0;

    /// What it was when it was opened.
    virtual const FileInfo& info() const = 0;
    /// What it is now, under whatever name: differs from info() when it was written to meanwhile.
    virtual Result<FileInfo> currentInfo() = 0;
};

/// A new file, open for writing. Its destructor closes it, flushes nothing and removes nothing. For one
/// thread at a time.
class OutputFile
{
public:
    virtual ~OutputFile() = default;

    /// Writes all of it, after what was written before.
    virtual Result<> write(std::string_view bytes) = 0;
    /// Gives the file the time at which it shall have been changed last, by the clock of its server. What is
    /// written afterwards changes it again. File systems keep it more or less exactly: to 100 ns, to 2 s.
    virtual Result<> setModified(UtcTime time) = 0;
    /// Returns when the content is on the disk. The name is not: see FileSystem::flushFolder.
    virtual Result<> flush() = 0;
    /// Some file systems tell only here that writing failed. Nothing may be called after it.
    virtual Result<> close() = 0;
};

/// The files of the machine, as a thing that is passed in, so that a test can make each call fail. All calls
/// may come from several threads at once. No error is hidden: what cannot be read is not "absent".
class FileSystem
{
public:
    virtual ~FileSystem() = default;

    /// Opens a regular file; a link is followed. Never waits for a pipe or device: ErrorCode::NotAFile for
    /// all that is no regular file, and for a link to nothing.
    virtual Result<std::unique_ptr<InputFile>> open(const std::filesystem::path& path) = 0;

    /// What stands at that name; a link as its last component is not followed.
    virtual Result<FileInfo> info(const std::filesystem::path& path) = 0;

    /// What lies directly in a folder, in no order, without `.` and `..`. A folder that cannot be listed to
    /// its end is an error.
    virtual Result<std::vector<FolderEntry>> list(const std::filesystem::path& folder) = 0;

    /// The same with size, times and identity of each entry, one call for each, without a list of them in
    /// memory; stops when `visit` returns false. What vanishes meanwhile is left out. After an error what was
    /// visited is a part of the folder, and nobody knows which.
    virtual Result<> listWithInfo(const std::filesystem::path& folder,
                                  const std::function<bool(const ListedEntry&)>& visit) = 0;

    /// Whether this account may add files to the folder, found out without adding one: the rights say yes. A
    /// full disk or a scanner may still prevent it. ErrorCode::AccessDenied when they say no.
    virtual Result<> checkMayAdd(const std::filesystem::path& folder) = 0;

    /// Makes a file that was not there; ErrorCode::AlreadyExists when the name is taken.
    virtual Result<std::unique_ptr<OutputFile>> create(const std::filesystem::path& path) = 0;

    /// Renames a file within its volume (ErrorCode::CrossDevice) and never replaces one
    /// (ErrorCode::AlreadyExists). After another error, of a share above all, it may have happened: see
    /// renameChecked.
    virtual Result<> renameNoReplace(const std::filesystem::path& from, const std::filesystem::path& to) = 0;

    /// Renames a file within its volume over the one that has the name already, or to a free name: who looks
    /// sees the old file or the new one, whole. On Linux the new one gets the rights of the old one. For our
    /// own settings only; see publishReplacing.
    virtual Result<> renameReplacing(const std::filesystem::path& from, const std::filesystem::path& to) = 0;

    /// Removes a file or a link, not a folder.
    virtual Result<> remove(const std::filesystem::path& path) = 0;

    /// Makes one folder, whose parent exists; ErrorCode::AlreadyExists when the name is taken.
    virtual Result<> makeFolder(const std::filesystem::path& path) = 0;

    /// The same of one into which this account and administrators alone may look.
    virtual Result<> makePrivateFolder(const std::filesystem::path& path) = 0;

    /// Returns when the names in the folder are on the disk, where the system can do that.
    virtual Result<> flushFolder(const std::filesystem::path& folder) = 0;

    /// Bytes that this account may still use on the volume of that folder.
    virtual Result<std::uint64_t> freeSpace(const std::filesystem::path& folder) = 0;

    /// The absolute path without links, `.` and `..`, of something that exists.
    virtual Result<std::filesystem::path> resolve(const std::filesystem::path& path) = 0;

    /// Whether that folder, or the nearest above it that exists, lies on another machine: a share, a mapped
    /// drive, a mounted NFS, SMB or SSH file system. What the system does not tell apart counts as a disk.
    virtual Result<bool> isOnNetwork(const std::filesystem::path& folder) = 0;
};

/// The real one.
std::unique_ptr<FileSystem> realFileSystem();

} // namespace connectorscope
