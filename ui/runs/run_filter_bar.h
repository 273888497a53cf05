#pragma once

#include "ui/runs/run_words.h"

#include <QFrame>

#include <array>

class QPushButton;

namespace connectorscope {

class SearchField;

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
    void endSearch();

signals:
    void changed();
    /// The focus is wanted by the list.
    void left();

private:
    SearchField* m_search;
    RunView m_view = RunView::All;
    std::array<QPushButton*, runViews.size()> m_chips = {};
};

} // namespace connectorscope
