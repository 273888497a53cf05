#include "core/watch/comparison.h"

#include <algorithm>
#include <unordered_map>

namespace connectorscope {

namespace {

std::optional<ChangeKind> difference(const FileStamp& known, const FileStamp& now)
{
    if (known == now)
        return std::nullopt;
    const bool sameContent = known.size == now.size && known.modified == now.modified;
    return sameContent ? ChangeKind::Touched : ChangeKind::Changed;
}

struct Candidate
{
    FolderChanges* folder = nullptr;
    std::size_t change = 0;
    bool ambiguous = false;
    bool taken = false;
};

using Candidates = std::unordered_map<std::uint64_t, Candidate>;

Candidates goneByIdentity(std::span<FolderChanges> folders)
{
    Candidates candidates;
    for (FolderChanges& folder : folders)
        for (std::size_t i = 0; i < folder.changes.size(); ++i) {
            if (folder.changes[i].kind != ChangeKind::Gone)
                continue;
            const std::uint64_t identity = folder.known->stamp(folder.changes[i].file).identity;
            const auto [found, isNew] = candidates.try_emplace(identity, Candidate{&folder, i});
            found->second.ambiguous = !isNew;
        }
    return candidates;
}

} // namespace

std::vector<Change> compare(const FolderListing& known, const FolderListing& now)
{
    std::vector<Change> changes;
    const auto before = known.byName();
    const auto after = now.byName();
    auto a = before.begin();
    auto b = after.begin();
    while (a != before.end() || b != after.end()) {
        const int order = a == before.end()  ? 1
                          : b == after.end() ? -1
                                             : known.name(*a).compare(now.name(*b));
        if (order < 0) {
            changes.push_back({ChangeKind::Gone, *a++, {}});
        } else if (order > 0) {
            changes.push_back({ChangeKind::Arrived, *b++, {}});
        } else {
            if (const auto kind = difference(known.stamp(*a), now.stamp(*b)))
                changes.push_back({*kind, *b, {}});
            ++a;
            ++b;
        }
    }
    return changes;
}

void findMoves(std::span<FolderChanges> folders)
{
    Candidates candidates = goneByIdentity(folders);
    if (candidates.empty())
        return;
    for (FolderChanges& folder : folders)
        for (Change& change : folder.changes) {
            if (change.kind != ChangeKind::Arrived)
                continue;
            const FileStamp stamp = folder.now->stamp(change.file);
            const auto found = candidates.find(stamp.identity);
            if (found == candidates.end() || found->second.ambiguous || found->second.taken)
                continue;
            Candidate& candidate = found->second;
            const std::uint32_t from = candidate.folder->changes[candidate.change].file;
            if (!mayBeSameFile(stamp, candidate.folder->known->stamp(from)))
                continue;
            candidate.taken = true;
            change.kind = ChangeKind::Moved;
            change.from = {candidate.folder->folder, from};
        }
    for (FolderChanges& folder : folders)
        std::erase_if(folder.changes, [&](const Change& change) {
            if (change.kind != ChangeKind::Gone)
                return false;
            const auto found = candidates.find(folder.known->stamp(change.file).identity);
            return found->second.taken;
        });
}

bool holdsAnArrival(const FolderListing& listing, FolderKind kind, std::span<const FolderChanges> folders)
{
    std::unordered_multimap<std::uint64_t, FileStamp> arrived;
    for (const FolderChanges& folder : folders)
        for (const Change& change : folder.changes)
            if (change.kind == ChangeKind::Arrived && folder.folder != kind) {
                const FileStamp stamp = folder.now->stamp(change.file);
                arrived.emplace(stamp.identity, stamp);
            }
    if (arrived.empty())
        return false;
    for (std::size_t file = 0; file < listing.size(); ++file) {
        const FileStamp stamp = listing.stamp(file);
        const auto [begin, end] = arrived.equal_range(stamp.identity);
        if (std::any_of(begin, end, [&](const auto& same) { return mayBeSameFile(stamp, same.second); }))
            return true;
    }
    return false;
}

} // namespace connectorscope
