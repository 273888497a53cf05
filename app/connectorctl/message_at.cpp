#include "app/connectorctl/message_at.h"

#include "core/base/path_text.h"
#include "core/index/index_reader.h"
#include "core/index/stuck.h"

#include <optional>

namespace connectorscope {
namespace {

constexpr std::size_t rowsLookedAt = 500;

std::optional<FileIdentity> identityOfFolder(FileSystem& files, const std::filesystem::path& folder)
{
    const Result<std::filesystem::path> resolved = files.resolve(folder);
    if (!resolved)
        return std::nullopt;
    const Result<FileInfo> info = files.info(*resolved);
    return info ? std::optional(info->identity) : std::nullopt;
}

FolderKind folderWith(const Site& site, const std::filesystem::path& file, FileSystem& files)
{
    const std::filesystem::path parent = file.parent_path();
    const auto wanted = identityOfFolder(files, parent.empty() ? "." : parent);
    for (const FolderKind kind : watchedFolders) {
        const std::filesystem::path& folder = folderPath(site, kind);
        if (wanted && !folder.empty() && identityOfFolder(files, folder) == wanted)
            return kind;
    }
    return FolderKind::None;
}

} // namespace

Result<std::string> messageAt(const Site& site, const std::filesystem::path& file, Environment& environment,
                              const std::stop_token& stop)
{
    const FolderKind folder = folderWith(site, file, environment.files);
    if (folder == FolderKind::None)
        return fail(ErrorCode::BadInput, quotedPath(file) + " lies in no folder of site '" + site.name + "'",
                    "Only mail of the site's own folders can be requeued.", file);
    const auto index = IndexReader::open(site.folders.work);
    if (!index)
        return fail(index.error());
    MessageFilter filter;
    filter.folders = {folder};
    filter.states = {MessageState::Present};
    const std::string name = pathBytes(file.filename());
    std::optional<PageKey> after;
    do {
        const Result<MessagePage> page = (*index)->page(filter, {}, rowsLookedAt, after, stop);
        if (!page)
            return fail(page.error());
        for (const MessageRow& row : page->rows)
            if (row.place.name == name && !row.id.empty())
                return row.id;
        after = page->next;
    } while (after);
    return fail(ErrorCode::NotFound, "nobody has read " + quotedPath(file) + " yet",
                "It may still be arriving, or be locked; 'connectorctl scan' looks again.", file);
}

} // namespace connectorscope
