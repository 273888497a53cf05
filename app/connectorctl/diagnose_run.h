#pragma once

#include "app/connectorctl/environment.h"
#include "app/connectorctl/exit_status.h"
#include "app/connectorctl/site_judging.h"
#include "app/connectorctl/style.h"

#include <cstddef>
#include <filesystem>
#include <vector>

namespace connectorscope {

/// What `connectorctl diagnose` is asked for.
struct DiagnoseRequest
{
    std::vector<std::filesystem::path> paths; ///< `-` (once): standard input
    const SiteJudging* site = nullptr;        ///< of the site that they belong to; nullptr: none
    bool json = false;                        ///< stream objects instead of a table
    bool listClean = false;
    std::size_t threads = 1;
    Style style{false}; ///< of the table
};

/// Judges all files on several threads. JSON streams in the order of the paths; the table is printed at the
/// end, the most severe first (in sorted batches when it grows over SortedEntries::defaultLimit). What cannot
/// be read is told on `err` as soon as it is met. Memory does not grow with the number of files but for the
/// names of the folder that is walked.
ExitStatus diagnose(const DiagnoseRequest& request, Environment& environment);

} // namespace connectorscope
