#pragma once

#include "ui/detail/source/source_painter.h"
#include "ui/detail/source/source_reader.h"

#include <QAbstractScrollArea>

namespace connectorscope {

/// Shows the bytes of the reader's file, as text or hexadecimal: any size, lines of any length, in rows that
/// fit the width. Holds some screens of rows and asks for more as they come near; the scroll bar goes by
/// bytes, since nobody knows how many rows a large file has. Keys as in an editor that only reads.
class SourceView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    /// `reader` outlives it.
    explicit SourceView(SourceReader& reader, QWidget* parent = nullptr);

    /// Begins at the start of the file that the reader has just been told to open.
    void begin();
    /// Shows nothing.
    void clear();
    void setHex(bool hex);
    bool isHex() const { return m_hex; }
    void setMarks(std::vector<SourceMark> marks);

    /// Brings a byte into sight and the caret to it.
    void goTo(std::uint64_t offset);
    /// The same, with the bytes shown as what a search has found.
    void showFound(std::uint64_t offset, std::uint64_t length);
    void clearFound();

    std::uint64_t size() const { return m_rows.size; }
    std::uint64_t caret() const { return m_overlay.caret.value_or(0); }
    /// The line that the caret is in, if it is known.
    std::optional<std::uint64_t> caretLine() const;
    bool hasFound() const { return m_overlay.foundEnd > m_overlay.foundBegin; }
    bool hasSelection() const { return m_overlay.selectionEnd > m_overlay.selectionBegin; }
    void selectAll();
    void copySelection();
    /// What is in sight, as text: for tests and screen readers.
    QString visibleText() const;
    std::uint64_t firstVisible() const;

signals:
    void caretMoved();
    /// The first rows are there.
    void shown();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// Where the row that was asked for shall stand.
    enum class Landing : std::uint8_t
    {
        Top,    ///< at the top of the view
        Middle, ///< a third below it
        Keep    ///< what is at the top by then stays there: more rows only
    };
    void takeRows(const SourceRows& rows);
    void ask(std::uint64_t offset, Landing landing);
    /// The same place in another grid, or with more known of it.
    void askAgain();
    void askForMoreWhenNear();
    void scrollRows(int rows);
    void placeTop(std::ptrdiff_t top);
    void scrollToBar(int value);
    void updateBar();
    void updateColumns();
    void updateGutter();
    int visibleRows() const;
    std::optional<std::size_t> rowIndexOf(std::uint64_t offset) const;
    void moveCaret(std::uint64_t offset, bool selects);
    void moveCaretRows(int rows, bool selects);
    std::uint64_t nextCharacter(bool forward) const;
    std::uint64_t offsetAt(QPoint position) const;

    SourceReader& m_reader;
    SourcePainter m_painter;
    SourceRows m_rows;
    SourceOverlay m_overlay;
    std::ptrdiff_t m_top = 0; ///< index of the row at the top
    int m_columns = 80;
    bool m_hex = false;
    bool m_isWaiting = false;
    Landing m_landing = Landing::Top;
    std::uint64_t m_asked = 0; ///< the place that was asked for last
    int m_scrollAfter = 0;     ///< rows to go on when those that were asked for are there
    int m_caretRowsAfter = 0;  ///< likewise the caret
    bool m_selectsAfter = false;
    std::uint64_t m_selectionAnchor = 0;
    bool m_setsBar = false;
    bool m_isNew = false;
    int m_wheel = 0;
};

} // namespace connectorscope
