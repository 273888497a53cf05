#include "ui/detail/history/history_page.h"

#include "ui/detail/card_frame.h"
#include "ui/theme/painting.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/tokens.h"

#include <QFrame>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace connectorscope {
namespace {

constexpr int entryHeight = 52;
constexpr double entryMargin = 12;
constexpr double dotColumn = 20;

/// Two lines: what, and by whom; a thread of dots at the left.
class HistoryDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& /*index*/) const override
    {
        return {200, entryHeight};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Tokens& tokens = currentTokens();
        const QRectF box(option.rect);
        const bool isSelected = (option.state & QStyle::State_Selected) != 0;
        painter->fillRect(box, isSelected ? tokens.accentFill : tokens.surface);
        const double x = box.left() + entryMargin + 4;
        const double y = box.top() + 17;
        const int last = index.model()->rowCount() - 1;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(tokens.line, 2));
        if (index.row() > 0)
            painter->drawLine(QPointF(x, box.top()), QPointF(x, y - 6));
        if (index.row() < last)
            painter->drawLine(QPointF(x, y + 6), QPointF(x, box.bottom() + 1));
        painter->setPen(Qt::NoPen);
        painter->setBrush(index.row() == last ? tokens.accent : tokens.muted);
        painter->drawEllipse(QPointF(x, y), 4, 4);
        painter->restore();

        const QFont font = option.font;
        const QRectF text = box.adjusted(entryMargin + dotColumn, 8, -entryMargin, -6);
        const QString when = index.data(HistoryModel::WhenRole).toString();
        const double whenWidth = QFontMetricsF(smallFont(font)).horizontalAdvance(when) + 4;
        const QRectF first(text.left(), text.top(), text.width(), 18);
        const QRectF second(text.left(), text.top() + 19, text.width(), 18);
        drawLine(*painter, first.adjusted(0, 0, -whenWidth - 8, 0), strongFont(font), tokens.text,
                 index.data(HistoryModel::WhatRole).toString());
        drawLine(*painter, QRectF(first.right() - whenWidth, first.top(), whenWidth, first.height()),
                 smallFont(font), tokens.muted, when, Qt::AlignRight | Qt::AlignVCenter);
        QString detail = index.data(HistoryModel::WhoRole).toString();
        const QString more = index.data(HistoryModel::DetailRole).toString();
        if (!more.isEmpty())
            detail += QStringLiteral(" \u00B7 ") + more;
        drawLine(*painter, second, smallFont(font), tokens.muted, detail);
    }
};

} // namespace

HistoryPage::HistoryPage(QWidget* parent)
    : QWidget(parent)
    , m_list(new QListView(this))
    , m_card(inCardFrame(m_list, this))
    , m_empty(new QLabel(this))
{
    setObjectName(QStringLiteral("historyPage"));
    m_list->setObjectName(QStringLiteral("historyList"));
    m_list->setAccessibleName(tr("What happened to the message"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new HistoryDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_empty->setObjectName(QStringLiteral("historyEmpty"));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    setRole(m_empty, "muted");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->addWidget(m_card, 1);
    layout->addWidget(m_empty, 1);
    setHistory({}, false);
}

void HistoryPage::setHistory(const std::vector<HistoryEntry>& history, bool isKnown)
{
    m_model.setHistory(history);
    m_card->setVisible(!history.empty());
    m_empty->setVisible(history.empty());
    m_empty->setText(isKnown ? tr("Nothing has been written down of this message yet.")
                             : tr("This file was opened by itself. What happens to the messages of a site is "
                                  "written down, and would stand here."));
    if (!history.empty())
        m_list->scrollToBottom();
}

void HistoryPage::setUnread()
{
    setHistory({}, true);
    m_empty->setText(tr("What happened to the message stands here as soon as it can be read."));
}

} // namespace connectorscope
