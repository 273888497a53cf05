#pragma once

#include <QFrame>
#include <QString>

#include <array>
#include <utility>
#include <vector>

class QGridLayout;

namespace connectorscope {

/// All keys of the window, over its middle. Any key, or a click, closes it.
class CheatSheet : public QFrame
{
    Q_OBJECT

public:
    explicit CheatSheet(QWidget* parent);

    /// Keys and what they do, below a heading.
    void addGroup(const QString& heading, const std::vector<std::pair<QString, QString>>& keys);
    void toggle();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;

private:
    /// Closer together in a small window, or with a large font.
    void fitIntoParent();
    void leave();

    QGridLayout* m_grid;
    QWidget* m_before = nullptr;    ///< had the focus
    std::array<int, 3> m_rows = {}; ///< of the columns
};

} // namespace connectorscope
