#include "core/base/path_text.h"
#include "core/doctor/doctor.h"
#include "core/doctor/make_check.h"
#include "core/doctor/probe.h"
#include "core/site/site_folders.h"

#include <optional>

namespace connectorscope {

namespace {

constexpr const char* rightsAdvice =
    "Give the account of this program the right to change what is in the folder.";

/// Whether the folder can be listed, and the first file of mail in it.
struct FirstLook
{
    Result<> listed;
    std::optional<std::filesystem::path> file;
};

FirstLook lookInto(FileSystem& files, const std::filesystem::path& folder)
{
    FirstLook look;
    look.listed = files.listWithInfo(folder, [&](const ListedEntry& entry) {
        if (entry.info.kind != EntryKind::File || entry.name.ends_with(".tmp"))
            return true;
        look.file = folder / pathFromBytes(entry.name);
        return false;
    });
    return look;
}

Check checkListable(const NamedFolder& folder, const FirstLook& look)
{
    const CheckOf check("folder-listable", folder.key);
    if (look.listed)
        return check.ok(quotedPath(folder.path) + " can be listed");
    Error error = look.listed.error();
    if (error.code == ErrorCode::NotFound)
        error.hint = "Check the path in the site file; if it is on a share, the share may be away.";
    return check.wrong(error);
}

/// Of PickUp only the names are looked at, since a file that we hold open can fail the service.
Check checkReadable(const NamedFolder& folder, const FirstLook& look, FileSystem& files)
{
    const CheckOf check("folder-readable", folder.key);
    if (!look.file)
        return check.notChecked("there is no message in it to be opened");
    const auto file = files.open(*look.file);
    if (file)
        return check.ok("a message in it can be opened");
    if (file.error().code == ErrorCode::AccessDenied)
        return check.wrong(file.error());
    return check.notChecked(file.error());
}

Check checkByRights(const CheckOf& check, const NamedFolder& folder, FileSystem& files,
                    const char* whyNotTried)
{
    const Result<> may = files.checkMayAdd(folder.path);
    if (may)
        return check.ok(std::string("its rights let this account add files; ") + whyNotTried);
    if (may.error().code == ErrorCode::AccessDenied)
        return check.wrong(may.error().message, rightsAdvice, CheckArea::Environment);
    return check.notChecked(may.error());
}

Check checkByTrying(const CheckOf& check, const NamedFolder& folder, const DoctorTools& tools)
{
    const Result<> tried = tryChanging(tools.files, tools.clock, folder.path);
    if (tried)
        return check.ok("a file can be made, renamed and removed in it");
    Error error = tried.error();
    if (error.code == ErrorCode::AccessDenied)
        error.hint = rightsAdvice + (error.hint.empty() ? "" : " " + error.hint);
    return check.wrong(error);
}

Check checkWritable(const NamedFolder& folder, const Site& site, const DoctorTools& tools)
{
    const CheckOf check("folder-writable", folder.key);
    const bool isExternal = site.pipeline.transfer == Carrier::External;
    if (&folder.path == &site.folders.pickup)
        return isExternal ? check.notChecked("another account transfers, whose rights cannot be seen")
                          : checkByRights(check, folder, tools.files,
                                          "no file was made, since the SMTP service would take it");
    if (&folder.path == &site.folders.badmail)
        return checkByRights(check, folder, tools.files,
                             "no file was made, since only the service writes there");
    if (&folder.path == &site.folders.incoming && isExternal)
        return checkByRights(check, folder, tools.files,
                             "no file was made, since the connector would take it");
    return checkByTrying(check, folder, tools);
}

} // namespace

Checks checkFolderKeys(const Site& site, const DoctorTools& tools)
{
    const CheckOf check("folders-distinct", "folders");
    Checks checks;
    for (const FolderFinding& finding : checkFolders(tools.files, site)) {
        // What cannot be reached is told of where it is tried; a network is told of with the work folder.
        if (finding.isFatal() && finding.state != FolderState::OnNetwork)
            checks.push_back(CheckOf("folders-distinct", finding.key)
                                 .wrong(finding.message, finding.hint, CheckArea::SiteFile));
    }
    if (checks.empty())
        checks.push_back(check.ok("no folder of the site is, or lies in, another one"));
    return checks;
}

Checks checkFolderAccess(const Site& site, const DoctorTools& tools)
{
    Checks checks;
    for (const NamedFolder& folder : mailFolders(site)) {
        if (folder.path.empty())
            continue;
        const FirstLook look = lookInto(tools.files, folder.path);
        checks.push_back(checkListable(folder, look));
        if (!look.listed)
            continue;
        if (&folder.path != &site.folders.pickup)
            checks.push_back(checkReadable(folder, look, tools.files));
        checks.push_back(checkWritable(folder, site, tools));
    }
    return checks;
}

} // namespace connectorscope
