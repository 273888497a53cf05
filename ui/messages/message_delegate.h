#pragma once

#include <QString>
#include <QStyledItemDelegate>

namespace connectorscope {

class MessagesModel;

inline constexpr int messageRowHeight = 53;
inline constexpr int headingRowHeight = 34;

/// Paints the cells of messages, in two lines, and the headings of groups; marks what was searched for.
class MessageDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// The model outlives it.
    explicit MessageDelegate(const MessagesModel& model, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintHeading(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;

    const MessagesModel& m_model;
};

} // namespace connectorscope
