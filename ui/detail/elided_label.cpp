#include "ui/detail/elided_label.h"

#include "ui/theme/style_sheet.h"

#include <QFontMetrics>
#include <QPainter>
#include <QStyleOption>
#include <QTextLayout>

#include <algorithm>

namespace connectorscope {

QStringList ElidedLabel::cutLines() const
{
    const QFontMetrics metrics(font());
    const int width = contentsRect().width();
    const int room = std::max(contentsRect().height() / metrics.lineSpacing(), 1);
    QTextOption wrapping;
    wrapping.setWrapMode(wordWrap() ? QTextOption::WrapAtWordBoundaryOrAnywhere : QTextOption::NoWrap);
    QTextLayout layout(text(), font());
    layout.setTextOption(wrapping);
    layout.beginLayout();
    QStringList lines;
    bool isWhole = true;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        const bool isLast = lines.size() + 1 == room;
        const QString rest = text().mid(line.textStart());
        const QString shown = isLast ? rest : rest.left(line.textLength());
        lines << metrics.elidedText(shown, Qt::ElideRight, width);
        isWhole = isWhole && lines.back() == shown;
        // Within a word, where a label would not break it.
        isWhole = isWhole && (isLast || rest.size() == shown.size() || shown.back().isSpace());
        if (isLast)
            break;
    }
    layout.endLayout();
    return isWhole ? QStringList() : lines;
}

void ElidedLabel::paintEvent(QPaintEvent* event)
{
    const QStringList lines = cutLines();
    if (lines.isEmpty()) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    QStyleOption option;
    option.initFrom(this); // with the colour of the style sheet
    const int height = QFontMetrics(font()).lineSpacing();
    QRect line(contentsRect().topLeft(), QSize(contentsRect().width(), height));
    line.moveTop(contentsRect().top() +
                 std::max((contentsRect().height() - height * static_cast<int>(lines.size())) / 2, 0));
    for (const QString& text : lines) {
        style()->drawItemText(&painter, line, Qt::AlignLeft | Qt::TextSingleLine, option.palette, true, text,
                              QPalette::WindowText);
        line.translate(0, height);
    }
}

} // namespace connectorscope
