#pragma once

#include "core/index/database.h"

namespace connectorscope {

// The two databases of a site. Internal to core/index.

/// What folders cannot give back. A commit survives a power failure.
const DatabaseKind& journalKind();

/// What can be thrown away and made again from folders and journal.
const DatabaseKind& indexKind();

} // namespace connectorscope
