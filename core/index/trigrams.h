#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

// How FTS5's trigrams find a folded text of three characters or more. Rows that have all of its trigrams may
// still lack the text. Internal to core/index.

/// Its trigrams, each once; of a long text the first ones.
std::vector<std::string> trigramsOf(std::string_view folded);
/// The query for rows that have all of them.
std::string trigramQuery(std::span<const std::string> trigrams);

} // namespace connectorscope
