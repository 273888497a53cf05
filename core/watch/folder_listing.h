#pragma once

#include "core/base/file_system.h"
#include "core/diagnosis/diagnosis.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// The folders of a site in the order in which a message passes them, which is the order in which they are
/// listed: a message on its way is then seen twice rather than not at all.
inline constexpr std::array<FolderKind, 4> watchedFolders = {FolderKind::Incoming, FolderKind::Failed,
                                                             FolderKind::PickUp, FolderKind::BadMail};

/// "incoming", "failed", "pickup", "badmail": what is stored and printed.
std::string_view toString(FolderKind folder);

/// What tells of a file, without opening it, whether it is still the one that was seen before. Small, since a
/// million of them are kept.
struct FileStamp
{
    std::uint64_t size = 0;
    UtcTime modified; ///< by the clock of the folder's server
    /// The file's number on its volume, folded to 64 bits; without the volume, whose own number changes when
    /// a share is mounted again. A hint: numbers are used again, and some servers make them up.
    std::uint64_t identity = 0;
    /// A hash of the time at which the file, or its name or attributes, last changed; 0 where the file system
    /// has none.
    std::uint32_t changeMark = 0;

    bool operator==(const FileStamp&) const = default;
};

FileStamp stampOf(const ListedEntry& entry);

/// Whether it may be the same file under another name: size, modified time and number agree, and the number
/// is one. Renaming changes the change mark, so that is not asked.
bool mayBeSameFile(const FileStamp& a, const FileStamp& b);

/// Why an entry of a folder is not looked at.
enum class NotLookedAt : std::uint8_t
{
    SubFolder,
    Link,
    Special,   ///< a device, a socket, a pipe
    Temporary, ///< `*.tmp`
    System     ///< `desktop.ini`, `Thumbs.db`
};
inline constexpr std::size_t notLookedAtReasons = 5;

std::string_view toString(NotLookedAt reason);

/// How an entry of that name and kind is treated; the case of letters does not matter.
enum class EntryRole : std::uint8_t
{
    Message,
    Companion, ///< in BadMail, the `.BDR` and `.BDP` of a `.BAD`
    LeftOut
};
struct EntryTreatment
{
    EntryRole role = EntryRole::Message;
    NotLookedAt reason = NotLookedAt::SubFolder; ///< of EntryRole::LeftOut
};
EntryTreatment treatmentOf(FolderKind folder, std::string_view name, EntryKind kind);

/// The message files of a folder at one moment, and a count of what else lies in it. Takes about 40 bytes and
/// the name for each file. Files are numbered as they were listed; names are bytes as of pathBytes() and are
/// told apart byte by byte, so that names that differ only in case are two. A plain value.
class FolderListing
{
public:
    void add(std::string_view name, const FileStamp& stamp);
    void leaveOut(NotLookedAt reason) { ++m_leftOut[static_cast<std::size_t>(reason)]; }
    void addCompanion() { ++m_companions; }
    /// Puts the numbers in the order of the names. Called once, after the last add().
    void sort();

    std::size_t size() const { return m_records.size(); }
    std::string_view name(std::size_t file) const;
    FileStamp stamp(std::size_t file) const;
    /// The numbers of the files in the order of their names (bytes).
    std::span<const std::uint32_t> byName() const { return m_byName; }
    /// The number of the file of that name, or size().
    std::size_t find(std::string_view name) const;

    std::uint64_t leftOut(NotLookedAt reason) const { return m_leftOut[static_cast<std::size_t>(reason)]; }
    std::uint64_t leftOut() const;
    std::uint64_t companions() const { return m_companions; }

    /// Whether both hold the same files with the same stamps, listed in the same order: what a folder in
    /// which nothing happened gives. Needs no sort(). False may also mean "the same in another order".
    bool equalAsListed(const FolderListing& other) const;

    /// Bytes of memory that it holds.
    std::size_t memory() const;

private:
    struct Record
    {
        std::uint64_t size;
        std::int64_t modified;
        std::uint64_t identity;
        std::uint32_t changeMark;
        std::uint32_t nameBegin;

        bool operator==(const Record&) const = default;
    };

    std::string m_names;
    std::vector<Record> m_records;
    std::vector<std::uint32_t> m_byName;
    std::array<std::uint64_t, notLookedAtReasons> m_leftOut = {};
    std::uint64_t m_companions = 0;
};

/// Lists a folder; not sorted yet. An error is "nobody knows what lies in it", never "it is empty".
Result<FolderListing> listFolder(FileSystem& files, FolderKind kind, const std::filesystem::path& folder,
                                 std::stop_token stop = {});

} // namespace connectorscope
