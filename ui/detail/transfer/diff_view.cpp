#include "ui/detail/transfer/diff_view.h"

#include "ui/theme/painting.h"
#include "ui/theme/tokens.h"
#include "ui/theme/words.h"

#include <QAbstractTextDocumentLayout>
#include <QScrollBar>
#include <QTextBlock>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string_view>

namespace connectorscope {
namespace {

constexpr int mostShownRows = 24;
constexpr int longestDiffLine = 400;

/// How many characters of the line are the return at its end, made visible or not.
std::size_t returnOf(std::string_view line)
{
    return line.ends_with("\\r") ? 2 : line.ends_with('\r') ? 1 : 0;
}

/// Whether each line ends as SMTP wants it, as far as it is shown; then it need not be said of each.
bool endWithReturn(const std::vector<PreviewLine>& lines)
{
    return std::all_of(lines.begin(), lines.end(), [](const PreviewLine& line) {
        return returnOf(line.text) > 0 || line.text.ends_with("[...]");
    });
}

QString shownDiffLine(const PreviewLine& line, bool hidesReturn)
{
    std::string_view text = line.text;
    if (hidesReturn)
        text.remove_suffix(returnOf(text));
    return shownText(text, longestDiffLine);
}

} // namespace

DiffView::DiffView(QWidget* parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAnywhere);
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
    const bool hidesReturn = std::all_of(preview.hunks.begin(), preview.hunks.end(),
                                         [](const PreviewHunk& hunk) { return endWithReturn(hunk.lines); });
    for (const PreviewHunk& hunk : preview.hunks) {
        addLine(tr("line %1").arg(countWords(hunk.line)), '@');
        for (const PreviewLine& line : hunk.lines)
            addLine(shownDiffLine(line, hidesReturn), line.sign);
    }
    if (preview.isCut)
        addLine(tr("There is more than is shown."), '@');
    fit();
}

void DiffView::setLines(const std::vector<PreviewLine>& lines, bool isCut)
{
    clear();
    const bool hidesReturn = endWithReturn(lines);
    for (const PreviewLine& line : lines)
        addLine(shownDiffLine(line, hidesReturn), line.sign);
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
        line.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
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
    fitHeight();
}

void DiffView::fitHeight()
{
    const double row = QFontMetricsF(font()).lineSpacing();
    const double most = mostShownRows * row;
    double height = 0;
    for (QTextBlock block = document()->begin(); block.isValid() && height < most; block = block.next())
        height += document()->documentLayout()->blockBoundingRect(block).height();
    setFixedHeight(static_cast<int>(std::ceil(std::clamp(height, row, most))) + 34);
}

void DiffView::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void DiffView::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    if (event->size().width() != event->oldSize().width()) // lines are broken in other places
        fitHeight();
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
