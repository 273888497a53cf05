#pragma once

#include "core/diagnosis/repairs/preview.h"

#include <string>
#include <vector>

namespace connectorscope {

/// What became of lines: those that stay, go and come, in order. Quadratic: for some hundred lines.
std::vector<PreviewLine> diffLines(const std::vector<std::string>& before,
                                   const std::vector<std::string>& after);

} // namespace connectorscope
