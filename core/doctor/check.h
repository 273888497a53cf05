#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// In the order of severity, the most severe first.
enum class CheckState : std::uint8_t
{
    Wrong,      ///< something does not work, or will not
    Warning,    ///< it works, and somebody should know
    NotChecked, ///< nobody can say; the message says why
    Ok
};

std::string_view toString(CheckState state);

/// What a check that is not in order is about: it decides the exit status.
enum class CheckArea : std::uint8_t
{
    Site,       ///< the site as it is
    SiteFile,   ///< what its file says
    Environment ///< something could not be read, or the system prevented it
};

/// What one look at one thing of a site came to. A plain value; no password ever stands in it.
struct Check
{
    std::string name;  ///< of the check, stable: "folder-listable"
    std::string about; ///< the key or the thing: "folders.incoming", "journal"
    CheckState state = CheckState::Ok;
    std::string message; ///< one sentence, without a full stop
    std::string advice;  ///< what to do, as sentences; empty where all is well
    CheckArea area = CheckArea::Site;
};
using Checks = std::vector<Check>;

} // namespace connectorscope
