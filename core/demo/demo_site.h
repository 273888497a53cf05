#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/base/result.h"
#include "core/demo/demo_manifest.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

namespace connectorscope {

/// A file that the demonstration has made.
struct MadeFile
{
    std::filesystem::path path; ///< below DemoSite::folder, which is part of it
    DemoFile file;
    UtcTime modified;
};

/// What was made. A plain value.
struct DemoSite
{
    std::filesystem::path folder;
    std::filesystem::path siteFile;
    std::filesystem::path workFolder;               ///< that the site file names
    std::vector<std::filesystem::path> mailFolders; ///< in the order in which mail passes them
    std::vector<MadeFile> files;                    ///< in the manifest's order
};

/// Writes what the demonstration remembers into its work folder.
using DemoHistoryStep = std::function<Result<>(FileSystem& files, const DemoSite& demo, UtcTime now)>;

/// Makes a site to try everything on: `folder`/site.toml and the folders that it names, with mail that is
/// stuck there for every reason that a file can show. All ages and dates count back from the clock's time.
/// `folder` does not exist yet or is empty; its parent exists. It never replaces a file. `history` is called
/// when the mail lies in its folders, with the clock's time: writeDemoHistory, or what a test wants in its
/// place. The site file comes last: without it, the demonstration is not complete. What was made before an
/// error stays.
Result<DemoSite> makeDemoSite(FileSystem& files, Clock& clock, const std::filesystem::path& folder,
                              const DemoHistoryStep& history);

/// "Incoming Mail", "Failed Mail", "PickUp", "BadMail"; empty for FolderKind::None.
std::string_view demoFolderName(FolderKind kind);

} // namespace connectorscope
