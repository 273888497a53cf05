#include "core/demo/demo_present.h"

#include "core/base/path_text.h"

#include <array>
#include <map>

namespace connectorscope {

namespace {

using std::chrono::hours;
using std::chrono::seconds;

/// What an administrator says of old failures.
constexpr std::array presentNotes = {"asked the sender to send it again", "waits for the new mailbox",
                                     "known, Marie looks into it"};
constexpr hours oldEnoughForANote{48};

class PresentWriter
{
public:
    PresentWriter(FileSystem& files, const ScanRules& rules, const Site& site)
        : m_scanner(files, rules)
        , m_site(site)
    {
    }

    void add(const MadeFile& made, const FileStamp& stamp);
    std::vector<DemoMoment> take() { return std::move(m_moments); }

private:
    WatchRecord& record(RecordKind kind, UtcTime at, FolderKind folder);
    WatchRecord& judged(UtcTime at, FolderKind folder);
    void addNote(UtcTime at);

    FileScanner m_scanner;
    const Site& m_site;
    std::size_t m_message = 0;
    std::size_t m_notes = 0;
    std::vector<DemoMoment> m_moments;
    const MadeFile* m_made = nullptr;
    FileStamp m_stamp;
};

WatchRecord& PresentWriter::record(RecordKind kind, UtcTime at, FolderKind folder)
{
    WatchRecord record;
    record.kind = kind;
    record.at = at;
    record.place = {folder, m_made->file.name};
    record.stamp = m_stamp;
    m_moments.push_back({at, m_message, DemoRecord{std::move(record)}});
    return std::get<DemoRecord>(m_moments.back().what).record;
}

WatchRecord& PresentWriter::judged(UtcTime at, FolderKind folder)
{
    ScannedMessage scanned = m_scanner.scan({folder, m_made->path, m_stamp}, {});
    WatchRecord& seen = record(RecordKind::Judged, at, folder);
    seen.scanned = std::move(scanned);
    return seen;
}

void PresentWriter::addNote(UtcTime at)
{
    if (m_notes < presentNotes.size())
        m_moments.push_back({at, m_message, DemoNote{presentNotes[m_notes++]}});
}

void PresentWriter::add(const MadeFile& made, const FileStamp& stamp)
{
    m_made = &made;
    m_stamp = stamp;
    const UtcTime settled = made.modified + m_site.watch.settle;
    switch (made.file.folder) {
    case FolderKind::Incoming:
        record(RecordKind::Arrived, made.modified, FolderKind::Incoming);
        judged(settled, FolderKind::Incoming).countsAsArrived = true;
        break;
    case FolderKind::Failed: {
        // It failed when the manifest says that it was stored; before, it waited for the next cycle.
        const UtcTime arrival = made.modified - seconds(90 + 97 * static_cast<long>(m_message % 8));
        record(RecordKind::Arrived, arrival, FolderKind::Incoming);
        judged(arrival + m_site.watch.settle, FolderKind::Incoming).countsAsArrived = true;
        WatchRecord& moved = record(RecordKind::Moved, made.modified, FolderKind::Failed);
        moved.from = Place{FolderKind::Incoming, made.file.name};
        moved.countsAsFailed = true;
        judged(settled, FolderKind::Failed).isAttempt = true;
        if (made.file.age > oldEnoughForANote)
            addNote(made.modified + hours(20));
        break;
    }
    case FolderKind::PickUp:
        record(RecordKind::Arrived, made.modified, FolderKind::PickUp);
        judged(made.modified + m_site.watch.pickupStalledAfter, FolderKind::PickUp);
        break;
    case FolderKind::BadMail:
        record(RecordKind::Arrived, made.modified, FolderKind::BadMail);
        judged(settled, FolderKind::BadMail).countsAsBadMailed = true;
        break;
    case FolderKind::None:
        break;
    }
    ++m_message;
}

} // namespace

Result<std::vector<DemoMoment>> demoPresent(FileSystem& files, const DemoSite& demo, const Site& site,
                                            const ScanRules& rules)
{
    std::map<FolderKind, FolderListing> listings;
    for (const FolderKind folder : watchedFolders) {
        auto listing = listFolder(files, folder, demo.folder / pathFromBytes(demoFolderName(folder)));
        if (!listing)
            return fail(std::move(listing.error()));
        listing->sort();
        listings.emplace(folder, std::move(*listing));
    }
    PresentWriter writer(files, rules, site);
    for (const MadeFile& made : demo.files) {
        if (made.file.isCompanion || made.file.age < demoUnseen)
            continue;
        const FolderListing& listing = listings.at(made.file.folder);
        if (const std::size_t file = listing.find(made.file.name); file < listing.size())
            writer.add(made, listing.stamp(file));
    }
    return writer.take();
}

} // namespace connectorscope
