#pragma once

#include "core/site/site_file.h"
#include "core/site/site_keys.h"
#include "tests/support/small_files.h"

#include <string>
#include <utility>
#include <vector>

namespace connectorscope {

/// The least that a site file needs.
inline const std::string leastSite = "[site]\n"
                                     "name = \"Contoso\"\n"
                                     "[folders]\n"
                                     "incoming = \"mail/Incoming Mail\"\n"
                                     "failed = \"mail/Failed Mail\"\n"
                                     "pickup = \"mail/PickUp\"\n";

/// A file of tests/data/site.
inline std::string dataFile(const std::string& name)
{
    return readFile(std::filesystem::path(CONNECTORSCOPE_SOURCE_DIR) / "tests" / "data" / "site" / name);
}

/// Every key that a site file may have.
inline std::vector<const SiteKey*> allKeys()
{
    std::vector<const SiteKey*> keys;
    for (const SiteKey& key : siteKeys())
        keys.push_back(&key);
    return keys;
}

/// An absolute path on this system.
inline std::filesystem::path rooted(const std::string& path)
{
#ifdef _WIN32
    return std::filesystem::path("C:" + path).make_preferred();
#else
    return path;
#endif
}

/// The environment of a user without surprises.
inline Variables usualVariables()
{
    return [](const std::string& name) -> std::optional<std::string> {
        if (name == "HOME")
            return "/home/anna";
        if (name == "ProgramData")
            return "C:\\ProgramData";
        return std::nullopt;
    };
}

inline LoadedSite parseText(const std::string& text)
{
    return parseSite(text, rooted("/sites/contoso.toml"), usualVariables());
}

/// What is printed of the errors, one a line, the file without its folder.
inline std::vector<std::string> describeAll(const LoadedSite& loaded)
{
    std::vector<std::string> lines;
    if (loaded)
        return lines;
    for (SiteError error : loaded.error()) {
        error.file = error.file.filename();
        lines.push_back(describe(error));
    }
    return lines;
}

} // namespace connectorscope
