#pragma once

#include "core/base/file_system.h"
#include "core/site/site.h"
#include "core/site/site_places.h"

#include <cstdint>
#include <string>
#include <vector>

namespace connectorscope {

/// One thing that is wrong with a site file. Passwords never stand in it.
struct SiteError
{
    ErrorCode code = ErrorCode::BadInput; ///< another one where the file could not be read
    std::filesystem::path file;
    int line = 0;        ///< from 1; 0: the whole file
    int column = 0;      ///< from 1, in characters; 0: the whole line
    std::string key;     ///< "watch.poll"; empty where it is none
    std::string message; ///< `"15" has no unit`
    std::string allowed; ///< what may stand there, or the next step; may be empty
};

/// At least one, in the order of the lines.
using SiteErrors = std::vector<SiteError>;

/// A Site, or everything that is wrong with its file.
using LoadedSite = tl::expected<Site, SiteErrors>;

/// Larger site files are refused before they are read.
inline constexpr std::uint64_t largestSiteFile = std::uint64_t{1} << 20;

/// Reads a site file and checks all of it that the file alone can tell: folders are compared with the disk by
/// checkFolders. A mark of the byte order at its start is accepted. Memory and time are bounded whatever the
/// file holds.
LoadedSite loadSite(FileSystem& files, const std::filesystem::path& file,
                    const Variables& variables = systemVariables());

/// The same for text that is at hand; `file` is what relative paths and errors refer to.
LoadedSite parseSite(std::string_view text, const std::filesystem::path& file, const Variables& variables);

/// The bytes of the site file, refused where it is too large.
Result<std::string> readSiteFile(FileSystem& files, const std::filesystem::path& file);

/// One line: `site.toml:12: watch.poll: "15" has no unit. Allowed: a time from 1s to 1h, as "15s" (...).`
std::string describe(const SiteError& error);

/// All of them as one Error, a line each.
Error asError(const SiteErrors& errors);

} // namespace connectorscope
