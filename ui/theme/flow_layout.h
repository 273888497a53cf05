#pragma once

#include <QLayout>
#include <QList>

namespace connectorscope {

/// Puts its items side by side and begins a new line where there is no room: buttons in a narrow pane.
class FlowLayout : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(int gap, QWidget* parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override { m_items.append(item); }
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return place(QRect(0, 0, width, 0), false); }
    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override;
    void setGeometry(const QRect& rectangle) override;

private:
    /// The height that the items need in that width.
    int place(const QRect& rectangle, bool moves) const;

    int m_gap;
    QList<QLayoutItem*> m_items;
};

} // namespace connectorscope
