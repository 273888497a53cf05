#pragma once

#include "core/base/clock.h"
#include "core/watch/comparison.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace connectorscope {

/// How far the watch is with a file.
enum class FileProgress : std::uint8_t
{
    Waiting, ///< for settling, then it is read
    MovedIn, ///< the same, and it is known already: it came from another folder
    PutBack, ///< read at once: we have put it there whole
    Judged,
    Retry,  ///< could not be read: with growing pauses
    Listed, ///< in PickUp: not opened unless it stalls
};

/// What the watcher knows of one folder: its last listing, and how far it is with each file. About fifty
/// bytes and the name for each file. For one thread.
class KnownFolder
{
public:
    explicit KnownFolder(FolderKind kind)
        : m_kind(kind)
    {
    }

    FolderKind kind() const { return m_kind; }
    const FolderListing& listing() const { return m_listing; }
    FileProgress progress(std::size_t file) const { return m_files[file].progress; }
    /// Since when it has been as it is: seen so, or, of files that the first listing found, by their times.
    SteadyTime unchangedSince(std::size_t file) const { return m_files[file].unchangedSince; }

    /// Takes over what a ledger remembers; `listing` is not sorted yet. `judged` has an element for each
    /// file.
    void remember(FolderListing listing, const std::vector<bool>& judged);

    /// Takes over a new listing, sorted, and what compare() and findMoves() said of it. Files without a
    /// change stay as they are; changed ones wait from `now` on.
    void adopt(FolderListing listing, const std::vector<Change>& changes, SteadyTime now);

    /// Dates a waiting file back: it was as old as that when it was seen first.
    void setAge(std::size_t file, std::chrono::nanoseconds age, SteadyTime now);

    void setJudged(std::size_t file) { setProgress(file, FileProgress::Judged); }
    /// It could not be read, again. Returns whether that is news (the first time with this reason).
    bool setUnreadable(std::size_t file, const std::string& reason, SteadyTime now);
    /// It is to be read as soon as it has been as it is for the time of settling.
    void setWaiting(std::size_t file, SteadyTime since);
    /// It is read now: it need not settle.
    void setPutBack(std::size_t file) { setProgress(file, FileProgress::PutBack); }
    /// It is opened now although it lies in PickUp.
    void setStalled(std::size_t file) { setProgress(file, FileProgress::Waiting); }

    /// The files that are to be read now, in the order of their names.
    std::vector<std::uint32_t> due(SteadyTime now, std::chrono::nanoseconds settle) const;
    /// When the next one will be due; SteadyTime::max() when none waits.
    SteadyTime nextDue(std::chrono::nanoseconds settle) const;
    /// The number of the file that has been as it is for the longest time; size() of the listing when empty.
    std::size_t oldest() const;

    std::size_t unfinished() const { return m_unfinished; }

    /// Bytes of memory that it holds, but for what cannot be read.
    std::size_t memory() const { return m_listing.memory() + m_files.capacity() * sizeof(File); }

private:
    struct File
    {
        SteadyTime unchangedSince;
        FileProgress progress = FileProgress::Waiting;
    };
    struct Failing
    {
        int attempts = 0;
        SteadyTime next;
        std::string reason;
    };

    void setProgress(std::size_t file, FileProgress progress);
    const Failing* failing(std::size_t file) const;

    FolderKind m_kind;
    FolderListing m_listing;
    std::vector<File> m_files;
    std::size_t m_unfinished = 0; ///< files that are to be read
    std::unordered_map<std::string, Failing> m_failing;
};

} // namespace connectorscope
