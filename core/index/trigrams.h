#pragma once

#include <string>
#include <string_view>

namespace connectorscope {

/// The query by which FTS5's trigrams find a folded text of three characters or more: all of its trigrams,
/// each once; of a long text the first ones. Internal to core/index.
std::string trigramQuery(std::string_view folded);

} // namespace connectorscope
