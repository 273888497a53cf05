#pragma once

#include "ui/runs/run_words.h"

#include <QFrame>
#include <QTimer>

#include <array>

class QLineEdit;
class QPushButton;

namespace connectorscope {

/// What the list of runs shows: a search field, and a chip with its count for each view.
class RunFilterBar : public QFrame
{
    Q_OBJECT

public:
    explicit RunFilterBar(QWidget* parent = nullptr);

    RunFilter filter() const;
    RunView view() const { return m_view; }
    void choose(RunView view);
    void setCounts(const RunCounts& counts);
    void focusSearch();
    void clearSearch();

signals:
    void changed();

private:
    QLineEdit* m_search;
    QTimer m_typing;
    std::string m_text;
    RunView m_view = RunView::All;
    std::array<QPushButton*, runViews.size()> m_chips = {};
};

} // namespace connectorscope
