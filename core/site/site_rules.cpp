#include "core/site/site_rules.h"

#include "core/base/path_text.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace connectorscope {

namespace {

/// By its text alone: a share, `\\server\share` or `//server/share`.
bool isShare(const std::filesystem::path& path)
{
#ifdef _WIN32
    std::string text = pathBytes(path);
    std::replace(text.begin(), text.end(), '/', '\\');
    const bool device = text.starts_with("\\\\?\\") || text.starts_with("\\\\.\\");
    return device ? text.substr(4, 4) == "UNC\\" : text.starts_with("\\\\");
#else
    (void)path;
    return false;
#endif
}

using NamedFolder = std::pair<std::string, const std::filesystem::path*>;

std::array<NamedFolder, 6> foldersOf(const Site& site)
{
    const SiteFolders& folders = site.folders;
    return {{{"folders.incoming", &folders.incoming},
             {"folders.failed", &folders.failed},
             {"folders.pickup", &folders.pickup},
             {"folders.badmail", &folders.badmail},
             {"folders.staging", &folders.staging},
             {"folders.work", &folders.work}}};
}

void checkFolderNames(const Site& site, std::vector<SiteRuleProblem>& problems)
{
    const auto folders = foldersOf(site);
    for (std::size_t i = 0; i < folders.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (!folders[i].second->empty() && *folders[i].second == *folders[j].second)
                problems.push_back(
                    {folders[i].first, 0, "this is " + folders[j].first + " already", "a folder of its own"});
    if (isShare(site.folders.work))
        problems.push_back({"folders.work", 0,
                            quotedPath(site.folders.work) +
                                " is on a network path, where databases and locks "
                                "are not safe",
                            "a folder on a disk of this machine"});
}

/// Whether the path is the folder, or below it; by their texts.
bool isWithin(const std::filesystem::path& path, const std::filesystem::path& folder)
{
    const std::filesystem::path inner = path.lexically_normal();
    const std::filesystem::path outer = (folder / "").lexically_normal().parent_path();
    return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

/// A report that lies among mail would be taken for mail.
void checkReportFolder(const Site& site, std::vector<SiteRuleProblem>& problems)
{
    for (const auto& [key, folder] : foldersOf(site))
        if (key != "folders.work" && !folder->empty() && !site.report.folder.empty() &&
            isWithin(site.report.folder, *folder))
            problems.push_back({"report.folder", 0, "this is in " + key + ", among mail",
                                "a folder outside of those that mail moves through"});
}

void checkPipeline(const Site& site, std::vector<SiteRuleProblem>& problems)
{
    if (site.pipeline.transfer == Carrier::BuiltIn && site.routing.localDomains.empty())
        problems.push_back(
            {"pipeline.transfer", 0,
             "built-in transfer needs routing.local_domains, or mail for others would be sent on",
             R"("builtin" with local_domains = ["contoso.com"] in [routing], or "external")"});
    if (site.pipeline.deliver == Carrier::External)
        return;
    if (site.pipeline.transfer == Carrier::External)
        problems.push_back({"pipeline.deliver", 0, "built-in delivery needs built-in transfer",
                            R"("builtin" with transfer = "builtin", or "external")"});
    if (site.smtp.host.empty())
        problems.push_back({"pipeline.deliver", 0, "built-in delivery needs a server",
                            R"("builtin" with host in [smtp], or "external")"});
}

void checkAccounts(const Site& site, std::vector<SiteRuleProblem>& problems)
{
    std::set<std::string> names;
    for (std::size_t i = 0; i < site.accounts.size(); ++i) {
        const Pop3Account& account = site.accounts[i];
        if (!account.name.empty() && !names.insert(account.name).second)
            problems.push_back({"pop3.name", i + 1, "another account has this name", "each name once"});
        if (account.kind == AccountKind::User && account.deliverTo.empty())
            problems.push_back(
                {"pop3.deliver_to", i + 1,
                 "the account \"" + account.name + "\" is of kind user and says not whose it is",
                 R"(deliver_to = "anna@contoso.com", or kind = "global")"});
    }
}

} // namespace

std::vector<SiteRuleProblem> checkSiteRules(const Site& site)
{
    std::vector<SiteRuleProblem> problems;
    checkFolderNames(site, problems);
    checkReportFolder(site, problems);
    checkPipeline(site, problems);
    checkAccounts(site, problems);
    return problems;
}

} // namespace connectorscope
