#pragma once

#include "ui/theme/tokens.h"

#include <QAbstractButton>

namespace connectorscope {

/// A label, a bar and a count on one line; a button.
class BarRow : public QAbstractButton
{
    Q_OBJECT

public:
    explicit BarRow(QWidget* parent = nullptr);

    void setRow(const QString& label, Sense sense, std::uint64_t count, std::uint64_t largest);

    /// The room for the count; bars of the same largest count have the same.
    int countWidth() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Sense m_sense = Sense::Neutral;
    std::uint64_t m_count = 0;
    std::uint64_t m_largest = 1;
};

} // namespace connectorscope
