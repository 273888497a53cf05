#pragma once

#include "core/base/clock.h"
#include "core/site/site_file.h"

#include <optional>
#include <string>
#include <vector>

namespace connectorscope {

/// One key that gets another value. A value is TOML as tomlValueText and tomlText give it.
struct SiteChange
{
    std::string key;                  ///< "watch.poll"
    std::optional<std::string> value; ///< nothing: the key is taken out, and its default is back
    std::size_t account = 0; ///< of a "pop3." key: its number, from 1; one more than there are: a new one
};

/// The text of a site file with the changes made: where a key stands its value is replaced, where it does not
/// a line is put in. All other bytes stay as they are, comments, order and line ends included. Fails, and
/// says what to do, where the file is written in a way that cannot be edited like that. The text is one that
/// parseSite accepts; the values are not checked (see saveSite).
Result<std::string> editSiteText(std::string_view text, const std::vector<SiteChange>& changes);

/// Changes the site file on the disk: reads it anew, edits it, checks the result as loadSite does, and
/// replaces the file as a whole (see publishReplacing). Returns the site as it then is. After an error the
/// file is the old one, unless the error says otherwise.
LoadedSite saveSite(FileSystem& files, Clock& clock, const std::filesystem::path& file,
                    const std::vector<SiteChange>& changes, const Variables& variables = systemVariables());

} // namespace connectorscope
