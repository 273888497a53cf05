#include "core/base/path_text.h"
#include "core/doctor/doctor.h"
#include "core/doctor/make_check.h"
#include "core/doctor/probe.h"
#include "core/index/stuck.h"
#include "core/pipeline/staging.h"

namespace connectorscope {

namespace {

constexpr const char* volumeAdvice = "Set folders.staging in the site file to a folder on the same volume, "
                                     "or leave it out: a message is claimed "
                                     "by renaming it, which does not work across volumes.";

/// Where a message of the folder goes when it is claimed; where its own staging folder is not made yet, the
/// folder in which it will be.
std::filesystem::path stagingOf(const Site& site, const NamedFolder& folder, FileSystem& files)
{
    std::filesystem::path staging = folder.path.parent_path();
    for (const FolderKind kind : watchedFolders)
        if (&folderPath(site, kind) == &folder.path)
            staging = stagingFolderOf(site, kind);
    const auto info = files.info(staging / ".");
    const bool isMissing = !info && info.error().code == ErrorCode::NotFound;
    return isMissing && site.folders.staging.empty() ? folder.path.parent_path() : staging;
}

bool mayTry(const Site& site, const NamedFolder& folder)
{
    return &folder.path == &site.folders.failed ||
           (&folder.path == &site.folders.incoming && site.pipeline.transfer == Carrier::BuiltIn);
}

Check checkVolumes(const CheckOf& check, const FileInfo& folder, const FileInfo& staging)
{
    if (folder.identity.volume == staging.identity.volume)
        return check.ok(
            "staging lies on the same volume; no file was moved, since others take what lies in it");
    return check.wrong("staging lies on another volume", volumeAdvice, CheckArea::SiteFile);
}

Check checkClaim(const NamedFolder& folder, const Site& site, const DoctorTools& tools)
{
    const CheckOf check("staging-volume", folder.key);
    const std::filesystem::path staging = stagingOf(site, folder, tools.files);
    const auto from = tools.files.info(folder.path / ".");
    const auto to = tools.files.info(staging / ".");
    if (!from)
        return check.notChecked(from.error());
    if (!to && to.error().code == ErrorCode::NotFound)
        return check.notChecked(quotedPath(staging) + " is not there yet; it is made when it is needed");
    if (!to)
        return check.notChecked(to.error());
    if (!mayTry(site, folder))
        return checkVolumes(check, *from, *to);
    const Result<> tried = tryMoving(tools.files, tools.clock, folder.path, staging);
    if (tried)
        return check.ok("a file can be moved from it to " + quotedPath(staging));
    if (tried.error().code == ErrorCode::CrossDevice)
        return check.wrong("staging lies on another volume: " + tried.error().message, volumeAdvice,
                           CheckArea::SiteFile);
    return check.wrong(tried.error());
}

} // namespace

Checks checkStaging(const Site& site, const DoctorTools& tools)
{
    Checks checks;
    for (const NamedFolder& folder : mailFolders(site)) {
        if (!folder.path.empty())
            checks.push_back(checkClaim(folder, site, tools));
    }
    return checks;
}

} // namespace connectorscope
