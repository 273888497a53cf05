#pragma once

#include "core/base/result.h"

#include <exception>
#include <filesystem>

namespace connectorscope {

struct DatabaseKind;

/// What an exception of SQLiteCpp (or of memory) tells, as a value that names the database and the next step.
/// Internal to core/index.
Error sqliteError(const std::exception& exception, const DatabaseKind& kind,
                  const std::filesystem::path& file);

} // namespace connectorscope
