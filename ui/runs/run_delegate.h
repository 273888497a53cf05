#pragma once

#include <QStyledItemDelegate>

namespace connectorscope {

class RunsModel;

inline constexpr int runRowHeight = 53;

/// Paints the cells of runs, in two lines.
class RunDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    /// The model outlives it.
    explicit RunDelegate(const RunsModel& model, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const RunsModel& m_model;
};

} // namespace connectorscope
