#include "core/demo/demo_site.h"

#include "core/base/path_text.h"
#include "core/demo/demo_resources.h"

#include <array>
#include <optional>
#include <string>

namespace connectorscope {

namespace {

constexpr std::array mailFolders{FolderKind::Incoming, FolderKind::Failed, FolderKind::PickUp,
                                 FolderKind::BadMail};

/// Makes the folder, or finds it empty.
Result<> prepareFolder(FileSystem& files, const std::filesystem::path& folder)
{
    Result<> made = files.makeFolder(folder);
    if (made || made.error().code != ErrorCode::AlreadyExists)
        return made;
    const auto entries = files.list(folder);
    if (!entries && entries.error().code == ErrorCode::NotFound) // a link to nothing, or gone since
        return made;
    if (!entries)
        return fail(entries.error());
    if (!entries->empty())
        return fail(ErrorCode::AlreadyExists, quotedPath(folder) + " is not empty",
                    "Name a folder that does not exist yet, or an empty one: nothing is ever replaced.",
                    folder);
    return {};
}

Result<> writeNew(FileSystem& files, const std::filesystem::path& path, std::string_view content,
                  const UtcTime* modified)
{
    const Result<std::unique_ptr<OutputFile>> file = files.create(path);
    if (!file)
        return fail(file.error());
    if (Result<> written = (*file)->write(content); !written)
        return written;
    if (modified != nullptr)
        if (Result<> timed = (*file)->setModified(*modified); !timed)
            return timed;
    return (*file)->close();
}

Result<> makeMailFolders(FileSystem& files, DemoSite& site)
{
    for (const FolderKind kind : mailFolders) {
        site.mailFolders.push_back(site.folder / pathFromBytes(demoFolderName(kind)));
        if (Result<> made = files.makeFolder(site.mailFolders.back()); !made)
            return made;
    }
    return {};
}

Result<> storeMail(FileSystem& files, const std::vector<DemoFile>& manifest, UtcTime now, DemoSite& site)
{
    for (const DemoFile& file : manifest) {
        const UtcTime modified = now - file.age;
        const Result<std::string> content = demoFileContent(file, modified);
        if (!content)
            return fail(content.error());
        const std::filesystem::path path =
            site.folder / pathFromBytes(demoFolderName(file.folder)) / pathFromBytes(file.name);
        if (Result<> written = writeNew(files, path, *content, &modified); !written)
            return written;
        site.files.push_back({path, file, modified});
    }
    return {};
}

} // namespace

std::string_view demoFolderName(FolderKind kind)
{
    switch (kind) {
    case FolderKind::Incoming:
        return "Incoming Mail";
    case FolderKind::Failed:
        return "Failed Mail";
    case FolderKind::PickUp:
        return "PickUp";
    case FolderKind::BadMail:
        return "BadMail";
    case FolderKind::None:
        break;
    }
    return {};
}

Result<DemoSite> makeDemoSite(FileSystem& files, Clock& clock, const std::filesystem::path& folder,
                              const DemoHistoryStep& history)
{
    const auto manifest = demoManifest();
    if (!manifest)
        return fail(manifest.error());
    const std::optional<std::string_view> siteText = demoResource("site.toml");
    if (!siteText)
        return fail(ErrorCode::NotFound, "this program holds no site file for a demonstration");

    DemoSite site;
    site.folder = folder;
    site.siteFile = folder / "site.toml";
    site.workFolder = folder / "work";
    const UtcTime now = clock.now();
    // What takes part in a demonstration is a step here; its site file is the last.
    Result<> done = prepareFolder(files, folder);
    if (done)
        done = makeMailFolders(files, site);
    if (done)
        done = storeMail(files, *manifest, now, site);
    if (done)
        done = history(files, site, now);
    if (done)
        done = writeNew(files, site.siteFile, *siteText, nullptr);
    if (!done)
        return fail(done.error());
    return site;
}

} // namespace connectorscope
