#include "app/connectorctl/file_walk.h"

#include "core/base/path_text.h"

#include <spdlog/spdlog.h>

#include <algorithm>

namespace connectorscope {

bool isLeftOut(const std::filesystem::path& name)
{
    std::string lower = pathBytes(name);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    // .BDP and .BDR: what the SMTP service writes beside a .BAD file.
    return lower.ends_with(".tmp") || lower.ends_with(".bdp") || lower.ends_with(".bdr") ||
           lower == "desktop.ini" || lower == "thumbs.db";
}

FileWalk::FileWalk(FileSystem& files, std::vector<std::filesystem::path> paths)
    : m_files(files)
    , m_paths(std::move(paths))
    , m_known(m_paths.size())
{
}

std::optional<WalkedFile> FileWalk::next()
{
    while (true) {
        if (m_folders.empty()) {
            if (m_position == m_paths.size()) {
                m_complete = true;
                return std::nullopt;
            }
            const std::size_t depth = m_folders.size();
            WalkedFile named = nameNext();
            updateComplete();
            if (m_folders.size() == depth)
                return named;
        } else if (std::optional<WalkedFile> met = meetNext()) {
            updateComplete();
            return met;
        }
    }
}

/// What was named: a folder is entered, everything else is given out as it is; opening it tells what is
/// wrong.
WalkedFile FileWalk::nameNext()
{
    WalkedFile named;
    named.path = m_paths[m_position++];
    if (named.path == "-") {
        named.standardInput = true;
        return named;
    }
    const Result<FileInfo> info = m_files.info(named.path);
    if (!info) {
        named.error = info.error();
        return named;
    }
    if (info->kind == EntryKind::Folder) {
        --m_known;
        named.error = enter(named.path);
        if (named.error)
            ++m_known;
    } else if (info->kind == EntryKind::Link) {
        // A link that is named is meant. Listing what it leads to is how to know that this is a folder.
        --m_known;
        if (enter(named.path))
            ++m_known;
    }
    return named;
}

std::optional<WalkedFile> FileWalk::meetNext()
{
    OpenFolder& folder = m_folders.back();
    if (folder.position == folder.entries.size()) {
        m_folders.pop_back();
        return std::nullopt;
    }
    const FolderEntry& entry = folder.entries[folder.position++];
    WalkedFile met;
    met.path = folder.path / entry.name;
    met.met = true;
    if (entry.kind != EntryKind::Folder)
        return met;
    --m_foldersAhead;
    met.error = enter(met.path); // `folder` and `entry` may be gone now
    if (!met.error)
        return std::nullopt;
    ++m_known;
    return met;
}

std::optional<Error> FileWalk::enter(const std::filesystem::path& folder)
{
    Result<std::vector<FolderEntry>> listed = m_files.list(folder);
    if (!listed)
        return listed.error();
    OpenFolder open{folder, std::move(*listed), 0};
    const auto notWalked = [&](const FolderEntry& entry) {
        if (entry.kind == EntryKind::Link) {
            ++m_links;
            spdlog::info("not followed, because it is a link: {}", quotedPath(folder / entry.name));
        }
        return entry.kind == EntryKind::Link || (entry.kind != EntryKind::Folder && isLeftOut(entry.name));
    };
    std::erase_if(open.entries, notWalked);
    std::sort(open.entries.begin(), open.entries.end(),
              [](const FolderEntry& a, const FolderEntry& b) { return a.name.native() < b.name.native(); });
    const auto folders =
        std::count_if(open.entries.begin(), open.entries.end(),
                      [](const FolderEntry& entry) { return entry.kind == EntryKind::Folder; });
    m_foldersAhead += static_cast<std::uint64_t>(folders);
    m_known += open.entries.size() - static_cast<std::size_t>(folders);
    m_folders.push_back(std::move(open));
    return std::nullopt;
}

void FileWalk::updateComplete()
{
    m_complete = m_position == m_paths.size() && m_foldersAhead == 0;
}

} // namespace connectorscope
