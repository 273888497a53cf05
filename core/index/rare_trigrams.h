#pragma once

#include "core/index/database.h"

#include <string>
#include <string_view>

namespace connectorscope {

/// The query for those trigrams of a folded text by which it is found soonest. Every trigram costs the list
/// of its rows, and those of one that most rows have name none of them. Internal to core/index.
std::string rareTrigramQuery(Database& index, std::string_view folded);

} // namespace connectorscope
