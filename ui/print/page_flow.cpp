#include "ui/print/page_flow.h"

#include "core/report/render/tone_colours.h"
#include "ui/print/print_colour.h"

#include <QFontMetricsF>
#include <QTextLayout>
#include <QTextOption>

namespace connectorscope {

double lineHeightOf(Typeface face)
{
    return QFontMetricsF(printFont(face)).height() * 1.1;
}

double widthOf(const QString& text, Typeface face)
{
    return QFontMetricsF(printFont(face, text)).horizontalAdvance(text);
}

QStringList linesOf(const QString& text, Typeface face, double width)
{
    QTextLayout layout(text, printFont(face, text));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    QStringList lines;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        lines << text.mid(line.textStart(), line.textLength()).trimmed();
    }
    layout.endLayout();
    if (lines.isEmpty())
        lines << QString();
    return lines;
}

PageFlow::PageFlow(Paper paper)
    : m_paper(paper)
    , m_area(textAreaOf(paper))
    , m_top(m_area.top())
    , m_pages(1)
{
}

void PageFlow::newPage()
{
    m_pages.emplace_back();
    m_top = m_area.top();
}

void PageFlow::keepTogether(double height)
{
    if (!fits(height) && !isAtTop())
        newPage();
}

void PageFlow::addBox(const QRectF& rect, const QColor& colour, double radius)
{
    m_pages.back().boxes.push_back({rect, colour, radius});
}

void PageFlow::addLine(double x, double y, const QString& text, Typeface face, const QColor& colour)
{
    if (!text.isEmpty())
        m_pages.back().texts.push_back(
            {QPointF(x, y + QFontMetricsF(printFont(face)).ascent()), text, face, colour});
}

void PageFlow::addLineRight(double right, double y, const QString& text, Typeface face, const QColor& colour)
{
    addLine(right - widthOf(text, face), y, text, face, colour);
}

void PageFlow::addParagraph(const QString& text, Typeface face, const QColor& colour, double indent)
{
    const double height = lineHeightOf(face);
    for (const QString& line : linesOf(text, face, width() - indent)) {
        keepTogether(height);
        addLine(left() + indent, m_top, line, face, colour);
        m_top += height;
    }
}

std::vector<Page> PageFlow::take(const QString& foot)
{
    const double y = m_area.bottom() + 16.0 * unitsPerPoint;
    const QColor colour = printColour(report_colours::muted);
    const std::size_t count = m_pages.size();
    for (std::size_t i = 0; i < count; ++i) {
        const double base = y + QFontMetricsF(printFont(Typeface::Small)).ascent();
        const QString number = QStringLiteral("%1 / %2").arg(i + 1).arg(count);
        const QString left =
            QFontMetricsF(printFont(Typeface::Small)).elidedText(foot, Qt::ElideRight, m_area.width() * 0.85);
        m_pages[i].texts.push_back({QPointF(m_area.left(), base), left, Typeface::Small, colour});
        m_pages[i].texts.push_back({QPointF(m_area.right() - widthOf(number, Typeface::Small), base), number,
                                    Typeface::Small, colour});
    }
    return std::move(m_pages);
}

} // namespace connectorscope
