#include "ui/print/print_table.h"

#include "core/report/render/tone_colours.h"
#include "ui/print/print_colour.h"

#include <algorithm>
#include <numeric>

namespace connectorscope {
namespace {

constexpr double padX = 4.0 * unitsPerPoint;
constexpr double padY = 2.5 * unitsPerPoint;
constexpr double ruleHeight = 0.5 * unitsPerPoint;
constexpr double barThickness = 3.0 * unitsPerPoint;
constexpr double narrowestWords = 48.0 * unitsPerPoint;
constexpr Typeface cellFace = Typeface::Small;

QString cellText(const DocumentCell& cell)
{
    const std::string_view sign = signOf(cell.tone);
    return sign.empty() ? printText(cell.text) : printText(sign) + QLatin1Char(' ') + printText(cell.text);
}

double widestWord(const QString& text)
{
    double widest = 0;
    for (const QString& word : text.split(QLatin1Char(' ')))
        widest = std::max(widest, widthOf(word, cellFace));
    return widest;
}

/// One row, measured: its lines in each column, and its height.
struct MeasuredRow
{
    std::vector<QStringList> lines;
    double height = 0;
};

template <class TextOf>
MeasuredRow measuredRow(const std::vector<double>& widths, const TextOf& textOf)
{
    MeasuredRow row;
    qsizetype most = 1;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        row.lines.push_back(linesOf(textOf(i), cellFace, widths[i] - 2 * padX));
        most = std::max(most, row.lines.back().size());
    }
    row.height = static_cast<double>(most) * lineHeightOf(cellFace) + 2 * padY;
    return row;
}

class TableFlow
{
public:
    TableFlow(PageFlow& flow, const DocumentTable& table)
        : m_flow(flow)
        , m_table(table)
        , m_widths(columnWidthsOf(table, flow.width()))
        , m_head(measuredRow(m_widths, [&table](std::size_t i) { return printText(table.columns[i].title); }))
    {
    }

    double headHeight() const { return m_head.height; }

    void addHead()
    {
        addLines(m_head, [](std::size_t) { return printColour(report_colours::muted); });
        endRow(m_head.height);
    }

    void addRow(const std::vector<DocumentCell>& cells)
    {
        MeasuredRow row = measuredRow(m_widths, [&cells](std::size_t i) { return cellText(cells[i]); });
        const bool hasBar =
            std::any_of(cells.begin(), cells.end(), [](const DocumentCell& cell) { return cell.bar; });
        const double height = row.height + (hasBar ? barThickness + padY : 0);
        if (!m_flow.fits(height)) {
            m_flow.newPage();
            addHead();
        }
        addFills(cells, row.height, height);
        addLines(row, [&cells](std::size_t i) {
            return printColour(cells[i].tone == ReportTone::Neutral ? report_colours::text
                                                                    : textColour(cells[i].tone));
        });
        endRow(height);
    }

private:
    void addFills(const std::vector<DocumentCell>& cells, double textHeight, double height)
    {
        double x = m_flow.left();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (const std::size_t level = heatLevel(cells[i].heat); level > 0)
                m_flow.addBox({x, m_flow.top(), m_widths[i], height}, printColour(heatColour(level)));
            if (cells[i].bar) {
                const QRectF track(x + padX, m_flow.top() + textHeight - padY / 2, m_widths[i] - 2 * padX,
                                   barThickness);
                m_flow.addBox(track, printColour(report_colours::line));
                QRectF filled = track;
                filled.setWidth(track.width() * std::clamp(*cells[i].bar, 0.0, 1.0));
                if (filled.width() > 0)
                    m_flow.addBox(filled, printColour(barColour(cells[i].tone)));
            }
            x += m_widths[i];
        }
    }

    template <class ColourOf>
    void addLines(const MeasuredRow& row, const ColourOf& colourOf)
    {
        double x = m_flow.left();
        for (std::size_t i = 0; i < row.lines.size(); ++i) {
            double y = m_flow.top() + padY;
            for (const QString& line : row.lines[i]) {
                if (m_table.columns[i].isNumber)
                    m_flow.addLineRight(x + m_widths[i] - padX, y, line, cellFace, colourOf(i));
                else
                    m_flow.addLine(x + padX, y, line, cellFace, colourOf(i));
                y += lineHeightOf(cellFace);
            }
            x += m_widths[i];
        }
    }

    void endRow(double height)
    {
        m_flow.skip(height);
        m_flow.addBox({m_flow.left(), m_flow.top(), m_flow.width(), ruleHeight},
                      printColour(report_colours::line));
        m_flow.skip(ruleHeight);
    }

    PageFlow& m_flow;
    const DocumentTable& m_table;
    std::vector<double> m_widths;
    MeasuredRow m_head;
};

} // namespace

std::vector<double> columnWidthsOf(const DocumentTable& table, double width)
{
    std::vector<double> wanted;
    double fixed = 0;
    double flexible = 0;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const bool isNumber = table.columns[i].isNumber;
        double widest = isNumber ? widestWord(printText(table.columns[i].title))
                                 : widthOf(printText(table.columns[i].title), cellFace);
        for (const auto& row : table.rows)
            widest = std::max(widest, widthOf(cellText(row[i]), cellFace));
        // A little more than it measures, so that rounding breaks no line.
        wanted.push_back(widest + 2 * padX + unitsPerPoint);
        (isNumber ? fixed : flexible) += wanted.back();
    }
    const double room = width - fixed;
    if (flexible <= 0) {
        for (double& one : wanted)
            one *= width / fixed;
        return wanted;
    }
    if (flexible <= room) {
        // What is left over goes to all alike: a table is as wide as the page.
        const double more = (width - fixed - flexible) / static_cast<double>(wanted.size());
        for (double& one : wanted)
            one += more;
        return wanted;
    }
    // Short columns keep what they need; the long ones share what remains.
    double share = room;
    auto longOnes = static_cast<double>(std::count_if(table.columns.begin(), table.columns.end(),
                                                      [](const DocumentColumn& c) { return !c.isNumber; }));
    std::vector<bool> isSettled(wanted.size(), false);
    for (bool isChanging = true; isChanging && longOnes > 0;) {
        isChanging = false;
        const double each = share / longOnes;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            if (!table.columns[i].isNumber && !isSettled[i] && wanted[i] <= each) {
                isSettled[i] = true;
                share -= wanted[i];
                --longOnes;
                isChanging = true;
            }
        }
    }
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (!table.columns[i].isNumber && !isSettled[i])
            wanted[i] = std::max(share / longOnes, narrowestWords);
    const double sum = std::accumulate(wanted.begin(), wanted.end(), 0.0);
    if (sum > width)
        for (double& one : wanted)
            one *= width / sum;
    return wanted;
}

void flowTable(PageFlow& flow, const DocumentTable& table)
{
    const double title = table.title.empty() ? 0 : lineHeightOf(Typeface::Strong) + 2.0 * unitsPerPoint;
    if (table.rows.empty()) {
        if (table.title.empty() && table.whenEmpty.empty())
            return;
        flow.keepTogether(title + lineHeightOf(Typeface::Body));
        flow.addParagraph(printText(table.title), Typeface::Strong, printColour(report_colours::text));
        flow.addParagraph(printText(table.whenEmpty), Typeface::Body, printColour(report_colours::muted));
        return;
    }
    TableFlow rows(flow, table);
    // A title and the heads stand with at least one row.
    flow.keepTogether(title + rows.headHeight() + 3 * lineHeightOf(cellFace));
    if (!table.title.empty()) {
        flow.addLine(flow.left(), flow.top(), printText(table.title), Typeface::Strong,
                     printColour(report_colours::text));
        flow.skip(title);
    }
    rows.addHead();
    for (const auto& row : table.rows)
        rows.addRow(row);
}

} // namespace connectorscope
