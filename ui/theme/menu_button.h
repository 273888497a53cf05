#pragma once

#include <QPushButton>

class QMenu;

namespace connectorscope {

/// A button that opens a menu, and says so by a chevron behind its text.
class MenuButton : public QPushButton
{
    Q_OBJECT

public:
    explicit MenuButton(QWidget* parent = nullptr);
    explicit MenuButton(const QString& text, QWidget* parent = nullptr);

    /// Belongs to the button. Qt's own menu of a button would wait for the choice, and would leave its
    /// chevron no place beside the text.
    void setMenu(QMenu* menu);
    QMenu* menu() const { return m_menu; }
    /// As a click does.
    void openMenu();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QMenu* m_menu = nullptr;
};

} // namespace connectorscope
