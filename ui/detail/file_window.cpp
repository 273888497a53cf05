#include "ui/detail/file_window.h"

#include "ui/detail/detail_view.h"
#include "ui/theme/painting.h"

#include <QShortcut>

namespace connectorscope {

FileWindow::FileWindow(FileSystem& files, Clock& clock, const std::filesystem::path& path, QWidget* parent)
    : QMainWindow(parent)
    , m_detail(new DetailView(files, clock, this))
{
    setObjectName(QStringLiteral("fileWindow"));
    setWindowIcon(programIcon());
    setCentralWidget(m_detail);
    resize(900, 720);
    connect(m_detail, &DetailView::titled, this,
            [this](const QString& title) { setWindowTitle(tr("%1 \u2013 ConnectorScope").arg(title)); });
    connect(new QShortcut(QKeySequence::Refresh, this), &QShortcut::activated, m_detail, &DetailView::reload);
    connect(new QShortcut(QKeySequence::Close, this), &QShortcut::activated, this, &QWidget::close);
    m_detail->offerSavingRepaired(true);
    DetailRequest request;
    request.path = path;
    request.now = clock.now();
    request.options.now = request.now;
    m_detail->showMessage(request);
}

} // namespace connectorscope
