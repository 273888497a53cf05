#pragma once

#include "app/connectorctl/style.h"
#include "core/diagnosis/repairs/preview.h"
#include "core/diagnosis/repairs/repair_all.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace connectorscope {

/// One file and what its repairs came to: the plain value that the outputs print.
struct RepairedFile
{
    std::filesystem::path path; ///< as given
    RepairOutcome outcome;
    std::vector<Preview> previews;               ///< of each step
    std::optional<std::filesystem::path> output; ///< where the copy was written
    std::optional<Error> error;                  ///< it could not be read, or the copy not be written
};

/// As one JSON object, without a line end. docs/json.md names the keys.
std::string repairedFileAsJson(const RepairedFile& file);

/// One repair, and one cause that stays, as they stand in the output of every verb; docs/json.md names the
/// keys.
nlohmann::ordered_json repairStepAsJson(const RepairPlan& plan, const Preview& preview);
nlohmann::ordered_json unrepairedAsJson(const Unrepaired& left);
/// One repair with its diff, for people.
std::string repairStepText(const RepairPlan& plan, const Preview& preview, const Style& style);

/// For people, several lines.
std::string repairedFileText(const RepairedFile& file, const Style& style);

} // namespace connectorscope
