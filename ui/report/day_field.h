#pragma once

#include <QDateEdit>

namespace connectorscope {

/// A day, typed or chosen from a calendar.
class DayField : public QDateEdit
{
    Q_OBJECT

public:
    explicit DayField(QWidget* parent = nullptr);

    /// Room for the whole day beside the arrow, in any font.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace connectorscope
