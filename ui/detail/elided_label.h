#pragma once

#include <QLabel>

namespace connectorscope {

/// Plain text that ends with an ellipsis where its place, of one line or several, ends before it does. A word
/// that is wider than a line goes on in the next one.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    using QLabel::QLabel;

    /// As it is shown now, line by line; empty: all of it, as a label shows it.
    QStringList cutLines() const;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace connectorscope
