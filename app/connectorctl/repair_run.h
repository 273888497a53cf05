#pragma once

#include "app/connectorctl/environment.h"
#include "app/connectorctl/exit_status.h"
#include "app/connectorctl/site_judging.h"
#include "app/connectorctl/style.h"
#include "core/base/clock.h"
#include "core/diagnosis/repairs/repair_all.h"

#include <filesystem>
#include <optional>
#include <vector>

namespace connectorscope {

/// What `connectorctl repair` is asked for.
struct RepairRequest
{
    std::vector<std::filesystem::path> paths;
    const SiteJudging* site = nullptr; ///< of the site that they belong to; nullptr: none. Outlives the call
    RepairOptions options;             ///< `now` and `domain` are filled in
    std::optional<CauseId> only;
    std::optional<std::filesystem::path> output; ///< with one path only
    bool json = false;
    Style style{false};
};

/// Shows for each file what its repairs would change and whether it can be transferred then; writes the
/// repaired copy where one is asked for. No file is ever changed or replaced.
ExitStatus repair(const RepairRequest& request, Environment& environment, Clock& clock);

} // namespace connectorscope
