#include "core/watch/known_folder.h"

#include <algorithm>

namespace connectorscope {

namespace {

constexpr std::chrono::nanoseconds firstPause = std::chrono::seconds(5);
constexpr std::chrono::nanoseconds longestPause = std::chrono::minutes(5);

bool isUnfinished(FileProgress progress)
{
    return progress != FileProgress::Judged && progress != FileProgress::Listed;
}

std::chrono::nanoseconds pauseAfter(int attempts)
{
    return std::min(longestPause, firstPause * (1 << std::min(attempts - 1, 8)));
}

} // namespace

void KnownFolder::remember(FolderListing listing, const std::vector<bool>& judged)
{
    m_listing = std::move(listing);
    m_listing.sort();
    m_failing.clear();
    m_files.assign(m_listing.size(), {});
    m_unfinished = m_files.size();
    for (std::size_t i = 0; i < m_files.size(); ++i)
        if (judged[i])
            setProgress(i, FileProgress::Judged);
        else if (m_kind == FolderKind::PickUp)
            setProgress(i, FileProgress::Listed);
}

void KnownFolder::adopt(FolderListing listing, const std::vector<Change>& changes, SteadyTime now)
{
    const FileProgress fresh = m_kind == FolderKind::PickUp ? FileProgress::Listed : FileProgress::Waiting;
    std::vector<File> files(listing.size(), File{now, fresh});
    const auto before = m_listing.byName();
    auto known = before.begin();
    auto change = changes.begin();
    for (const std::uint32_t file : listing.byName()) {
        while (change != changes.end() && change->kind == ChangeKind::Gone)
            ++change;
        const std::string_view name = listing.name(file);
        while (known != before.end() && m_listing.name(*known) < name)
            ++known;
        const bool wasThere = known != before.end() && m_listing.name(*known) == name;
        if (change == changes.end() || change->file != file) {
            if (wasThere)
                files[file] = m_files[*known];
            continue;
        }
        if (change->kind == ChangeKind::Moved && m_kind != FolderKind::PickUp)
            files[file].progress = FileProgress::MovedIn;
        ++change;
    }
    m_listing = std::move(listing);
    m_files = std::move(files);
    m_unfinished = static_cast<std::size_t>(
        std::ranges::count_if(m_files, [](const File& file) { return isUnfinished(file.progress); }));
    std::erase_if(m_failing, [this](const auto& entry) {
        const std::size_t file = m_listing.find(entry.first);
        return file == m_listing.size() || m_files[file].progress != FileProgress::Retry;
    });
}

void KnownFolder::setProgress(std::size_t file, FileProgress progress)
{
    if (m_files[file].progress == FileProgress::Retry && progress != FileProgress::Retry)
        m_failing.erase(std::string(m_listing.name(file)));
    m_unfinished -= isUnfinished(m_files[file].progress) ? 1 : 0;
    m_unfinished += isUnfinished(progress) ? 1 : 0;
    m_files[file].progress = progress;
}

void KnownFolder::setAge(std::size_t file, std::chrono::nanoseconds age, SteadyTime now)
{
    m_files[file].unchangedSince = now - std::max(age, std::chrono::nanoseconds(0));
}

bool KnownFolder::setUnreadable(std::size_t file, const std::string& reason, SteadyTime now)
{
    Failing& failing = m_failing[std::string(m_listing.name(file))];
    const bool isNews = failing.attempts == 0 || failing.reason != reason;
    ++failing.attempts;
    failing.next = now + pauseAfter(failing.attempts);
    failing.reason = reason;
    setProgress(file, FileProgress::Retry);
    return isNews;
}

void KnownFolder::setWaiting(std::size_t file, SteadyTime since)
{
    setProgress(file, FileProgress::Waiting);
    m_files[file].unchangedSince = since;
}

const KnownFolder::Failing* KnownFolder::failing(std::size_t file) const
{
    const auto found = m_failing.find(std::string(m_listing.name(file)));
    return found == m_failing.end() ? nullptr : &found->second;
}

std::vector<std::uint32_t> KnownFolder::due(SteadyTime now, std::chrono::nanoseconds settle) const
{
    std::vector<std::uint32_t> files;
    if (m_unfinished == 0)
        return files;
    for (const std::uint32_t file : m_listing.byName()) {
        const File& state = m_files[file];
        bool isDue = false;
        if (state.progress == FileProgress::MovedIn || state.progress == FileProgress::PutBack)
            isDue = true;
        else if (state.progress == FileProgress::Waiting)
            isDue = now - state.unchangedSince >= settle;
        else if (state.progress == FileProgress::Retry)
            isDue = now >= failing(file)->next;
        if (isDue)
            files.push_back(file);
    }
    return files;
}

SteadyTime KnownFolder::nextDue(std::chrono::nanoseconds settle) const
{
    SteadyTime next = SteadyTime::max();
    if (m_unfinished == 0)
        return next;
    for (const File& file : m_files)
        if (file.progress == FileProgress::Waiting)
            next = std::min(next, file.unchangedSince + settle);
        else if (file.progress == FileProgress::MovedIn || file.progress == FileProgress::PutBack)
            next = std::min(next, file.unchangedSince);
    for (const auto& [name, failing] : m_failing)
        next = std::min(next, failing.next);
    return next;
}

std::size_t KnownFolder::oldest() const
{
    const auto found = std::ranges::min_element(m_files, {}, &File::unchangedSince);
    return static_cast<std::size_t>(found - m_files.begin());
}

} // namespace connectorscope
