#include "core/pipeline/staging.h"

#include "core/base/path_text.h"
#include "core/base/random_id.h"
#include "core/base/retry.h"
#include "core/index/stuck.h"
#include "core/pipeline/file_bytes.h"

namespace connectorscope {

namespace {

constexpr const char* stagingHint = "Set folders.staging in the site file to a folder on the same volume: a "
                                    "message is claimed by renaming it, which does not work across volumes.";

tl::unexpected<Error> otherVolume(const std::filesystem::path& staging, const std::filesystem::path& watched)
{
    return fail(ErrorCode::CrossDevice,
                "the staging folder " + quotedPath(staging) + " is not on the volume of " +
                    quotedPath(watched),
                stagingHint, staging);
}

/// Others take whatever lies in it, so that no file of ours may be tried there.
bool isTakenFrom(const Site& site, FolderKind kind)
{
    return kind == FolderKind::PickUp ||
           (kind == FolderKind::Incoming && site.pipeline.transfer == Carrier::External);
}

Result<> makeFolderIfMissing(FileSystem& files, Clock& clock, const std::filesystem::path& folder)
{
    const auto there = isThere(files, clock, folder);
    if (!there)
        return fail(there.error());
    if (!*there) {
        auto made = files.makeFolder(folder);
        if (!made && made.error().code != ErrorCode::AlreadyExists)
            return made;
    }
    // Where it was there, too: the program that made it may have been stopped before it flushed the name.
    auto flushed = files.flushFolder(folder.parent_path());
    if (!flushed && *there && flushed.error().code == ErrorCode::AccessDenied)
        return {}; // who may not do that has not made it
    return flushed;
}

} // namespace

std::filesystem::path stagingFolderOf(const Site& site, FolderKind kind)
{
    if (!site.folders.staging.empty())
        return site.folders.staging;
    return folderPath(site, kind).parent_path() / ".connectorscope-staging";
}

Staging::Staging(const Site& site, FileSystem& files, Clock& clock)
    : m_site(site)
    , m_files(files)
    , m_clock(clock)
{
}

Result<> Staging::makeFolders(const std::filesystem::path& folder)
{
    if (auto made = makeFolderIfMissing(m_files, m_clock, folder); !made)
        return made;
    return makeFolderIfMissing(m_files, m_clock, folder / "held");
}

Result<std::filesystem::path> Staging::of(FolderKind kind)
{
    if (const auto known = m_proved.find(kind); known != m_proved.end())
        return known->second;
    const std::filesystem::path folder = stagingFolderOf(m_site, kind);
    if (auto made = makeFolders(folder); !made)
        return fail(made.error());
    if (auto proved = prove(kind, folder); !proved)
        return fail(proved.error());
    return m_proved[kind] = folder;
}

Result<std::filesystem::path> Staging::heldOf(FolderKind kind)
{
    auto folder = of(kind);
    if (folder)
        *folder /= "held";
    return folder;
}

Result<> Staging::prove(FolderKind kind, const std::filesystem::path& folder)
{
    const std::filesystem::path& watched = folderPath(m_site, kind);
    if (isTakenFrom(m_site, kind))
        return checkStagingVolume(m_files, m_site, kind);
    constexpr std::size_t idLength = 12;
    const std::filesystem::path name = "connectorscope-" + randomId(idLength) + ".tmp";
    const auto file = m_files.create(watched / name);
    if (!file)
        return fail(file.error());
    if (auto closed = (*file)->close(); !closed)
        return closed;
    auto renamed =
        retryWhileLocked(m_clock, [&] { return m_files.renameNoReplace(watched / name, folder / name); });
    auto removed = removeIfThere(m_files, m_clock, (renamed ? folder : watched) / name);
    if (!renamed && renamed.error().code == ErrorCode::CrossDevice)
        return otherVolume(folder, watched);
    return renamed ? removed : renamed;
}

Result<> checkStagingVolume(FileSystem& files, const Site& site, FolderKind kind)
{
    const std::filesystem::path& watched = folderPath(site, kind);
    const std::filesystem::path staging = stagingFolderOf(site, kind);
    const auto own = files.info(watched / ".");
    if (!own)
        return fail(own.error());
    auto other = files.info(staging / ".");
    if (!other && other.error().code == ErrorCode::NotFound)
        other = files.info(staging.parent_path() / ".");
    if (!other)
        return fail(other.error());
    if (own->identity.volume != other->identity.volume)
        return otherVolume(staging, watched);
    return {};
}

} // namespace connectorscope
