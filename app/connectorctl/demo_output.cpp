#include "app/connectorctl/demo_output.h"

#include "app/connectorctl/text_layout.h"
#include "core/base/escape.h"
#include "core/base/json_text.h"
#include "core/base/path_text.h"
#include "core/demo/demo_text.h"

#include <algorithm>

namespace connectorscope {
namespace {

std::string shownPath(const std::filesystem::path& path)
{
    return escapeControls(displayText(path));
}

/// For a command line that is to be copied.
std::string quotedForShell(const std::filesystem::path& path)
{
    const std::string text = shownPath(path);
    return text.find_first_of(" \t'&()$;") == std::string::npos ? text : "\"" + text + "\"";
}

std::string asIso(UtcTime time)
{
    const std::string utc = demoDate(time, {}, DemoDateForm::Utc); // "20261123T084107Z"
    return utc.substr(0, 4) + "-" + utc.substr(4, 2) + "-" + utc.substr(6, 2) + "T" + utc.substr(9, 2) + ":" +
           utc.substr(11, 2) + ":" + utc.substr(13, 2) + "+00:00";
}

/// How many messages lie in it; what a .BAD file has beside it is none.
std::ptrdiff_t messagesIn(const DemoSite& site, const std::filesystem::path& folder)
{
    return std::ranges::count_if(site.files, [&](const MadeFile& made) {
        return !made.file.isCompanion && made.path.parent_path() == folder;
    });
}

} // namespace

std::string demoSiteAsJson(const DemoSite& site)
{
    nlohmann::ordered_json json;
    json["schema"] = jsonSchema;
    json["path"] = displayText(site.folder);
    json["site"] = displayText(site.siteFile);
    json["files"] = nlohmann::ordered_json::array();
    for (const MadeFile& made : site.files) {
        nlohmann::ordered_json file;
        file["path"] = displayText(made.path);
        file["modified"] = asIso(made.modified);
        file["language"] = made.file.language == "-" ? nlohmann::ordered_json(nullptr)
                                                     : nlohmann::ordered_json(made.file.language);
        file["primary"] = textOrNull(made.file.cause);
        json["files"].push_back(std::move(file));
    }
    return asLine(json);
}

std::string demoSiteText(const DemoSite& site, const Style& style)
{
    std::size_t widest = shownPath(site.siteFile).size();
    for (const std::filesystem::path& folder : site.mailFolders)
        widest = std::max(widest, displayWidth(shownPath(folder)));
    std::string text = "Made a demonstration site:\n\n";
    text += "  " + style.paint(Tone::Strong, padTo(shownPath(site.siteFile), widest)) + "  the site file\n";
    for (const std::filesystem::path& folder : site.mailFolders)
        text += "  " + style.paint(Tone::Strong, padTo(shownPath(folder), widest)) + "  " +
                std::to_string(messagesIn(site, folder)) + " messages\n";
    const std::string siteFile = quotedForShell(site.siteFile);
    text += "\nSee what is stuck, for whom and since when, and the proof of each cause:\n\n";
    text += "  connectorctl list --site " + siteFile + "\n";
    text += "  connectorctl diagnose --site " + siteFile + "\n";
    return text;
}

} // namespace connectorscope
