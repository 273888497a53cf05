#include "app/connectorscope/file_windows.h"

#include "ui/detail/file_window.h"
#include "ui/theme/theme.h"

#include <QApplication>

#include <algorithm>
#include <memory>

namespace connectorscope {
namespace {

/// Each has threads of its own; nobody looks at more.
constexpr std::size_t mostWindows = 20;

} // namespace

int showFiles(QApplication& application, const std::vector<std::filesystem::path>& paths)
{
    const std::unique_ptr<FileSystem> files = realFileSystem();
    const std::unique_ptr<Clock> clock = systemClock();
    Theme theme(application);
    if (paths.size() > mostWindows)
        qWarning("connectorscope: %zu files are too many at once; the first %zu are shown", paths.size(),
                 mostWindows);
    std::vector<std::unique_ptr<FileWindow>> windows;
    for (std::size_t i = 0; i < std::min(paths.size(), mostWindows); ++i) {
        windows.push_back(std::make_unique<FileWindow>(*files, *clock, paths[i]));
        windows.back()->show();
    }
    return QApplication::exec();
}

} // namespace connectorscope
