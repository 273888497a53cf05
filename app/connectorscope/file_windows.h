#pragma once

#include <filesystem>
#include <vector>

class QApplication;

namespace connectorscope {

/// Opens single messages, each in a window of its own, without any site; returns the program's exit status
/// when the last window was closed.
int showFiles(QApplication& application, const std::vector<std::filesystem::path>& paths);

} // namespace connectorscope
