#pragma once

#include <cstddef>
#include <string>

namespace connectorscope {

/// A name that nobody else has: letters and digits that cannot be misread, 5 bits each, from the system's
/// random numbers. For runs, ids and temporary files.
std::string randomId(std::size_t length);

} // namespace connectorscope
