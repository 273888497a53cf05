#include "ui/detail/source/source_view.h"

#include "ui/detail/source/source_text.h"
#include "ui/theme/painting.h"
#include "ui/theme/words.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace connectorscope {
namespace {

constexpr int barSteps = 1 << 30;
constexpr double topPadding = 6;

} // namespace

SourceView::SourceView(SourceReader& reader, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_reader(reader)
    , m_painter(monospacedFont())
{
    setObjectName(QStringLiteral("sourceView"));
    setAccessibleName(tr("Bytes of the message"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setCursor(Qt::IBeamCursor);
    verticalScrollBar()->installEventFilter(this);
    connect(&m_reader, &SourceReader::rowsRead, this, &SourceView::takeRows);
    connect(&m_reader, &SourceReader::linesCounted, this, [this] {
        const bool isNumbered = m_rows.rows.empty() || m_rows.rows.front().line.has_value();
        if (!isNumbered && !m_hex && !m_isWaiting)
            ask(firstVisible(), Landing::Keep);
    });
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &SourceView::scrollToBar);
}

void SourceView::begin()
{
    clear();
    m_isNew = true;
    updateColumns();
    m_overlay.caret = 0;
    ask(0, Landing::Top);
}

void SourceView::clear()
{
    m_rows = SourceRows();
    m_overlay = SourceOverlay();
    m_top = 0;
    m_isWaiting = false;
    m_scrollAfter = 0;
    m_caretRowsAfter = 0;
    m_selectionAnchor = 0;
    m_painter.setLargestNumber(0);
    updateBar();
    viewport()->update();
}

void SourceView::setHex(bool hex)
{
    if (m_hex == hex)
        return;
    m_hex = hex;
    updateColumns();
    if (m_reader.isOpen())
        askAgain();
}

void SourceView::setMarks(std::vector<SourceMark> marks)
{
    m_overlay.marks = std::move(marks);
    viewport()->update();
}

void SourceView::updateColumns()
{
    m_columns = m_painter.columnsFor(viewport()->width(), m_hex);
}

int SourceView::visibleRows() const
{
    return std::max(1, static_cast<int>((viewport()->height() - topPadding) / m_painter.rowHeight()));
}

std::uint64_t SourceView::firstVisible() const
{
    if (m_rows.rows.empty())
        return 0;
    const auto last = static_cast<std::ptrdiff_t>(m_rows.rows.size()) - 1;
    return m_rows.rows[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(m_top, 0, last))].offset;
}

void SourceView::ask(std::uint64_t offset, Landing landing)
{
    RowsRequest request;
    request.hex = m_hex;
    request.columns = m_columns;
    request.offset = offset;
    request.before = visibleRows() * 3;
    request.after = visibleRows() * 4;
    m_isWaiting = true;
    m_landing = landing;
    m_asked = offset;
    m_reader.askForRows(request);
}

void SourceView::askAgain()
{
    if (m_isWaiting && m_landing != Landing::Keep)
        ask(m_asked, m_landing);
    else
        ask(firstVisible(), Landing::Keep);
}

void SourceView::takeRows(const SourceRows& rows)
{
    const bool isSameGrid = rows.request.hex == m_hex && rows.request.columns == m_columns;
    m_isWaiting = false;
    if (!isSameGrid)
        return ask(rows.request.offset, m_landing);
    const std::uint64_t topBefore = firstVisible();
    m_rows = rows;
    auto top = static_cast<std::ptrdiff_t>(rows.anchor);
    if (m_landing == Landing::Middle)
        top -= visibleRows() / 3;
    else if (const auto kept = rowIndexOf(topBefore); m_landing == Landing::Keep && kept)
        top = static_cast<std::ptrdiff_t>(*kept);
    placeTop(top + std::exchange(m_scrollAfter, 0));
    updateGutter();
    if (const int caretRows = std::exchange(m_caretRowsAfter, 0); caretRows != 0)
        moveCaretRows(caretRows, m_selectsAfter);
    if (std::exchange(m_isNew, false))
        emit shown();
    emit caretMoved();
}

void SourceView::updateGutter()
{
    // Room for the numbers of a usual message at once, so that the rows are not laid out twice.
    constexpr std::uint64_t usualLine = 30;
    const std::uint64_t largest = std::max(m_rows.rows.back().line.value_or(0), m_rows.size / usualLine);
    m_painter.setLargestNumber(m_hex ? std::max<std::uint64_t>(m_rows.size, 10'000'000) : largest);
    const int columns = m_columns;
    updateColumns();
    if (columns != m_columns)
        askAgain();
}

void SourceView::placeTop(std::ptrdiff_t top)
{
    const auto count = static_cast<std::ptrdiff_t>(m_rows.rows.size());
    m_top = std::clamp<std::ptrdiff_t>(top, 0, std::max<std::ptrdiff_t>(count - visibleRows(), 0));
    // What lies beyond the rows that are here comes when more are.
    m_scrollAfter = 0;
    if (top < 0 && !m_rows.isFirst)
        m_scrollAfter = static_cast<int>(top);
    else if (top > m_top && !m_rows.isLast)
        m_scrollAfter = static_cast<int>(top - m_top);
    updateBar();
    viewport()->update();
    askForMoreWhenNear();
}

void SourceView::askForMoreWhenNear()
{
    if (m_isWaiting || m_rows.rows.empty())
        return;
    const auto after = static_cast<std::ptrdiff_t>(m_rows.rows.size()) - m_top - visibleRows();
    const bool isNear =
        (m_top < visibleRows() && !m_rows.isFirst) || (after < visibleRows() && !m_rows.isLast);
    if (isNear || m_scrollAfter != 0)
        ask(firstVisible(), Landing::Keep);
}

void SourceView::scrollRows(int rows)
{
    placeTop(m_top + m_scrollAfter + rows);
}

void SourceView::scrollToBar(int value)
{
    if (m_setsBar || m_rows.size == 0)
        return;
    const double part = static_cast<double>(value) / std::max(1, verticalScrollBar()->maximum());
    const auto offset = static_cast<std::uint64_t>(part * static_cast<double>(m_rows.size));
    m_scrollAfter = 0;
    ask(std::min(offset, m_rows.size), Landing::Top);
}

void SourceView::updateBar()
{
    m_setsBar = true;
    QScrollBar* bar = verticalScrollBar();
    const std::uint64_t size = m_rows.size;
    const auto count = static_cast<std::ptrdiff_t>(m_rows.rows.size());
    const bool isWhole = m_rows.isFirst && m_rows.isLast && count <= visibleRows();
    if (size == 0 || isWhole) {
        bar->setRange(0, 0);
    } else {
        const auto last = std::min<std::ptrdiff_t>(m_top + visibleRows(), count) - 1;
        const std::uint64_t seen = m_rows.rows[static_cast<std::size_t>(last)].end() - firstVisible();
        const std::uint64_t hidden = size - std::min(seen, size);
        const double steps = static_cast<double>(std::min<std::uint64_t>(size, barSteps));
        const double scale = steps / static_cast<double>(size);
        bar->setRange(0, std::max(1, static_cast<int>(static_cast<double>(hidden) * scale)));
        bar->setPageStep(std::max(1, static_cast<int>(static_cast<double>(seen) * scale)));
        const bool isAtEnd = m_rows.isLast && last == count - 1;
        bar->setValue(isAtEnd ? bar->maximum()
                              : static_cast<int>(static_cast<double>(firstVisible()) * scale));
    }
    m_setsBar = false;
}

std::optional<std::size_t> SourceView::rowIndexOf(std::uint64_t offset) const
{
    const auto after = std::ranges::upper_bound(m_rows.rows, offset, {}, &SourceRow::offset);
    if (after == m_rows.rows.begin())
        return std::nullopt;
    const auto index = static_cast<std::size_t>(after - m_rows.rows.begin() - 1);
    const bool isIn = offset < m_rows.rows[index].end() || (m_rows.isLast && index + 1 == m_rows.rows.size());
    return isIn ? std::optional(index) : std::nullopt;
}

std::optional<std::uint64_t> SourceView::caretLine() const
{
    const auto index = rowIndexOf(caret());
    return index && !m_hex ? m_rows.rows[*index].line : std::nullopt;
}

void SourceView::goTo(std::uint64_t offset)
{
    m_overlay.caret = offset;
    m_selectionAnchor = offset;
    m_overlay.selectionBegin = m_overlay.selectionEnd = 0;
    const auto index = rowIndexOf(offset);
    const bool isInSight = index && static_cast<std::ptrdiff_t>(*index) >= m_top &&
                           static_cast<std::ptrdiff_t>(*index) < m_top + visibleRows() &&
                           (!m_isWaiting || m_landing == Landing::Keep);
    m_scrollAfter = 0;
    m_caretRowsAfter = 0;
    if (!isInSight)
        ask(offset, Landing::Middle);
    viewport()->update();
    emit caretMoved();
}

void SourceView::showFound(std::uint64_t offset, std::uint64_t length)
{
    m_overlay.foundBegin = offset;
    m_overlay.foundEnd = offset + length;
    goTo(offset);
}

void SourceView::clearFound()
{
    m_overlay.foundBegin = m_overlay.foundEnd = 0;
    viewport()->update();
}

void SourceView::selectAll()
{
    m_overlay.selectionBegin = 0;
    m_overlay.selectionEnd = m_rows.size;
    viewport()->update();
}

void SourceView::copySelection()
{
    if (hasSelection())
        m_reader.copy(m_overlay.selectionBegin, m_overlay.selectionEnd, m_hex);
}

QString SourceView::visibleText() const
{
    QString text;
    const auto end = std::min(static_cast<std::size_t>(m_top + visibleRows()), m_rows.rows.size());
    for (auto i = static_cast<std::size_t>(m_top); i < end; ++i) {
        const SourceRow& row = m_rows.rows[i];
        std::string shown = m_hex ? hexText(row.bytes) : sourceText(row.bytes, m_rows.lineEnd);
        while (!shown.empty() && (shown.back() == '\n' || shown.back() == '\r'))
            shown.pop_back();
        text += QString::fromStdString(shown) + QLatin1Char('\n');
    }
    return text;
}

void SourceView::paintEvent(QPaintEvent* /*event*/)
{
    const Tokens& tokens = currentTokens();
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), tokens.surface);
    painter.fillRect(QRectF(0, 0, m_painter.gutterWidth() - 6, viewport()->height()), tokens.background);
    SourceOverlay overlay = m_overlay;
    if (!hasFocus())
        overlay.caret.reset();
    double y = topPadding;
    for (auto i = static_cast<std::size_t>(m_top); i < m_rows.rows.size() && y < viewport()->height(); ++i) {
        m_painter.drawRow(painter, m_rows.rows[i], QPointF(2, y), m_hex, m_columns, m_rows.lineEnd, overlay);
        y += m_painter.rowHeight();
    }
}

void SourceView::resizeEvent(QResizeEvent* event)
{
    QAbstractScrollArea::resizeEvent(event);
    const int columns = m_columns;
    updateColumns();
    if (m_rows.rows.empty() && !m_isWaiting)
        return;
    if (columns != m_columns)
        askAgain();
    else
        placeTop(m_top);
}

void SourceView::changeEvent(QEvent* event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        viewport()->update();
}

bool SourceView::eventFilter(QObject* watched, QEvent* event)
{
    // The wheel over the bar goes by rows too: by bytes, a notch would jump over half of a large file.
    if (watched == verticalScrollBar() && event->type() == QEvent::Wheel) {
        wheelEvent(static_cast<QWheelEvent*>(event));
        return true;
    }
    return QAbstractScrollArea::eventFilter(watched, event);
}

void SourceView::focusInEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void SourceView::focusOutEvent(QFocusEvent* event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace connectorscope
