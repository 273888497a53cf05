#pragma once

#include <QWidget>

class QLabel;

namespace connectorscope {

/// What stands in the window while no site is open: why, and what can be opened.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(QWidget* parent = nullptr);

    void setText(const QString& title, const QString& detail);

signals:
    void siteWanted();
    void demonstrationWanted();

private:
    QLabel* m_title;
    QLabel* m_detail;
};

} // namespace connectorscope
