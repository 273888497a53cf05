#pragma once

#include "ui/print/page.h"

#include <QStringList>

#include <vector>

namespace connectorscope {

/// How one line of a typeface measures.
double lineHeightOf(Typeface face);
double widthOf(const QString& text, Typeface face);
/// The lines of a text in that width, broken at blanks, and within words that are longer; at least one.
QStringList linesOf(const QString& text, Typeface face, double width);

/// Fills pages from top to bottom: keeps the place where the next thing goes, and begins a page when there is
/// no room. Lives while one report is laid out; on one thread.
class PageFlow
{
public:
    explicit PageFlow(Paper paper);

    QRectF area() const { return m_area; }
    double left() const { return m_area.left(); }
    double width() const { return m_area.width(); }
    double top() const { return m_top; } ///< where the next thing goes
    bool fits(double height) const { return m_top + height <= m_area.bottom(); }
    bool isAtTop() const { return m_top <= m_area.top(); }

    void newPage();
    /// Begins a page when that much does not fit on this one.
    void keepTogether(double height);
    void skip(double height) { m_top += height; }

    void addBox(const QRectF& rect, const QColor& colour, double radius = 0);
    /// One line, its upper edge at `y`.
    void addLine(double x, double y, const QString& text, Typeface face, const QColor& colour);
    void addLineRight(double right, double y, const QString& text, Typeface face, const QColor& colour);
    /// A paragraph at the place; goes on over as many pages as it takes.
    void addParagraph(const QString& text, Typeface face, const QColor& colour, double indent = 0);

    /// The pages, with `foot` at the left below each and "2 / 5" at the right.
    std::vector<Page> take(const QString& foot);

private:
    Paper m_paper;
    QRectF m_area;
    double m_top;
    std::vector<Page> m_pages;
};

} // namespace connectorscope
