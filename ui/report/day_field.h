#pragma once

#include <QDateEdit>

namespace connectorscope {

/// A day, typed or chosen from a calendar.
class DayField : public QDateEdit
{
    Q_OBJECT

public:
    explicit DayField(QWidget* parent = nullptr);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
};

} // namespace connectorscope
