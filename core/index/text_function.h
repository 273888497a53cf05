#pragma once

#include "core/index/database.h"

namespace connectorscope {

/// Gives the connection the SQL function has_text(text, ..., recipients, ..., needle): whether one of the
/// texts holds the needle, which is folded already. Internal to core/index.
void addTextFunction(Database& database);

} // namespace connectorscope
