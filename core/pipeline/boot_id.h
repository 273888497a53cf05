#pragma once

#include <string>

namespace connectorscope {

/// Tells one start of the machine from another: what was not flushed before a name was given may be gone
/// after it. Where the system does not tell, a new one for each call: then nothing that was exposed is taken
/// for known.
std::string systemBootId();

} // namespace connectorscope
