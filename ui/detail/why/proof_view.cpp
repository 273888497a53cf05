#include "ui/detail/why/proof_view.h"

#include "ui/theme/painting.h"
#include "ui/theme/sense.h"
#include "ui/theme/words.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace connectorscope {
namespace {

constexpr int proofPadding = 8;
constexpr int sideGap = 6; ///< left of the gutter, and right of the text
constexpr int leastColumns = 8;
constexpr qsizetype mostAdded = 3;
constexpr int longestAdded = 160;

} // namespace

ProofView::ProofView(QWidget* parent)
    : QWidget(parent)
    , m_painter(monospacedFont())
{
    setObjectName(QStringLiteral("proof"));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    setToolTip(tr("Show these bytes in the source"));
}

void ProofView::clear()
{
    m_proof = {};
    m_added.clear();
    updateGeometry();
}

void ProofView::set(const Finding& finding, const ProofRows& proof)
{
    m_proof = proof;
    m_mark = {finding.offset, finding.length, senseOf(finding.severity)};
    m_added.clear();
    m_painter.setLargestNumber(proof.rows.empty() ? 0 : proof.rows.back().line.value_or(0));
    setAccessibleName(tr("Proof, line %1: %2")
                          .arg(countWords(finding.line), finding.evidence.empty()
                                                             ? tr("nothing stands there")
                                                             : shownText(finding.evidence)));
    updateGeometry();
    update();
}

void ProofView::setAddedLines(const std::vector<PreviewHunk>& hunks)
{
    m_added.clear();
    for (const PreviewHunk& hunk : hunks)
        for (const PreviewLine& line : hunk.lines)
            if (line.sign == '+' && m_added.size() < mostAdded)
                m_added << shownText(line.text, longestAdded);
    updateGeometry();
    update();
}

std::vector<SourceRow> ProofView::rowsOf(int width) const
{
    const int room = width - 2 * sideGap - static_cast<int>(m_painter.gutterWidth());
    const int columns = static_cast<int>(room / m_painter.columnWidth()) - (m_proof.isCut ? 1 : 0);
    return dividedAnew(m_proof.rows, std::max(columns, leastColumns), m_proof.lineEnd);
}

int ProofView::heightForWidth(int width) const
{
    const auto rows = static_cast<int>(rowsOf(width).size()) + static_cast<int>(m_added.size());
    return rows * m_painter.rowHeight() + 2 * proofPadding;
}

std::optional<QPointF> ProofView::cutAt(const std::vector<SourceRow>& rows) const
{
    if (!m_proof.isCut || rows.empty())
        return std::nullopt;
    const SourceRow& last = rows.back();
    return QPointF(sideGap + m_painter.gutterWidth() +
                       m_painter.positionOf(last, last.end(), false, 0, m_proof.lineEnd),
                   proofPadding + static_cast<double>(rows.size() - 1) * m_painter.rowHeight());
}

void ProofView::paintEvent(QPaintEvent* /*event*/)
{
    const Tokens& tokens = currentTokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? tokens.accent : tokens.line);
    painter.setBrush(tokens.background);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setClipRect(rect().adjusted(4, 0, -4, 0));
    SourceOverlay overlay;
    overlay.marks.push_back(m_mark);
    double y = proofPadding;
    const std::vector<SourceRow> rows = rowsOf(width());
    for (const SourceRow& row : rows) {
        m_painter.drawRow(painter, row, QPointF(sideGap, y), false, 0, m_proof.lineEnd, overlay);
        y += m_painter.rowHeight();
    }
    if (const std::optional<QPointF> end = cutAt(rows))
        drawLine(painter, QRectF(*end, QSizeF(2 * m_painter.columnWidth(), m_painter.rowHeight())),
                 monospacedFont(), tokens.muted, QStringLiteral("…"));
    const double left = sideGap + m_painter.gutterWidth();
    for (const QString& line : m_added) {
        drawLine(painter, QRectF(left - 2 * m_painter.columnWidth(), y, 20, m_painter.rowHeight()),
                 monospacedFont(), tokens.well.text, QStringLiteral("+"));
        drawLine(painter, QRectF(left, y, width() - left - 8, m_painter.rowHeight()), monospacedFont(),
                 tokens.well.text, line);
        y += m_painter.rowHeight();
    }
}

void ProofView::mouseReleaseEvent(QMouseEvent* /*event*/)
{
    emit sourceWished();
}

void ProofView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        emit sourceWished();
    else
        QWidget::keyPressEvent(event);
}

} // namespace connectorscope
