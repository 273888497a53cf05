#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>

namespace connectorscope {

enum class SiteDatabase : std::uint8_t
{
    Journal,
    Index
};

/// What a database of a site tells of itself.
struct DatabaseFacts
{
    std::int64_t version = 0;
    std::int64_t newestVersion =
        0; ///< that this program knows; an older one is brought to it when it is used
    std::uint64_t bytes = 0;
};

/// Looks at a database of the site and checks that it is whole, while others use it; makes no database, and
/// changes nothing of what it says. ErrorCode::NotFound where there is none, Damaged where it is broken,
/// BadInput where it is another kind of database or one of a newer program, Cancelled soon after a stop was
/// asked for. Some seconds for a million messages.
Result<DatabaseFacts> inspectDatabase(const std::filesystem::path& workFolder, SiteDatabase which,
                                      std::stop_token stop);

} // namespace connectorscope
