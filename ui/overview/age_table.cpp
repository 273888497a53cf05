#include "ui/overview/age_table.h"

#include "ui/overview/overview_words.h"
#include "ui/theme/painting.h"
#include "ui/theme/words.h"

#include <QPainter>

#include <algorithm>

namespace connectorscope {
namespace {

constexpr int ageRowHeight = 28;

QStringList headings()
{
    QStringList words;
    for (const std::chrono::minutes limit : ageLimits)
        words << (limit < std::chrono::hours(1) ? AgeTable::tr("< %1 m").arg(limit.count())
                                                : AgeTable::tr("< %1 h").arg(limit.count() / 60));
    words << AgeTable::tr("more");
    return words;
}

} // namespace

AgeTable::AgeTable(QWidget* parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Age of stuck mail by cause"));
}

void AgeTable::setAges(const std::vector<CauseShare>& causes, const std::vector<AgeCounts>& ages)
{
    m_causes = causes;
    m_ages = ages;
    QStringList lines;
    const QStringList words = headings();
    for (std::size_t row = 0; row < m_ages.size(); ++row) {
        QStringList parts;
        for (std::size_t i = 0; i < m_ages[row].size(); ++i)
            if (m_ages[row][i] > 0)
                parts << words[static_cast<int>(i)] + QStringLiteral(": ") + countWords(m_ages[row][i]);
        lines << causeTitle(m_causes[row].cause) + QStringLiteral(": ") + parts.join(QStringLiteral(", "));
    }
    setAccessibleDescription(lines.join(QStringLiteral("; ")));
    updateGeometry();
    update();
}

QSize AgeTable::sizeHint() const
{
    return {320, ageRowHeight * (static_cast<int>(m_ages.size()) + 1)};
}

QSize AgeTable::minimumSizeHint() const
{
    return {240, sizeHint().height()};
}

void AgeTable::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Tokens& tokens = currentTokens();
    const double labelWidth = std::max(96.0, width() * 0.36);
    const double step = (width() - labelWidth) / static_cast<double>(AgeCounts().size());
    const QStringList words = headings();
    double top = 0;
    for (int i = 0; i < words.size(); ++i)
        drawLine(painter, {labelWidth + step * i, top, step, ageRowHeight}, smallFont(font()), tokens.muted,
                 words[i], Qt::AlignCenter);
    for (std::size_t row = 0; row < m_ages.size(); ++row) {
        top += ageRowHeight;
        painter.setPen(tokens.line);
        painter.drawLine(QPointF(0, top + 0.5), QPointF(width(), top + 0.5));
        drawLine(painter, {0, top, labelWidth - 8, ageRowHeight}, font(), tokens.text,
                 causeTitle(m_causes[row].cause));
        for (std::size_t i = 0; i < m_ages[row].size(); ++i) {
            const std::uint64_t count = m_ages[row][i];
            drawLine(painter, {labelWidth + step * static_cast<double>(i), top, step, ageRowHeight}, font(),
                     count == 0 ? tokens.muted : tokens.text,
                     count == 0 ? QStringLiteral("·") : countWords(count), Qt::AlignCenter);
        }
    }
}

} // namespace connectorscope
