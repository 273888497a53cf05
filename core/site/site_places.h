#pragma once

#include "core/base/result.h"
#include "core/site/site.h"

#include <functional>
#include <optional>
#include <string>

namespace connectorscope {

/// The environment's variables, passed in: the value (UTF-8) of a name, or nothing.
using Variables = std::function<std::optional<std::string>(const std::string& name)>;

/// Those of this process.
Variables systemVariables();

/// A site with the defaults of a profile; no name, no file and no folders.
Site profileDefaults(Profile profile);

/// Where the connector of that profile keeps its folders when nobody has chosen others, below the folder of
/// the programs: `Microsoft Windows Small Business Server\Networking\POP3\Incoming Mail`. Parts that the
/// profile does not know are empty.
SiteFolders profileFolders(Profile profile, const std::filesystem::path& programs,
                           const std::filesystem::path& systemDrive);

/// A text with the values of `%NAME%` in it, on Windows; elsewhere, and where there is no such variable, it
/// stays as it is.
std::string expandVariables(std::string_view text, const Variables& variables);

/// The absolute path of what is named from within `folder`, `.` and `..` resolved by the text, without a
/// separator at its end. Shares (`\\server\share`) stay what they are.
std::filesystem::path absoluteFrom(const std::filesystem::path& folder, const std::filesystem::path& path);

/// The folder that holds the site files and, below it, one of each site:
/// `%ProgramData%\ConnectorScope\<site>` on Windows, `$XDG_CONFIG_HOME/connectorscope/<site>` elsewhere
/// (`~/.config` where that is not set). Nothing where no variable tells.
std::optional<std::filesystem::path> usualSiteFile(const std::string& siteName, const Variables& variables);
/// The same for databases, vault and log; elsewhere below `$XDG_DATA_HOME` (`~/.local/share`).
std::optional<std::filesystem::path> usualWorkFolder(const std::string& siteName, const Variables& variables);

} // namespace connectorscope
