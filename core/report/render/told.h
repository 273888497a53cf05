#pragma once

#include "core/report/render/wording.h"

#include <string>
#include <string_view>

namespace connectorscope {

/// A sentence that this program wrote down, in English, when something happened: the evidence of a condition,
/// the outcome of a run, why a folder could not be read. In the language of the report where the sentence is
/// known (told.cpp), else as it stands: then another program or the system has said it. What it quotes of
/// mail, and names of files, stay as they are.
std::string told(std::string_view english, Language language);

} // namespace connectorscope
