#include "ui/messages/message_delegate.h"

#include "ui/messages/messages_model.h"
#include "ui/theme/painting.h"
#include "ui/theme/sense.h"
#include "ui/theme/words.h"

#include <QFontMetricsF>
#include <QPainter>

namespace connectorscope {
namespace {

constexpr double cellPadding = 10;
constexpr double lineHeight = 19;

/// A line of text in which each occurrence of `searched` has a mark behind it.
void drawMarkedLine(QPainter& painter, const QRectF& within, const QFont& font, const QColor& colour,
                    const QString& text, const QString& searched)
{
    if (within.width() <= 0)
        return;
    const QFontMetricsF metrics(font);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, within.width());
    drawLine(painter, within, font, colour, shown);
    if (!searched.isEmpty()) {
        const double top = within.center().y() - metrics.height() / 2;
        for (qsizetype at = shown.indexOf(searched, 0, Qt::CaseInsensitive); at >= 0;
             at = shown.indexOf(searched, at + searched.size(), Qt::CaseInsensitive)) {
            const double left = metrics.horizontalAdvance(shown.left(at));
            const double width = metrics.horizontalAdvance(shown.left(at + searched.size())) - left;
            const QRectF marked(within.left() + left, top, width, metrics.height());
            painter.fillRect(marked, currentTokens().mark);
            // What is muted elsewhere could not be read on the mark.
            painter.save();
            painter.setClipRect(marked, Qt::IntersectClip);
            drawLine(painter, within, font, currentTokens().text, shown);
            painter.restore();
        }
    }
}

struct CellPainter
{
    QPainter& painter;
    const QStyleOptionViewItem& option;
    const MessageRow& row;
    const MessagesModel& model;
    QString searched;

    QRectF inner() const { return QRectF(option.rect).adjusted(cellPadding, 0, -4, -1); }
    QRectF firstLine() const
    {
        const QRectF all = inner();
        return {all.left(), all.center().y() - lineHeight + 1, all.width(), lineHeight};
    }
    QRectF secondLine() const
    {
        const QRectF all = inner();
        return {all.left(), all.center().y() + 1, all.width(), lineHeight};
    }

    void paintCause() const
    {
        const Tokens& tokens = currentTokens();
        const bool isNamedAbove = model.request().group == GroupBy::Cause;
        const QRectF all = inner();
        const QRectF chip =
            isNamedAbove ? all
                         : QRectF(all.left(), all.center().y() - chipHeight, all.width(), chipHeight - 1);
        drawChip(painter, chip, option.font, senseOf(row.verdict), wordOf(row.verdict));
        if (!isNamedAbove)
            drawLine(painter, secondLine().translated(0, 1), smallFont(option.font), tokens.muted,
                     causeText(row));
    }

    void paintMessage() const
    {
        const Tokens& tokens = currentTokens();
        drawMarkedLine(painter, firstLine(), strongFont(option.font), tokens.text, senderText(row), searched);
        drawMarkedLine(painter, secondLine(), smallFont(option.font), tokens.muted, subjectText(row),
                       searched);
    }

    void paintPlain(MessageColumn column) const
    {
        const Tokens& tokens = currentTokens();
        const bool isMuted = column == MessageColumn::Folder || column == MessageColumn::File ||
                             (column == MessageColumn::For && row.recipients.empty());
        const bool isSearched = column == MessageColumn::For || column == MessageColumn::File;
        drawMarkedLine(painter, inner(), option.font, isMuted ? tokens.muted : tokens.text,
                       cellText(row, column, model.outline().now), isSearched ? searched : QString());
    }
};

} // namespace

MessageDelegate::MessageDelegate(const MessagesModel& model, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_model(model)
{
}

void MessageDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                            const QModelIndex& index) const
{
    painter->save();
    const Tokens& tokens = currentTokens();
    if (m_model.isHeading(index.row())) {
        paintHeading(*painter, option, index);
    } else {
        const bool isSelected = (option.state & QStyle::State_Selected) != 0;
        painter->fillRect(option.rect, isSelected ? tokens.accentFill : tokens.surface);
        painter->setPen(tokens.line);
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
        if (const MessageRow* row = m_model.rowAt(index.row())) {
            const CellPainter cell{*painter, option, *row, m_model,
                                   QString::fromStdString(m_model.request().filter.text)};
            const MessageColumn column = messageColumns[static_cast<std::size_t>(index.column())];
            if (column == MessageColumn::Cause)
                cell.paintCause();
            else if (column == MessageColumn::Message)
                cell.paintMessage();
            else
                cell.paintPlain(column);
        } else {
            // On its way: a soft bar where the text will stand.
            painter->fillRect(QRectF(option.rect).adjusted(cellPadding, 22, -option.rect.width() / 3.0, -22),
                              tokens.background);
        }
        if ((option.state & QStyle::State_HasFocus) != 0 && index.column() == 0)
            painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height() - 1),
                              tokens.accent);
    }
    painter->restore();
}

void MessageDelegate::paintHeading(QPainter& painter, const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const
{
    const Tokens& tokens = currentTokens();
    const bool hasFocus = (option.state & QStyle::State_HasFocus) != 0;
    painter.fillRect(option.rect, tokens.background);
    painter.setPen(tokens.line);
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (index.column() > 0)
        return;
    const ListSection& section = m_model.sectionOf(index.row());
    QRectF rest = QRectF(option.rect).adjusted(cellPadding, 0, -cellPadding, -1);
    constexpr double chevronWidth = 16;
    drawChevron(painter, QRectF(rest.left() - 2, rest.top(), 12, rest.height()),
                hasFocus ? tokens.accent : tokens.muted,
                m_model.isClosed(section.key) ? Chevron::Right : Chevron::Down);
    rest.setLeft(rest.left() + chevronWidth);
    const QFont strong = strongFont(option.font);
    const QString title = groupTitle(m_model.request().group.value_or(GroupBy::Cause), section.key);
    drawLine(painter, rest, strong, hasFocus ? tokens.accent : tokens.text, title);
    rest.setLeft(rest.left() + QFontMetricsF(strong).horizontalAdvance(title));
    QString about =
        section.rows == 1 ? tr(" · 1 message") : tr(" · %1 messages").arg(countWords(section.rows));
    if (section.oldest)
        about += tr(" · since %1").arg(timeWords(*section.oldest, m_model.outline().now));
    drawLine(painter, rest, option.font, tokens.muted, about);
}

QSize MessageDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const
{
    return {100, m_model.isHeading(index.row()) ? headingRowHeight : messageRowHeight};
}

} // namespace connectorscope
