#include "ui/engine/site_opening.h"

#include "core/base/make_folders.h"
#include "core/site/site_file.h"
#include "core/site/site_folders.h"

namespace connectorscope {

Result<Site> openSiteFile(FileSystem& files, const std::filesystem::path& siteFile)
{
    LoadedSite site = loadSite(files, siteFile);
    if (!site)
        return fail(asError(site.error()));
    for (const FolderFinding& finding : checkFolders(files, *site))
        if (finding.isFatal())
            return fail(ErrorCode::BadInput, finding.message, finding.hint, siteFile);
    if (Result<> made = makeFolders(files, site->folders.work); !made)
        return fail(std::move(made.error()));
    return std::move(*site);
}

} // namespace connectorscope
