#include "ui/detail/transfer/diff_view.h"

#include "ui/theme/painting.h"
#include "ui/theme/tokens.h"
#include "ui/theme/words.h"

#include <QScrollBar>
#include <QTextBlock>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace connectorscope {
namespace {

constexpr int mostShownRows = 24;
constexpr int longestDiffLine = 400;

} // namespace

DiffView::DiffView(QWidget* parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFont(monospacedFont());
    // The style sheet's font is that of the interface.
    setStyleSheet(QStringLiteral("QPlainTextEdit { font-family: \"%1\"; font-size: %2px; }")
                      .arg(monospacedFont().family())
                      .arg(monospacedFont().pixelSize()));
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
}

void DiffView::setPreview(const Preview& preview)
{
    clear();
    for (const PreviewHunk& hunk : preview.hunks) {
        addLine(tr("line %1").arg(countWords(hunk.line)), '@');
        for (const PreviewLine& line : hunk.lines)
            addLine(shownText(line.text, longestDiffLine), line.sign);
    }
    if (preview.isCut)
        addLine(tr("There is more than is shown."), '@');
    fit();
}

void DiffView::setLines(const std::vector<PreviewLine>& lines, bool isCut)
{
    clear();
    for (const PreviewLine& line : lines)
        addLine(shownText(line.text, longestDiffLine), line.sign);
    if (isCut)
        addLine(tr("There is more than is shown."), '@');
    fit();
}

void DiffView::addLine(const QString& text, char sign)
{
    appendPlainText(sign == '@' ? text : QString(QLatin1Char(sign)) + QLatin1Char(' ') + text);
    document()->lastBlock().setUserState(sign);
}

void DiffView::colour()
{
    const Tokens& tokens = currentTokens();
    QList<QTextEdit::ExtraSelection> lines;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        const int sign = block.userState();
        if (sign != '+' && sign != '-' && sign != '@')
            continue;
        QTextEdit::ExtraSelection line;
        line.cursor = QTextCursor(block);
        line.cursor.select(QTextCursor::LineUnderCursor);
        line.format.setForeground(sign == '+'   ? tokens.well.text
                                  : sign == '-' ? tokens.corrupt.text
                                                : tokens.muted);
        if (sign != '@') {
            line.format.setBackground(sign == '+' ? tokens.well.fill : tokens.corrupt.fill);
            line.format.setProperty(QTextFormat::FullWidthSelection, true);
        }
        lines << line;
    }
    setExtraSelections(lines);
}

void DiffView::fit()
{
    colour();
    moveCursor(QTextCursor::Start);
    const double row = QFontMetricsF(font()).lineSpacing();
    const int rows = std::clamp(document()->blockCount(), 1, mostShownRows);
    setFixedHeight(static_cast<int>(std::ceil(rows * row)) + 34);
}

void DiffView::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void DiffView::wheelEvent(QWheelEvent* event)
{
    // What is wholly in sight leaves the wheel to the page.
    if (verticalScrollBar()->maximum() == 0 && event->angleDelta().x() == 0)
        event->ignore();
    else
        QPlainTextEdit::wheelEvent(event);
}

} // namespace connectorscope
