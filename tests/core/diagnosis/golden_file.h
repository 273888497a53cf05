#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/message/limits.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

enum class LineEnds
{
    Lf,
    CrLf
};

/// One finding that a golden file expects. Its place is a line and a column, or an offset, so that it holds
/// for both kinds of line ends.
struct ExpectedFinding
{
    std::string cause;
    std::string severity;
    std::uint64_t line = 1;
    std::uint64_t column = 1;            ///< in bytes, from 1
    std::optional<std::uint64_t> offset; ///< instead of the column, in files that are run as they are
    std::uint64_t length = 0;            ///< of the file as it is stored
    std::uint64_t count = 1;
    std::string evidence; ///< of the file as it is stored
};

/// What is to be read in a message, where a golden file says so: of each part without parts of its own.
struct ExpectedPart
{
    std::string type;                ///< "text/plain"
    std::string name;                ///< of the attachment
    std::optional<std::string> text; ///< with LF line ends; where it matters
};

/// A message and what is to be found in it: `<defect>.eml` and `<defect>.json` (tests/data/eml/README.md).
struct GoldenFile
{
    std::string name; ///< "headers/latin1_subject"
    std::string bytes;
    bool asIs = false; ///< not run as CRLF: its bytes are its fault
    std::vector<std::string> near;
    JudgeContext context;
    ReadLimits limits;
    std::string verdict;
    std::string primary; ///< empty: none
    std::vector<ExpectedFinding> findings;
    std::vector<ExpectedPart> parts; ///< empty: not looked at
};

/// The folder with one folder of golden files for each stage.
std::filesystem::path goldenFolder();

/// All pairs below the folder, in the order of their names. Fails the running test for each file that has no
/// partner or cannot be read.
std::vector<GoldenFile> loadGoldenFiles(const std::filesystem::path& group);

std::string withCrlf(std::string_view bytes);

} // namespace connectorscope
