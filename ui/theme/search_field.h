#pragma once

#include <QLineEdit>
#include <QTimer>

namespace connectorscope {

/// Where a person types what a list is searched for. Down and Return lead to the list, Escape too, and there
/// is nothing searched for then.
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    explicit SearchField(QWidget* parent = nullptr);

    /// What is searched for: without blanks around it.
    QString searched() const { return m_searched; }
    /// Without telling of it.
    void setSearched(const QString& text);
    /// Nothing is searched for any more.
    void endSearch();
    /// To type anew.
    void begin();

signals:
    /// Another text is searched for: somebody has typed, and paused for a moment.
    void searchedFor(const QString& text);
    /// The focus is wanted by the list.
    void left();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void tell();

    QTimer m_typing;
    QString m_searched;
};

} // namespace connectorscope
