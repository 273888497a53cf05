#pragma once

#include <QFrame>
#include <QString>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QTimer;

namespace connectorscope {

/// A button of a bar: what it says and what it does.
struct NoticeAction
{
    QString text;
    std::function<void()> act;
};

/// A bar that says what was done, or what is wrong, with buttons for what follows from it. Takes no focus by
/// itself and blocks nothing. Its buttons are named noticeAction, noticeAction2, ...
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    enum class Kind
    {
        Done,   ///< goes after some seconds, later where there is something to press
        Problem ///< stays until it is cleared
    };

    explicit NoticeBar(Kind kind, QWidget* parent = nullptr);

    /// Each button clears the bar before it does what it does.
    void show(const QString& text, std::vector<NoticeAction> actions = {});
    void clear();
    /// Where somebody has to answer: the first button gets the focus.
    void takeFocus();
    QString text() const;

signals:
    /// A button that goes has the focus, which would hop to whatever comes next in the window.
    void left();

protected:
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void leave();

    const Kind m_kind;
    QHBoxLayout* m_layout;
    QLabel* m_text;
    QTimer* m_timer;
    std::vector<QPushButton*> m_buttons;
    std::vector<NoticeAction> m_actions;
};

} // namespace connectorscope
