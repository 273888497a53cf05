#include "core/site/site_folders.h"

#include "core/base/path_text.h"

#include <algorithm>
#include <utility>

namespace connectorscope {

namespace {

/// More folders above one another there are nowhere.
constexpr int deepestFolder = 256;

struct LookedAt
{
    std::string key;
    std::filesystem::path folder;
    /// Its own identity first, then those of the folders above it; empty where it is not there.
    std::vector<FileIdentity> chain;
};

FolderFinding finding(FolderState state, const LookedAt& of, const std::string& message, std::string hint)
{
    return {state, of.key, of.folder, of.key + ": " + quotedPath(of.folder) + " " + message, std::move(hint)};
}

/// What lies above a folder that cannot be looked at is looked at all the same.
std::vector<FileIdentity> chainOf(FileSystem& files, std::filesystem::path path, const FileInfo& own)
{
    std::vector<FileIdentity> chain = {own.identity};
    for (int i = 0; i < deepestFolder && path.has_relative_path(); ++i) {
        path = path.parent_path();
        const Result<FileInfo> info = files.info(path);
        if (info && info->kind == EntryKind::Folder)
            chain.push_back(info->identity);
    }
    return chain;
}

class FolderCheck
{
public:
    FolderCheck(FileSystem& files, const Site& site)
        : m_files(files)
        , m_site(site)
    {
    }

    std::vector<FolderFinding> run()
    {
        const SiteFolders& folders = m_site.folders;
        look("folders.incoming", folders.incoming);
        look("folders.failed", folders.failed);
        look("folders.pickup", folders.pickup);
        look("folders.badmail", folders.badmail);
        look("folders.staging", folders.staging);
        look("folders.work", folders.work);
        for (std::size_t i = 0; i < m_looked.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                compare(m_looked[i], m_looked[j]);
        checkWorkFolder();
        return std::move(m_findings);
    }

private:
    void look(const char* key, const std::filesystem::path& folder)
    {
        if (folder.empty())
            return;
        LookedAt looked{key, folder, {}};
        const Result<std::filesystem::path> straight = m_files.resolve(folder);
        const Result<FileInfo> info =
            straight ? m_files.info(*straight) : Result<FileInfo>(fail(straight.error()));
        if (!info)
            addAbsent(looked, info.error());
        else if (info->kind != EntryKind::Folder)
            m_findings.push_back(
                finding(FolderState::NotAFolder, looked, "is no folder", "Name a folder in the site file."));
        else
            looked.chain = chainOf(m_files, *straight, *info);
        m_looked.push_back(std::move(looked));
    }

    void addAbsent(const LookedAt& looked, const Error& error)
    {
        const bool isOurs = looked.key == "folders.work" || looked.key == "folders.staging";
        if (error.code != ErrorCode::NotFound)
            m_findings.push_back(
                finding(FolderState::Unreachable, looked, "cannot be reached: " + error.message, error.hint));
        else if (!isOurs) // ours are made when they are needed
            m_findings.push_back(finding(FolderState::Missing, looked, "does not exist",
                                         "Check the path; if it is on a share, the share may be away."));
    }

    void compare(const LookedAt& a, const LookedAt& b)
    {
        if (a.chain.empty() || b.chain.empty())
            return compareNames(a, b);
        const auto holds = [](const LookedAt& outer, const LookedAt& inner) {
            return std::find(inner.chain.begin() + 1, inner.chain.end(), outer.chain.front()) !=
                   inner.chain.end();
        };
        if (a.chain.front() == b.chain.front())
            addSame(a, b);
        else if (holds(b, a))
            addWithin(a, b);
        else if (holds(a, b))
            addWithin(b, a);
    }

    /// Of a folder that is not there only the name is known.
    void compareNames(const LookedAt& a, const LookedAt& b)
    {
        const auto isBelow = [](const LookedAt& outer, const LookedAt& inner) {
            const auto [end, at] = std::mismatch(outer.folder.begin(), outer.folder.end(),
                                                 inner.folder.begin(), inner.folder.end());
            (void)at;
            return end == outer.folder.end();
        };
        if (a.folder == b.folder)
            addSame(a, b);
        else if (isBelow(b, a))
            addWithin(a, b);
        else if (isBelow(a, b))
            addWithin(b, a);
    }

    void addSame(const LookedAt& a, const LookedAt& b)
    {
        m_findings.push_back(finding(FolderState::SameAsAnother, a, "is the folder of " + b.key + ", too",
                                     "Name a folder of its own in the site file."));
    }

    void addWithin(const LookedAt& inner, const LookedAt& outer)
    {
        m_findings.push_back(finding(FolderState::WithinAnother, inner, "lies within " + outer.key,
                                     "Name a folder outside of the others in the site file."));
    }

    void checkWorkFolder()
    {
        if (m_site.folders.work.empty())
            return;
        const LookedAt work{"folders.work", m_site.folders.work, {}};
        const Result<bool> network = m_files.isOnNetwork(work.folder);
        if (network && *network)
            m_findings.push_back(finding(FolderState::OnNetwork, work,
                                         "is on a network path, where databases and locks are not safe",
                                         "Name a folder on a disk of this machine in the site file."));
    }

    FileSystem& m_files;
    const Site& m_site;
    std::vector<LookedAt> m_looked;
    std::vector<FolderFinding> m_findings;
};

} // namespace

std::vector<FolderFinding> checkFolders(FileSystem& files, const Site& site)
{
    return FolderCheck(files, site).run();
}

} // namespace connectorscope
