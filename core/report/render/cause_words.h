#pragma once

#include "core/diagnosis/catalogue.h"
#include "core/report/render/wording.h"

#include <string_view>

namespace connectorscope {

/// Title and advice of a cause in the language of a report: those of the catalogue in English, and its
/// translation, in cause_words.cpp, in every other.
std::string_view causeTitle(CauseId cause, Language language);
std::string_view causeAdvice(CauseId cause, Language language);

} // namespace connectorscope
