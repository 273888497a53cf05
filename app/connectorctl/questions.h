#pragma once

#include "app/connectorctl/environment.h"

#include <functional>
#include <optional>
#include <string>

namespace connectorscope {

/// Asks a person on the terminal, on standard error, so that standard output holds nothing but data. An empty
/// answer is the default; one that `check` refuses (it returns why) is asked again. Nothing when the input
/// has ended or Ctrl-C was pressed.
std::optional<std::string> ask(Environment& environment, const std::string& question,
                               const std::string& usual,
                               const std::function<std::string(const std::string&)>& check);

} // namespace connectorscope
