#include "app/connectorctl/site_session.h"

#include "app/connectorctl/diagnosis_json.h"
#include "core/base/escape.h"
#include "core/base/make_folders.h"
#include "core/base/path_text.h"
#include "core/site/site_file.h"
#include "core/site/site_folders.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <optional>
#include <vector>

namespace connectorscope {
namespace {

constexpr const char* siteHint = "--site FILE names the site file.";

/// The site files in the usual place, sorted.
Result<std::vector<std::filesystem::path>> usualSites(const std::filesystem::path& place, FileSystem& files)
{
    std::vector<std::filesystem::path> found;
    Result<std::vector<FolderEntry>> entries = files.list(place);
    if (!entries) {
        if (entries.error().code == ErrorCode::NotFound)
            return found;
        return fail(entries.error());
    }
    for (const FolderEntry& entry : *entries) {
        std::filesystem::path file = place / entry.name / "site.toml";
        const bool mayHoldOne = entry.kind == EntryKind::Folder || entry.kind == EntryKind::Link;
        if (mayHoldOne && files.info(file))
            found.push_back(std::move(file));
    }
    std::ranges::sort(found);
    return found;
}

bool checkSiteFolders(const Site& site, Environment& environment)
{
    bool fit = true;
    for (const FolderFinding& finding : checkFolders(environment.files, site)) {
        environment.err << "connectorctl: " << (finding.isFatal() ? "" : "warning: ")
                        << escapeControls(displayText(site.file) + ": " + finding.message + ". " +
                                          finding.hint)
                        << '\n';
        fit = fit && !finding.isFatal();
    }
    return fit;
}

} // namespace

void addSiteOption(CLI::App& verb, std::string& siteFile)
{
    verb.add_option("--site", siteFile, "The site file (default: that of the only site in the usual place)")
        ->type_name("FILE");
}

void tellError(Environment& environment, const Error& error)
{
    environment.err << "connectorctl: " << escapeControls(errorSentence(error)) << std::endl;
}

tl::expected<Site, ExitStatus> loadRules(const std::string& siteFile, Environment& environment)
{
    LoadedSite site = loadSite(environment.files, pathFromBytes(siteFile), environment.variables);
    if (site)
        return std::move(*site);
    for (const SiteError& error : site.error())
        environment.err << escapeControls(describe(error)) << '\n';
    const ErrorCode code = site.error().front().code;
    const bool isMisnamed = code == ErrorCode::NotFound || code == ErrorCode::NotAFile;
    return tl::unexpected(code == ErrorCode::BadInput || isMisnamed ? ExitStatus::Usage
                                                                    : ExitStatus::Environment);
}

tl::expected<std::filesystem::path, ExitStatus> findSiteFile(const std::string& named,
                                                             Environment& environment)
{
    if (!named.empty())
        return pathFromBytes(named);
    const std::optional<std::filesystem::path> usual = usualSiteFile("site", environment.variables);
    if (!usual) {
        environment.err << "connectorctl: which site? " << siteHint << '\n';
        return tl::unexpected(ExitStatus::Usage);
    }
    const std::filesystem::path place = usual->parent_path().parent_path();
    const Result<std::vector<std::filesystem::path>> sites = usualSites(place, environment.files);
    if (!sites) {
        tellError(environment, sites.error());
        return tl::unexpected(ExitStatus::Environment);
    }
    if (sites->size() == 1)
        return sites->front();
    environment.err << "connectorctl: which site? "
                    << (sites->empty() ? "There is none in " : "There are several in ") << quotedPath(place);
    for (const std::filesystem::path& file : *sites)
        environment.err << (file == sites->front() ? ": " : ", ")
                        << quotedPath(file.parent_path().filename());
    environment.err << ". " << siteHint << '\n';
    return tl::unexpected(ExitStatus::Usage);
}

tl::expected<Site, ExitStatus> openSite(const std::string& siteFile, Environment& environment)
{
    const auto file = findSiteFile(siteFile, environment);
    if (!file)
        return tl::unexpected(file.error());
    tl::expected<Site, ExitStatus> site = loadRules(pathBytes(*file), environment);
    if (!site)
        return site;
    if (!checkSiteFolders(*site, environment))
        return tl::unexpected(ExitStatus::Usage);
    if (const Result<> made = makeFolders(environment.files, site->folders.work); !made) {
        tellError(environment, made.error());
        return tl::unexpected(ExitStatus::Environment);
    }
    return site;
}

} // namespace connectorscope
