#include "ui/detail/file_window.h"

#include "ui/detail/detail_view.h"
#include "ui/theme/painting.h"
#include "ui/theme/screen_fit.h"

#include <QShortcut>

namespace connectorscope {
namespace {

constexpr QSize firstFileWindow{900, 720};
constexpr QSize smallestFileWindow{560, 400};

} // namespace

FileWindow::FileWindow(FileSystem& files, Clock& clock, const std::filesystem::path& path, QWidget* parent)
    : QMainWindow(parent)
    , m_detail(new DetailView(files, clock, this))
{
    setObjectName(QStringLiteral("fileWindow"));
    setWindowIcon(programIcon());
    setCentralWidget(m_detail);
    setMinimumSize(smallestFileWindow);
    resize(firstFileWindow);
    fitToScreen(*this);
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
