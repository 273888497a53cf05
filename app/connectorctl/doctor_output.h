#pragma once

#include "app/connectorctl/exit_status.h"
#include "app/connectorctl/style.h"
#include "core/doctor/check.h"

#include <cstddef>
#include <filesystem>
#include <string>

namespace connectorscope {

/// What the checks of a site came to, the most severe first.
struct DoctorReport
{
    std::string site; ///< its name; empty where its file cannot be used
    std::filesystem::path siteFile;
    Checks checks;

    std::size_t count(CheckState state) const;
    /// 2 where the site file is wrong, 3 where something could not be read or was prevented, 1 where
    /// something else is wrong, 0. Warnings, and what was not checked for another reason, leave it at 0.
    ExitStatus exitStatus() const;
};

/// One object, without a line end; docs/json.md names the keys.
std::string doctorAsJson(const DoctorReport& report);

/// For people: a sentence, and the checks by their state.
std::string doctorText(const DoctorReport& report, const Style& style, std::size_t columns);

} // namespace connectorscope
