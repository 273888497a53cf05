#include "ui/runs/run_delegate.h"

#include "ui/runs/run_marks.h"
#include "ui/runs/runs_model.h"
#include "ui/theme/painting.h"
#include "ui/theme/words.h"

#include <QFontMetricsF>
#include <QPainter>

namespace connectorscope {
namespace {

constexpr double runCellPadding = 10;
constexpr double runLineHeight = 19;

struct RunCellPainter
{
    QPainter& painter;
    const QStyleOptionViewItem& option;
    const RunSummary& row;
    UtcTime now;

    QRectF inner() const { return QRectF(option.rect).adjusted(runCellPadding, 0, -6, -1); }
    QRectF upper() const
    {
        const QRectF all = inner();
        return {all.left(), all.center().y() - runLineHeight + 1, all.width(), runLineHeight};
    }
    QRectF lower() const
    {
        const QRectF all = inner();
        return {all.left(), all.center().y() + 2, all.width(), runLineHeight};
    }
    void small(const QString& text) const
    {
        drawLine(painter, lower(), smallFont(option.font), currentTokens().muted, text);
    }

    /// The day and its time, on two lines where one is too narrow; how long it took where a line is left.
    void began(const QString& time) const
    {
        const auto blank = time.lastIndexOf(QLatin1Char(' '));
        const bool isTooLong = QFontMetricsF(option.font).horizontalAdvance(time) > upper().width();
        if (isTooLong && blank > 0) {
            drawLine(painter, upper(), option.font, currentTokens().text, time.left(blank));
            small(time.mid(blank + 1));
            return;
        }
        drawLine(painter, upper(), option.font, currentTokens().text, time);
        if (row.run.ended)
            small(RunDelegate::tr("took %1").arg(ageWords(*row.run.ended - row.run.began)));
    }

    void paint(RunColumn column, const QString& plain) const
    {
        const Tokens& tokens = currentTokens();
        switch (column) {
        case RunColumn::State: {
            const QRectF all = inner();
            drawChip(painter, {all.left(), all.center().y() - chipHeight + 1, all.width(), chipHeight},
                     option.font, senseOf(row.run.state), chipWord(row.run.state));
            small(kindWords(row.run));
            break;
        }
        case RunColumn::Message:
            drawLine(painter, upper(), strongFont(option.font), tokens.text, senderOf(row));
            small(subjectOf(row));
            break;
        case RunColumn::Way:
            drawMarks(painter, upper(), marksOf(row));
            small(asSentence(shownText(outcomeOf(row.run), 400)));
            break;
        case RunColumn::Began:
            began(timeWords(row.run.began, now));
            break;
        case RunColumn::By:
        case RunColumn::File:
        case RunColumn::Run:
            drawLine(painter, inner(), option.font, tokens.muted, plain);
            break;
        }
    }
};

} // namespace

RunDelegate::RunDelegate(const RunsModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
{
}

void RunDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    const Tokens& tokens = currentTokens();
    const bool isSelected = (option.state & QStyle::State_Selected) != 0;
    painter->fillRect(option.rect, isSelected ? tokens.accentFill : tokens.surface);
    painter->setPen(tokens.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (const RunSummary* row = m_model.rowAt(index.row())) {
        const RunCellPainter cell{*painter, option, *row, m_model.readAt()};
        cell.paint(runColumnsShown[static_cast<std::size_t>(index.column())], index.data().toString());
    } else {
        // On its way: a soft bar where the text will stand.
        painter->fillRect(QRectF(option.rect).adjusted(runCellPadding, 22, -option.rect.width() / 3.0, -22),
                          tokens.background);
    }
    if ((option.state & QStyle::State_HasFocus) != 0 && index.column() == 0)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height() - 1),
                          tokens.accent);
    painter->restore();
}

QSize RunDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return {100, runRowHeight};
}

} // namespace connectorscope
