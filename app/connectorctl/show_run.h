#pragma once

#include "app/connectorctl/environment.h"
#include "app/connectorctl/exit_status.h"
#include "app/connectorctl/style.h"
#include "core/site/site.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace connectorscope {

/// What of the message `show` prints.
enum class ShowWhat : std::uint8_t
{
    Everything, ///< that is known of it
    Raw,        ///< its bytes
    Headers,    ///< the bytes of its header block
    Parts,
    Save ///< its bytes, into a file
};

struct ShowRequest
{
    std::string id; ///< or a beginning of it
    ShowWhat what = ShowWhat::Everything;
    std::filesystem::path saveTo; ///< of ShowWhat::Save
    bool json = false;
    Style style{false};
};

/// Scans nothing: shows what is known. The message's file is read where its bytes are asked for, and is never
/// changed.
ExitStatus show(const Site& site, const ShowRequest& request, Environment& environment);

} // namespace connectorscope
