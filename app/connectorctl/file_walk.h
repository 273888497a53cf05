#pragma once

#include "core/base/file_system.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace connectorscope {

/// Whether a file of that name, met in a folder, is none of the connector's: left out without a word.
bool isLeftOut(const std::filesystem::path& name);

/// One thing that the walk came to: a file to judge, standard input, or a folder that cannot be listed.
struct WalkedFile
{
    std::filesystem::path path; ///< as given, with what lies below it
    bool standardInput = false;
    bool met = false;           ///< met in a folder, not named
    std::optional<Error> error; ///< why there is nothing to open
};

/// Walks over files and folders, in the order in which they are named and in a folder by name (bytes).
/// Folders are listed when the walk comes to them. Links met in a folder are not followed; a link that is
/// named is. next() is for one thread at a time, the rest for any.
class FileWalk
{
public:
    /// `-` stands for standard input.
    FileWalk(FileSystem& files, std::vector<std::filesystem::path> paths);

    std::optional<WalkedFile> next();

    /// Files that are known so far, those that were given out included.
    std::uint64_t known() const { return m_known; }
    /// Whether known() is the last word: no folder is left to list.
    bool complete() const { return m_complete; }
    std::uint64_t linksNotFollowed() const { return m_links; }

private:
    struct OpenFolder
    {
        std::filesystem::path path;
        std::vector<FolderEntry> entries;
        std::size_t position = 0;
    };

    WalkedFile nameNext();
    std::optional<WalkedFile> meetNext();
    std::optional<Error> enter(const std::filesystem::path& folder);
    void updateComplete();

    FileSystem& m_files;
    const std::vector<std::filesystem::path> m_paths;
    std::size_t m_position = 0;
    std::vector<OpenFolder> m_folders; ///< from the named one down to the one that is walked
    std::uint64_t m_foldersAhead = 0;  ///< listed by name, not entered yet
    std::atomic<std::uint64_t> m_known = 0;
    std::atomic<std::uint64_t> m_links = 0;
    std::atomic<bool> m_complete = false;
};

} // namespace connectorscope
