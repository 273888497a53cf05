#pragma once

#include "ui/detail/source/row_layout.h"
#include "ui/theme/tokens.h"

#include <QFont>
#include <QPointF>

#include <cstdint>
#include <vector>

class QPainter;

namespace connectorscope {

/// Bytes of a finding: drawn on the colour of marks. Of length 0 where something is missing: a stroke.
struct SourceMark
{
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    Sense sense = Sense::Neutral;
};

/// What lies over the bytes.
struct SourceOverlay
{
    std::vector<SourceMark> marks;
    std::uint64_t selectionBegin = 0;
    std::uint64_t selectionEnd = 0;
    std::uint64_t foundBegin = 0; ///< what the search has found
    std::uint64_t foundEnd = 0;
    std::optional<std::uint64_t> caret;
};

/// Draws rows of bytes in a grid of a monospaced font: as text, or as hexadecimal numbers beside it. The view
/// of the source and the proof beside a cause use the same.
class SourcePainter
{
public:
    explicit SourcePainter(const QFont& font);

    int rowHeight() const { return m_rowHeight; }
    double columnWidth() const { return m_columnWidth; }
    /// The columns of text, or the bytes of a hex row (8, 16 or 32), that fit beside the gutter.
    int columnsFor(int width, bool hex) const;
    double gutterWidth() const;
    /// So that numbers up to this one have room in the gutter.
    void setLargestNumber(std::uint64_t number);

    void drawRow(QPainter& painter, const SourceRow& row, QPointF topLeft, bool hex, int columns,
                 char lineEnd, const SourceOverlay& overlay) const;
    /// The byte that is drawn at x (from the left of the row): the nearest one of the row, its end included.
    std::uint64_t byteAt(const SourceRow& row, double x, bool hex, int columns, char lineEnd) const;
    /// Where that byte of the row is drawn, from the left of the row.
    double positionOf(const SourceRow& row, std::uint64_t offset, bool hex, int columns, char lineEnd) const;

private:
    enum class Backdrop : std::uint8_t
    {
        None,
        Mark,
        Found,
        Selected
    };
    struct Piece
    {
        double x = 0;
        double width = 0;
        QString text;
        bool isMuted = false;
        Backdrop backdrop = Backdrop::None;
    };
    static Backdrop backdropOf(std::uint64_t offset, const SourceOverlay& overlay);
    std::vector<Piece> textPieces(const SourceRow& row, char lineEnd, const SourceOverlay& overlay) const;
    std::vector<Piece> hexPieces(const SourceRow& row, int columns, const SourceOverlay& overlay) const;
    void drawGutter(QPainter& painter, const SourceRow& row, QPointF topLeft, bool hex,
                    const SourceOverlay& overlay) const;
    double hexLeft(int index) const;
    double hexTextLeft(int columns, int index) const;

    QFont m_font;
    double m_columnWidth;
    int m_rowHeight;
    int m_digits = 3;
};

} // namespace connectorscope
