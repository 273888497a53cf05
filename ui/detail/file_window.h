#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"

#include <QMainWindow>

#include <filesystem>

namespace connectorscope {

class DetailView;

/// A window with one file, opened by itself: no site, nothing is done with it. Judged as `connectorctl
/// diagnose` judges a single file.
class FileWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// Files and clock outlive it, and may be used by several threads.
    FileWindow(FileSystem& files, Clock& clock, const std::filesystem::path& path, QWidget* parent = nullptr);

    DetailView& detail() { return *m_detail; }

private:
    DetailView* m_detail;
};

} // namespace connectorscope
