#include "ui/detail/source/source_painter.h"

#include "ui/detail/source/source_text.h"
#include "ui/theme/sense.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace connectorscope {
namespace {

constexpr int fewestColumns = 24;
constexpr int mostColumns = 200;
constexpr double gutterPadding = 12;
constexpr double markerWidth = 12;

QString hexPair(char byte)
{
    return QString::fromStdString(hexText(std::string_view(&byte, 1)));
}

bool isPlainByte(char byte)
{
    return byte >= 0x20 && byte < 0x7F;
}

QString numberText(const SourceRow& row, bool hex, int digits)
{
    if (hex)
        return QStringLiteral("%1").arg(row.offset, digits, 16, QLatin1Char('0')).toUpper();
    if (!row.startsLine)
        return QStringLiteral("\u00B7");
    return row.line ? QString::number(*row.line) : QString();
}

} // namespace

SourcePainter::SourcePainter(const QFont& font)
    : m_font(font)
    , m_columnWidth(QFontMetricsF(font).horizontalAdvance(QLatin1Char('0')))
    , m_rowHeight(static_cast<int>(std::ceil(QFontMetricsF(font).height())) + 2)
{
}

void SourcePainter::setLargestNumber(std::uint64_t number)
{
    m_digits = 3;
    for (std::uint64_t limit = 1000; number >= limit && m_digits < 16; limit *= 10)
        ++m_digits;
}

double SourcePainter::gutterWidth() const
{
    return markerWidth + m_digits * m_columnWidth + gutterPadding;
}

int SourcePainter::columnsFor(int width, bool hex) const
{
    const double room = width - gutterWidth() - 4;
    if (!hex)
        return std::clamp(static_cast<int>(room / m_columnWidth), fewestColumns, mostColumns);
    for (const int columns : {32, 16})
        if (hexTextLeft(columns, columns) <= room)
            return columns;
    return 8;
}

double SourcePainter::hexLeft(int index) const
{
    const int groupsBefore = index / 8;
    return (index * 3 + groupsBefore) * m_columnWidth;
}

double SourcePainter::hexTextLeft(int columns, int index) const
{
    return hexLeft(columns) + (1 + index) * m_columnWidth;
}

SourcePainter::Backdrop SourcePainter::backdropOf(std::uint64_t offset, const SourceOverlay& overlay)
{
    if (offset >= overlay.selectionBegin && offset < overlay.selectionEnd)
        return Backdrop::Selected;
    if (offset >= overlay.foundBegin && offset < overlay.foundEnd)
        return Backdrop::Found;
    const bool isMarked = std::ranges::any_of(overlay.marks, [offset](const SourceMark& mark) {
        return offset >= mark.offset && offset - mark.offset < mark.length;
    });
    return isMarked ? Backdrop::Mark : Backdrop::None;
}

std::vector<SourcePainter::Piece> SourcePainter::textPieces(const SourceRow& row, char lineEnd,
                                                            const SourceOverlay& overlay) const
{
    std::vector<Piece> pieces;
    int column = 0;
    bool canJoin = false;
    for (std::size_t at = 0; at < row.bytes.size();) {
        const Cell cell = cellAt(std::string_view(row.bytes).substr(at), lineEnd);
        const std::string_view bytes = std::string_view(row.bytes).substr(at, cell.length);
        const Backdrop backdrop = backdropOf(row.offset + at, overlay);
        const bool isPlain = cell.kind == CellKind::Text && cell.length == 1;
        // The marked end of a line is seen though CR LF has no width.
        const double width =
            (cell.columns == 0 && backdrop != Backdrop::None ? 0.6 : cell.columns) * m_columnWidth;
        if (isPlain && canJoin && pieces.back().backdrop == backdrop) {
            pieces.back().text += QLatin1Char(bytes.front());
            pieces.back().width += width;
        } else {
            pieces.push_back({column * m_columnWidth, width, QString::fromStdString(cellText(bytes, cell)),
                              cell.kind != CellKind::Text, backdrop});
        }
        canJoin = isPlain;
        column += cell.columns;
        at += cell.length;
    }
    return pieces;
}

std::vector<SourcePainter::Piece> SourcePainter::hexPieces(const SourceRow& row, int columns,
                                                           const SourceOverlay& overlay) const
{
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < row.bytes.size(); ++i) {
        const int index = static_cast<int>(i);
        const Backdrop backdrop = backdropOf(row.offset + i, overlay);
        const char byte = row.bytes[i];
        const bool goesOn = i + 1 < row.bytes.size() && backdropOf(row.offset + i + 1, overlay) == backdrop;
        const double width = goesOn ? hexLeft(index + 1) - hexLeft(index) : 2 * m_columnWidth;
        pieces.push_back({hexLeft(index), width, hexPair(byte), byte == 0, backdrop});
        pieces.push_back({hexTextLeft(columns, index), m_columnWidth,
                          isPlainByte(byte) ? QString(QLatin1Char(byte)) : QStringLiteral("\u00B7"),
                          !isPlainByte(byte), backdrop});
    }
    return pieces;
}

void SourcePainter::drawGutter(QPainter& painter, const SourceRow& row, QPointF topLeft, bool hex,
                               const SourceOverlay& overlay) const
{
    const Tokens& tokens = currentTokens();
    const QRectF numbers(topLeft.x() + markerWidth, topLeft.y(), m_digits * m_columnWidth, m_rowHeight);
    painter.setPen(tokens.muted);
    painter.drawText(numbers, Qt::AlignRight | Qt::AlignVCenter, numberText(row, hex, hex ? m_digits : 0));
    for (const SourceMark& mark : overlay.marks) {
        if (mark.offset < row.offset || mark.offset >= std::max(row.end(), row.offset + 1))
            continue;
        painter.setPen(tokens.of(mark.sense).text);
        painter.drawText(QRectF(topLeft.x(), topLeft.y(), markerWidth + 2, m_rowHeight),
                         Qt::AlignLeft | Qt::AlignVCenter, signOf(mark.sense));
        break;
    }
}

void SourcePainter::drawRow(QPainter& painter, const SourceRow& row, QPointF topLeft, bool hex, int columns,
                            char lineEnd, const SourceOverlay& overlay) const
{
    const Tokens& tokens = currentTokens();
    painter.setFont(m_font);
    drawGutter(painter, row, topLeft, hex, overlay);
    const double left = topLeft.x() + gutterWidth();
    const auto pieces = hex ? hexPieces(row, columns, overlay) : textPieces(row, lineEnd, overlay);
    for (const Piece& piece : pieces) {
        const QRectF box(left + piece.x, topLeft.y(), piece.width, m_rowHeight);
        if (piece.backdrop != Backdrop::None) {
            const QColor fill = piece.backdrop == Backdrop::Selected ? tokens.accent
                                : piece.backdrop == Backdrop::Found  ? tokens.accentFill
                                                                     : tokens.mark;
            painter.fillRect(box, fill);
        }
        if (piece.backdrop == Backdrop::Found) {
            painter.setPen(tokens.accent);
            painter.drawLine(box.bottomLeft() - QPointF(0, 1), box.bottomRight() - QPointF(0, 1));
        }
        painter.setPen(piece.backdrop == Backdrop::Selected                ? tokens.onAccent
                       : piece.isMuted && piece.backdrop == Backdrop::None ? tokens.muted
                                                                           : tokens.text);
        painter.drawText(QRectF(box.left(), box.top(), piece.width + 40, box.height()),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, piece.text);
    }
    const auto stroke = [&](std::uint64_t offset, const QColor& colour, double width) {
        const double x = left + positionOf(row, offset, hex, columns, lineEnd);
        painter.fillRect(QRectF(x - width / 2, topLeft.y() + 1, width, m_rowHeight - 2), colour);
    };
    for (const SourceMark& mark : overlay.marks)
        if (mark.length == 0 && mark.offset >= row.offset &&
            mark.offset < std::max(row.end(), row.offset + 1))
            stroke(mark.offset, tokens.of(mark.sense).text, 2);
    if (overlay.caret && *overlay.caret >= row.offset && *overlay.caret < std::max(row.end(), row.offset + 1))
        stroke(*overlay.caret, tokens.accent, 2);
}

std::uint64_t SourcePainter::byteAt(const SourceRow& row, double x, bool hex, int columns, char lineEnd) const
{
    x -= gutterWidth();
    if (hex) {
        const double textLeft = hexTextLeft(columns, 0);
        int index = 0;
        if (x >= textLeft - m_columnWidth / 2)
            index = static_cast<int>((x - textLeft) / m_columnWidth);
        else
            while (index + 1 < columns && x >= hexLeft(index + 1) - m_columnWidth / 2)
                ++index;
        return row.offset + std::min(static_cast<std::size_t>(std::max(index, 0)), row.bytes.size());
    }
    double left = 0;
    for (std::size_t at = 0; at < row.bytes.size();) {
        const Cell cell = cellAt(std::string_view(row.bytes).substr(at), lineEnd);
        if (cell.kind == CellKind::LineEnd || x < left + cell.columns * m_columnWidth / 2)
            return row.offset + at;
        left += cell.columns * m_columnWidth;
        at += cell.length;
    }
    return row.end();
}

double SourcePainter::positionOf(const SourceRow& row, std::uint64_t offset, bool hex, int columns,
                                 char lineEnd) const
{
    const auto index = static_cast<std::size_t>(offset - row.offset);
    if (hex)
        return hexLeft(std::min(static_cast<int>(index), columns));
    int column = 0;
    for (std::size_t at = 0; at < std::min(index, row.bytes.size());) {
        const Cell cell = cellAt(std::string_view(row.bytes).substr(at), lineEnd);
        if (at + cell.length > index)
            break;
        column += cell.columns;
        at += cell.length;
    }
    return column * m_columnWidth;
}

} // namespace connectorscope
