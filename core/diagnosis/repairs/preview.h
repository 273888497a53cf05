#pragma once

#include "core/diagnosis/repairs/repair.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace connectorscope {

/// A line of a preview: ' ' stays, '-' goes, '+' comes.
struct PreviewLine
{
    char sign = ' ';
    std::string text; ///< control characters escaped; of a long line what stands around the change
};

struct PreviewHunk
{
    std::uint64_t line = 1; ///< of its first line, in the file as it is
    std::vector<PreviewLine> lines;
};

/// What a repair changes, as a unified diff of the lines it touches.
struct Preview
{
    std::vector<PreviewHunk> hunks;
    bool isCut = false; ///< there is more than is shown
};

/// Reads the file up to the last change that is shown. Shows at most `mostLines` lines, whatever the repair
/// changes; CR at the ends of lines only where it makes a difference.
Result<Preview> previewPlan(const OpenBytes& bytes, const RepairPlan& plan, std::size_t mostLines = 60);

/// As text, each line with its sign, hunks with their heads ("@@ line 3 @@"); says where it is cut.
std::string diffText(const Preview& preview);

} // namespace connectorscope
