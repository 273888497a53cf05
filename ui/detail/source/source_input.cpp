#include "ui/detail/source/source_text.h"
#include "ui/detail/source/source_view.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QMenu>

#include <algorithm>

namespace connectorscope {

// What keys, wheel and mouse do in the source view.

void SourceView::keyPressEvent(QKeyEvent* event)
{
    const bool selects = (event->modifiers() & Qt::ShiftModifier) != 0;
    const bool control = (event->modifiers() & Qt::ControlModifier) != 0;
    const auto rowIndex = rowIndexOf(caret());
    if (event->matches(QKeySequence::Copy))
        return copySelection();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    switch (event->key()) {
    case Qt::Key_Up:
        return control ? scrollRows(-1) : moveCaretRows(-1, selects);
    case Qt::Key_Down:
        return control ? scrollRows(1) : moveCaretRows(1, selects);
    case Qt::Key_PageUp:
        return moveCaretRows(1 - visibleRows(), selects);
    case Qt::Key_PageDown:
        return moveCaretRows(visibleRows() - 1, selects);
    case Qt::Key_Left:
        return moveCaret(nextCharacter(false), selects);
    case Qt::Key_Right:
        return moveCaret(nextCharacter(true), selects);
    case Qt::Key_Home:
        if (control)
            return moveCaret(0, selects);
        return rowIndex ? moveCaret(m_rows.rows[*rowIndex].offset, selects) : void();
    case Qt::Key_End:
        if (control)
            return moveCaret(m_rows.size, selects);
        if (rowIndex) {
            const SourceRow& row = m_rows.rows[*rowIndex];
            moveCaret(m_painter.byteAt(row, 1e9, m_hex, m_columns, m_rows.lineEnd), selects);
        }
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

std::uint64_t SourceView::nextCharacter(bool forward) const
{
    const std::uint64_t at = caret();
    const auto index = rowIndexOf(forward || at == 0 ? at : at - 1);
    if (!index || m_hex)
        return forward ? std::min(at + 1, m_rows.size) : at - std::min<std::uint64_t>(at, 1);
    const SourceRow& row = m_rows.rows[*index];
    std::uint64_t before = row.offset;
    for (std::size_t i = 0; i < row.bytes.size();) {
        const std::size_t length = cellAt(std::string_view(row.bytes).substr(i), m_rows.lineEnd).length;
        if (row.offset + i >= at)
            return forward ? row.offset + i + length : before;
        before = row.offset + i;
        i += length;
        if (forward && row.offset + i > at)
            return row.offset + i;
    }
    return forward ? row.end() : before;
}

void SourceView::moveCaret(std::uint64_t offset, bool selects)
{
    offset = std::min(offset, m_rows.size);
    const std::uint64_t anchor = selects ? m_selectionAnchor : offset;
    goTo(offset);
    m_selectionAnchor = anchor;
    m_overlay.selectionBegin = std::min(anchor, offset);
    m_overlay.selectionEnd = std::max(anchor, offset);
    viewport()->update();
}

void SourceView::moveCaretRows(int rows, bool selects)
{
    const auto index = rowIndexOf(caret());
    if (!index) { // the rows around the caret are on their way, or have to come first
        const int all = m_caretRowsAfter + rows;
        if (!m_isWaiting || m_landing != Landing::Middle)
            ask(caret(), Landing::Middle);
        m_caretRowsAfter = all;
        m_selectsAfter = selects;
        return;
    }
    const SourceRow& row = m_rows.rows[*index];
    const double x =
        m_painter.gutterWidth() + m_painter.positionOf(row, caret(), m_hex, m_columns, m_rows.lineEnd);
    const auto last = static_cast<std::ptrdiff_t>(m_rows.rows.size()) - 1;
    const auto wanted = static_cast<std::ptrdiff_t>(*index) + std::exchange(m_caretRowsAfter, 0) + rows;
    const auto target = std::clamp<std::ptrdiff_t>(wanted, 0, last);
    // In sight first, so that it need not be asked for.
    if (target < m_top)
        placeTop(m_top - std::max<std::ptrdiff_t>(m_top - target, rows < -1 ? -rows : 1));
    else if (target >= m_top + visibleRows())
        placeTop(m_top + std::max<std::ptrdiff_t>(target - m_top - visibleRows() + 1, rows > 1 ? rows : 1));
    const SourceRow& reached = m_rows.rows[static_cast<std::size_t>(target)];
    const bool goesOn = (wanted < 0 && !m_rows.isFirst) || (wanted > last && !m_rows.isLast);
    moveCaret(m_painter.byteAt(reached, x + 1, m_hex, m_columns, m_rows.lineEnd), selects);
    if (!goesOn)
        return;
    m_caretRowsAfter = static_cast<int>(wanted - target);
    m_selectsAfter = selects;
    m_scrollAfter = 0;
    ask(caret(), Landing::Middle);
}

void SourceView::wheelEvent(QWheelEvent* event)
{
    constexpr int notch = 120;
    constexpr int rowsOfNotch = 3;
    m_wheel += event->angleDelta().y() * rowsOfNotch;
    const int rows = m_wheel / notch;
    m_wheel -= rows * notch;
    if (rows != 0)
        scrollRows(-rows);
    event->accept();
}

std::uint64_t SourceView::offsetAt(QPoint position) const
{
    if (m_rows.rows.empty())
        return 0;
    const auto row = m_top + position.y() / m_painter.rowHeight() - (position.y() < 0 ? 1 : 0);
    const auto last = static_cast<std::ptrdiff_t>(m_rows.rows.size()) - 1;
    const auto index = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(row, 0, last));
    return m_painter.byteAt(m_rows.rows[index], position.x(), m_hex, m_columns, m_rows.lineEnd);
}

void SourceView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        moveCaret(offsetAt(event->pos()), (event->modifiers() & Qt::ShiftModifier) != 0);
}

void SourceView::mouseMoveEvent(QMouseEvent* event)
{
    if ((event->buttons() & Qt::LeftButton) == 0)
        return;
    if (event->pos().y() < 0)
        scrollRows(-1);
    else if (event->pos().y() > viewport()->height())
        scrollRows(1);
    moveCaret(offsetAt(event->pos()), true);
}

void SourceView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const auto index = rowIndexOf(offsetAt(event->pos()));
    if (!index)
        return;
    const SourceRow& row = m_rows.rows[*index];
    moveCaret(row.offset, false);
    moveCaret(m_painter.byteAt(row, 1e9, m_hex, m_columns, m_rows.lineEnd), true);
}

void SourceView::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* copy = menu->addAction(tr("Copy"), this, &SourceView::copySelection);
    copy->setEnabled(hasSelection());
    menu->addAction(tr("Select all"), this, &SourceView::selectAll);
    menu->popup(event->globalPos());
}

} // namespace connectorscope
