#include "core/watch/folder_listing.h"

#include "core/base/hashing.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <numeric>

namespace connectorscope {

namespace {

std::uint64_t mixed(std::uint64_t value)
{
    // The finaliser of SplitMix64: every bit of the input reaches every bit of the output.
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31);
}

bool endsWith(std::string_view name, std::string_view lowerCaseEnd)
{
    if (name.size() < lowerCaseEnd.size())
        return false;
    return std::ranges::equal(name.substr(name.size() - lowerCaseEnd.size()), lowerCaseEnd,
                              [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

bool isNamed(std::string_view name, std::string_view lowerCase)
{
    return name.size() == lowerCase.size() && endsWith(name, lowerCase);
}

} // namespace

std::string_view toString(FolderKind folder)
{
    switch (folder) {
    case FolderKind::None:
        return {};
    case FolderKind::Incoming:
        return "incoming";
    case FolderKind::Failed:
        return "failed";
    case FolderKind::PickUp:
        return "pickup";
    case FolderKind::BadMail:
        return "badmail";
    }
    return {};
}

std::string_view toString(NotLookedAt reason)
{
    switch (reason) {
    case NotLookedAt::SubFolder:
        return "sub-folder";
    case NotLookedAt::Link:
        return "link";
    case NotLookedAt::Special:
        return "special";
    case NotLookedAt::Temporary:
        return "temporary";
    case NotLookedAt::System:
        return "system";
    }
    return {};
}

FileStamp stampOf(const ListedEntry& entry)
{
    FileStamp stamp;
    stamp.size = entry.info.size;
    stamp.modified = entry.info.modified;
    const FileIdentity& identity = entry.info.identity;
    stamp.identity = identity.high == 0 ? identity.low : mixed(identity.high) ^ identity.low;
    if (entry.changed != UtcTime()) {
        const auto time = static_cast<std::uint64_t>(entry.changed.time_since_epoch().count());
        stamp.changeMark = std::max(1U, static_cast<std::uint32_t>(mixed(time)));
    }
    return stamp;
}

bool mayBeSameFile(const FileStamp& a, const FileStamp& b)
{
    return a.identity != 0 && a.identity == b.identity && a.size == b.size && a.modified == b.modified;
}

EntryTreatment treatmentOf(FolderKind folder, std::string_view name, EntryKind kind)
{
    switch (kind) {
    case EntryKind::Folder:
        return {EntryRole::LeftOut, NotLookedAt::SubFolder};
    case EntryKind::Link:
        return {EntryRole::LeftOut, NotLookedAt::Link};
    case EntryKind::Other:
        return {EntryRole::LeftOut, NotLookedAt::Special};
    case EntryKind::File:
        break;
    }
    if (endsWith(name, ".tmp"))
        return {EntryRole::LeftOut, NotLookedAt::Temporary};
    if (isNamed(name, "desktop.ini") || isNamed(name, "thumbs.db"))
        return {EntryRole::LeftOut, NotLookedAt::System};
    if (folder == FolderKind::BadMail && (endsWith(name, ".bdr") || endsWith(name, ".bdp")))
        return {EntryRole::Companion, {}};
    return {};
}

void FolderListing::add(std::string_view name, const FileStamp& stamp)
{
    m_records.push_back({stamp.size, stamp.modified.time_since_epoch().count(), stamp.identity,
                         stamp.changeMark, static_cast<std::uint32_t>(m_names.size())});
    m_names += name;
}

void FolderListing::sort()
{
    m_byName.resize(m_records.size());
    std::iota(m_byName.begin(), m_byName.end(), 0U);
    std::ranges::sort(m_byName, {}, [this](std::uint32_t file) { return name(file); });
}

std::string_view FolderListing::name(std::size_t file) const
{
    const std::size_t begin = m_records[file].nameBegin;
    const std::size_t end = file + 1 < m_records.size() ? m_records[file + 1].nameBegin : m_names.size();
    return std::string_view(m_names).substr(begin, end - begin);
}

FileStamp FolderListing::stamp(std::size_t file) const
{
    const Record& record = m_records[file];
    return {record.size, UtcTime(std::chrono::nanoseconds(record.modified)), record.identity,
            record.changeMark};
}

std::size_t FolderListing::find(std::string_view name) const
{
    const auto found =
        std::ranges::lower_bound(m_byName, name, {}, [this](std::uint32_t file) { return this->name(file); });
    return found != m_byName.end() && this->name(*found) == name ? *found : size();
}

std::uint64_t FolderListing::leftOut() const
{
    return std::accumulate(m_leftOut.begin(), m_leftOut.end(), std::uint64_t{0});
}

bool FolderListing::equalAsListed(const FolderListing& other) const
{
    return m_names == other.m_names && m_records == other.m_records;
}

std::size_t FolderListing::memory() const
{
    return m_names.capacity() + m_records.capacity() * sizeof(Record) +
           m_byName.capacity() * sizeof(std::uint32_t);
}

Result<FolderListing> listFolder(FileSystem& files, FolderKind kind, const std::filesystem::path& folder,
                                 std::stop_token stop)
{
    FolderListing listing;
    bool tooMany = false;
    std::size_t nameBytes = 0;
    const Result<> listed = files.listWithInfo(folder, [&](const ListedEntry& entry) {
        const EntryTreatment treatment = treatmentOf(kind, entry.name, entry.info.kind);
        switch (treatment.role) {
        case EntryRole::Message:
            nameBytes += entry.name.size();
            tooMany = nameBytes > std::numeric_limits<std::uint32_t>::max();
            if (!tooMany)
                listing.add(entry.name, stampOf(entry));
            break;
        case EntryRole::Companion:
            listing.addCompanion();
            break;
        case EntryRole::LeftOut:
            listing.leaveOut(treatment.reason);
            break;
        }
        return !tooMany && !stop.stop_requested();
    });
    if (!listed)
        return fail(listed.error());
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "interrupted", {}, folder);
    if (tooMany)
        return fail(ErrorCode::BadInput, "the folder holds more names than can be compared",
                    "Move what is not mail out of it.", folder);
    return listing;
}

} // namespace connectorscope
