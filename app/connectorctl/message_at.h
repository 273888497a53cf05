#pragma once

#include "app/connectorctl/environment.h"
#include "core/base/result.h"
#include "core/site/site.h"

#include <filesystem>
#include <stop_token>
#include <string>

namespace connectorscope {

/// The id of the message whose file that is. The file lies directly in one of the site's folders, whatever
/// path leads there, and is known to the index. ErrorCode::BadInput where it lies elsewhere,
/// ErrorCode::NotFound where the index does not know it.
Result<std::string> messageAt(const Site& site, const std::filesystem::path& file, Environment& environment,
                              const std::stop_token& stop);

} // namespace connectorscope
