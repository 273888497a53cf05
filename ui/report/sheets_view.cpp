#include "ui/report/sheets_view.h"

#include "core/report/render/report_text.h"
#include "ui/theme/tokens.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace connectorscope {
namespace {

constexpr int sheetGap = 16;
constexpr int widestSheet = 860;
constexpr std::size_t mostPictures = 8; ///< kept, beside those that are looked at

} // namespace

SheetsView::SheetsView(QWidget* parent)
    : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("The report"));
}

void SheetsView::setSheets(std::shared_ptr<const ReportSheets> sheets)
{
    const bool isSameDay = m_sheets && sheets && m_sheets->report.day == sheets->report.day;
    m_sheets = std::move(sheets);
    m_pictures.clear();
    setAccessibleDescription(m_sheets ? QString::fromStdString(reportText(m_sheets->document)) : QString());
    layOut();
    if (!isSameDay)
        verticalScrollBar()->setValue(0);
    askForPictures();
    viewport()->update();
}

void SheetsView::takePictures(const std::shared_ptr<const ReportSheets>& sheets, double scale,
                              const std::vector<Picture>& pictures)
{
    if (sheets != m_sheets || scale != this->scale())
        return;
    if (m_pictureScale != scale || m_pictures.size() > mostPictures)
        m_pictures.clear();
    m_pictureScale = scale;
    for (const Picture& picture : pictures)
        m_pictures[picture.page] = picture.image;
    askForPictures();
    viewport()->update();
}

bool SheetsView::isComplete() const
{
    const std::vector<std::size_t> pages = visiblePages();
    return !pages.empty() && m_pictureScale == scale() &&
           std::all_of(pages.begin(), pages.end(),
                       [this](std::size_t page) { return m_pictures.contains(page); });
}

QSize SheetsView::sheetSize() const
{
    const QSizeF sheet = sheetOf(m_sheets ? m_sheets->paper : Paper::A4);
    const int width = std::clamp(viewport()->width() - 2 * sheetGap, 1, widestSheet);
    return {width, std::max(static_cast<int>(width * sheet.height() / sheet.width()), 1)};
}

double SheetsView::scale() const
{
    const QSizeF sheet = sheetOf(m_sheets ? m_sheets->paper : Paper::A4);
    return sheetSize().width() * devicePixelRatioF() / sheet.width();
}

QRect SheetsView::rectOf(std::size_t page) const
{
    const QSize size = sheetSize();
    const int top =
        sheetGap + static_cast<int>(page) * (size.height() + sheetGap) - verticalScrollBar()->value();
    return QRect(QPoint((viewport()->width() - size.width()) / 2, top), size);
}

std::vector<std::size_t> SheetsView::visiblePages() const
{
    std::vector<std::size_t> pages;
    for (std::size_t page = 0; m_sheets && page < m_sheets->pages.size(); ++page)
        if (rectOf(page).intersects(viewport()->rect()))
            pages.push_back(page);
    return pages;
}

void SheetsView::layOut()
{
    const int count = m_sheets ? static_cast<int>(m_sheets->pages.size()) : 0;
    const int height = count * (sheetSize().height() + sheetGap) + sheetGap;
    verticalScrollBar()->setRange(0, std::max(height - viewport()->height(), 0));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(40);
}

void SheetsView::askForPictures()
{
    const bool isOtherScale = m_pictureScale != scale();
    std::vector<std::size_t> missing;
    for (const std::size_t page : visiblePages())
        if (isOtherScale || !m_pictures.contains(page))
            missing.push_back(page);
    if (!missing.empty())
        emit picturesWanted(missing, scale());
}

void SheetsView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    const Tokens& tokens = currentTokens();
    painter.fillRect(viewport()->rect(), tokens.background);
    for (const std::size_t page : visiblePages()) {
        const QRect rect = rectOf(page);
        painter.setPen(tokens.line);
        painter.setBrush(Qt::white);
        painter.drawRect(rect.adjusted(-1, -1, 0, 0));
        if (const auto picture = m_pictures.find(page); picture != m_pictures.end())
            painter.drawImage(rect, picture->second);
    }
}

void SheetsView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    layOut();
    askForPictures();
}

void SheetsView::scrollContentsBy(int, int)
{
    askForPictures();
    viewport()->update();
}

} // namespace connectorscope
