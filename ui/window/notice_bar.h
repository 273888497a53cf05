#pragma once

#include <QFrame>
#include <QString>

#include <functional>

class QLabel;
class QPushButton;
class QTimer;

namespace connectorscope {

/// A bar that says what was done, or what is wrong, with at most one button. Takes no focus and blocks
/// nothing.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    enum class Kind
    {
        Done,   ///< goes after some seconds
        Problem ///< stays until it is cleared
    };

    explicit NoticeBar(Kind kind, QWidget* parent = nullptr);

    /// `act` is called when the button is pressed; without a name for it there is none.
    void show(const QString& text, const QString& action = {}, std::function<void()> act = {});
    void clear();
    QString text() const;

private:
    const Kind m_kind;
    QLabel* m_text;
    QPushButton* m_button;
    QTimer* m_timer;
    std::function<void()> m_act;
};

} // namespace connectorscope
