#pragma once

#include <QComboBox>

namespace connectorscope {

/// A box to choose one of few from, with the chevron that everything has that opens.
class ChoiceBox : public QComboBox
{
    Q_OBJECT

public:
    using QComboBox::QComboBox;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace connectorscope
