#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/diagnosis/diagnosis.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// What is done with a template after its placeholders were filled.
enum class DemoChange : std::uint8_t
{
    None,
    Utf16,     ///< saved as UTF-16 by an editor
    LfLineEnds ///< written by a program that knows no CR
};

/// One file of the demonstration: a line of resources/demo/manifest.tsv.
struct DemoFile
{
    FolderKind folder = FolderKind::None;
    std::string name;
    std::chrono::seconds age{};
    std::string language;     ///< "de", "en", "fr", "ja"; "-" where there is no text
    bool isCompanion = false; ///< of a .BAD file: no message
    std::string cause;        ///< the id of the primary cause that it is judged to have; empty: clean
    std::string templateName;
    DemoChange change = DemoChange::None;
};

/// Reads the manifest: columns divided by tabs, # begins a comment, the first line names the columns. An
/// error names the line.
Result<std::vector<DemoFile>> parseDemoManifest(std::string_view text);

/// The manifest of this program.
Result<std::vector<DemoFile>> demoManifest();

/// The bytes of a file of the demonstration, stored at `time`.
Result<std::string> demoFileContent(const DemoFile& file, UtcTime time);

} // namespace connectorscope
