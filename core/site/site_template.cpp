#include "core/site/site_template.h"

#include "core/site/site_keys.h"
#include "core/site/site_places.h"

#include <algorithm>

namespace connectorscope {

namespace {

constexpr std::size_t columns = 100;

/// "# " lines that are no longer than people like to read.
std::string asComment(std::string_view text)
{
    std::string comment;
    while (!text.empty()) {
        std::size_t end = text.size();
        if (end > columns) {
            end = text.rfind(' ', columns);
            end = end == std::string_view::npos ? std::min(text.find(' '), text.size()) : end;
        }
        comment.append("# ").append(text.substr(0, end)).append("\n");
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return comment;
}

/// "cohort.count" of "watch.cohort.count".
std::string_view nameIn(const SiteKey& key)
{
    return key.path.substr(sectionOf(key).size() + 1);
}

/// What stands commented out: the default, or a sample where that shows nothing.
std::string shownDefault(const SiteKey& key, Site& defaults)
{
    return key.sample.empty() ? tomlValueText(key, defaults) : std::string(key.sample);
}

std::string commented(std::string_view text)
{
    return "# " + std::string(text) + "\n";
}

void addAccounts(Site site, std::string& text)
{
    Site defaults;
    defaults.accounts.emplace_back();
    const std::vector<Pop3Account> accounts = site.accounts;
    if (accounts.empty())
        text += commented("[[pop3]]");
    for (const SiteKey& key : siteKeys())
        if (accounts.empty() && sectionOf(key) == "pop3")
            text += asComment(key.explanation) +
                    commented(std::string(nameIn(key)) + " = " + shownDefault(key, defaults));
    for (const Pop3Account& account : accounts) {
        site.accounts = {account};
        text += "[[pop3]]\n";
        for (const SiteKey& key : siteKeys()) {
            if (sectionOf(key) != "pop3")
                continue;
            const std::string value = tomlValueText(key, site);
            const bool isDefault = value == tomlValueText(key, defaults) && !key.required;
            const std::string line =
                std::string(nameIn(key)) + " = " + (isDefault ? shownDefault(key, defaults) : value);
            text += asComment(key.explanation) + (isDefault ? commented(line) : line + "\n");
        }
        text += "\n";
    }
}

} // namespace

std::string newSiteText(const Site& site, const std::vector<std::string>& chosen)
{
    Site values = site;
    Site defaults = profileDefaults(site.profile);
    std::string text =
        "# The site file of ConnectorScope. Sizes have a unit (B, KiB, MiB, GiB), and so have times\n"
        "# (s, m, h, d). What begins with # is not read: a key that is commented out has the value shown,\n"
        "# or none where that is only a sample.\n";
    for (const SiteSection& section : siteSections()) {
        text += "\n" + asComment(section.explanation);
        if (section.name == "pop3") {
            addAccounts(site, text);
            continue;
        }
        text.append("[").append(section.name).append("]\n");
        for (const SiteKey& key : siteKeys()) {
            if (sectionOf(key) != section.name)
                continue;
            const bool stands =
                key.required || std::find(chosen.begin(), chosen.end(), key.path) != chosen.end();
            const std::string line = std::string(nameIn(key)) + " = " +
                                     (stands ? tomlValueText(key, values) : shownDefault(key, defaults));
            text += asComment(key.explanation) + (stands ? line + "\n" : commented(line));
        }
    }
    return text;
}

std::string siteFileDocument()
{
    Site defaults;
    defaults.accounts.emplace_back();
    std::string text = "# The site file\n\n"
                       "A site is one connector with its folders. Its file is TOML, in UTF-8; `connectorctl "
                       "init` writes one with each\n"
                       "key explained. Only the keys that are marked as required must stand there. Sizes are "
                       "whole numbers with B, KiB,\n"
                       "MiB or GiB, times with s, m, h or d. A relative path begins at the folder of the "
                       "site file; on Windows\n"
                       "`%NAME%` stands for a variable of the environment. What is unknown or wrong is an "
                       "error that names the line.\n\n"
                       "Usual place: `%ProgramData%\\ConnectorScope\\<site>\\site.toml`, or\n"
                       "`$XDG_CONFIG_HOME/connectorscope/<site>/site.toml` (`~/.config` where that is not "
                       "set). Work folder:\n"
                       "`%ProgramData%\\ConnectorScope\\<site>`, or `$XDG_DATA_HOME/connectorscope/<site>` "
                       "(`~/.local/share`).\n\n"
                       "Passwords never stand in the file, only where they lie. A password file is read to "
                       "the end of its first line,\n"
                       "and refused when others can read it.\n";
    for (const SiteSection& section : siteSections()) {
        const std::string name(section.name);
        text += "\n## " + (name == "pop3" ? "[[" + name + "]]" : "[" + name + "]") + "\n\n" +
                std::string(section.explanation) +
                "\n\n| key | default | allowed | meaning |\n|---|---|---|---|\n";
        for (const SiteKey& key : siteKeys()) {
            if (sectionOf(key) != section.name)
                continue;
            const std::string value = key.required ? "required" : "`" + tomlValueText(key, defaults) + "`";
            std::string allowed = allowedText(key);
            for (std::size_t bar = allowed.find('|'); bar != std::string::npos;
                 bar = allowed.find('|', bar + 2))
                allowed.replace(bar, 1, "\\|");
            std::string escaped;
            for (const char c : allowed) // not read as HTML
                escaped += c == '<' ? "&lt;" : c == '>' ? "&gt;" : std::string(1, c);
            text += "| `" + std::string(nameIn(key)) + "` | " + value + " | " + escaped + " | " +
                    std::string(key.explanation) + " |\n";
        }
    }
    return text;
}

} // namespace connectorscope
