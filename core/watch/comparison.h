#pragma once

#include "core/watch/folder_listing.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace connectorscope {

enum class ChangeKind : std::uint8_t
{
    Arrived,
    Changed, ///< size or time of the file of that name differ: other content
    Touched, ///< only its number, name or attributes differ: perhaps another file, perhaps the same
    Moved,   ///< arrived, and by its stamp is the file that has left another place
    Gone
};

/// A file of a folder in a folder that was compared before; numbers are of the known listing.
struct KnownNumber
{
    FolderKind folder = FolderKind::None;
    std::uint32_t file = 0;
};

struct Change
{
    ChangeKind kind = ChangeKind::Arrived;
    std::uint32_t file = 0; ///< its number in the new listing; of Gone, in the known one
    KnownNumber from;       ///< of Moved
};

/// What differs between what is known of a folder and what lies in it now, in the order of the names. Both
/// are sorted; linear in their sizes. The names decide; whether a file of the same name is the same is told
/// by its stamp.
std::vector<Change> compare(const FolderListing& known, const FolderListing& now);

/// A folder that was listed, what was known of it, and what compare() says.
struct FolderChanges
{
    FolderKind folder = FolderKind::None;
    const FolderListing* known = nullptr;
    const FolderListing* now = nullptr;
    std::vector<Change> changes;
};

/// Makes Moved of each Arrived whose stamp is that of a Gone, in whatever folder, and takes that Gone away.
/// Where two have gone that could both be it, it stays Arrived: its content will tell. Linear.
void findMoves(std::span<FolderChanges> folders);

/// Whether a file of `listing` may be one that, by `folders`, has arrived elsewhere: a message that was moved
/// after `listing` was made is in both. Linear.
bool holdsAnArrival(const FolderListing& listing, FolderKind kind, std::span<const FolderChanges> folders);

} // namespace connectorscope
