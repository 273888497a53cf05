#pragma once

#include "app/connectorctl/judged_file.h"

#include <string>

namespace connectorscope {

/// One judged file as one JSON object, without a line end. docs/json.md names the keys.
std::string judgedFileAsJson(const JudgedFile& file);

/// What cannot be read and why, and the next step, on one line.
std::string errorSentence(const Error& error);

} // namespace connectorscope
