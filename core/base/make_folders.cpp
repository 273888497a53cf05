#include "core/base/make_folders.h"

#include "core/base/path_text.h"

#include <algorithm>
#include <vector>

namespace connectorscope {

Result<> makeFolders(FileSystem& files, const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> missing;
    for (std::filesystem::path path = folder; path.has_relative_path(); path = path.parent_path()) {
        const Result<FileInfo> info = files.info(path);
        if (info && info->kind == EntryKind::File)
            return fail(ErrorCode::AlreadyExists, quotedPath(path) + " is a file, and no folder",
                        "Name a folder, or move the file away.");
        if (info)
            break;
        if (info.error().code != ErrorCode::NotFound)
            return fail(info.error());
        missing.push_back(path);
    }
    std::ranges::reverse(missing);
    for (const std::filesystem::path& path : missing) {
        Result<> made = files.makeFolder(path);
        if (!made && made.error().code != ErrorCode::AlreadyExists)
            return made;
    }
    return {};
}

} // namespace connectorscope
