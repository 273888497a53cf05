#include "app/connectorctl/site_judging.h"

#include <optional>

namespace connectorscope {
namespace {

std::optional<FileIdentity> identityOf(FileSystem& files, const std::filesystem::path& folder)
{
    const Result<std::filesystem::path> resolved = files.resolve(folder);
    if (!resolved)
        return std::nullopt;
    const Result<FileInfo> info = files.info(*resolved);
    if (!info)
        return std::nullopt;
    return info->identity;
}

} // namespace

SiteJudging::SiteJudging(const Site& site, FileSystem& files)
    : m_files(files)
    , m_single(contextOf(site, FolderKind::None))
    , m_limits(readLimitsOf(site))
    , m_filters(site.filters, m_single.routing)
{
    const std::pair<const std::filesystem::path&, FolderKind> folders[] = {
        {site.folders.incoming, FolderKind::Incoming},
        {site.folders.failed, FolderKind::Failed},
        {site.folders.pickup, FolderKind::PickUp},
        {site.folders.badmail, FolderKind::BadMail},
    };
    for (const auto& [folder, kind] : folders)
        if (const auto identity = folder.empty() ? std::nullopt : identityOf(files, folder))
            m_folders.emplace_back(*identity, contextFor(m_single, kind));
}

const JudgeContext& SiteJudging::contextIn(const std::filesystem::path& folder) const
{
    if (const auto identity = identityOf(m_files, folder.empty() ? "." : folder))
        for (const auto& [known, context] : m_folders)
            if (known == *identity)
                return context;
    return m_single;
}

} // namespace connectorscope
