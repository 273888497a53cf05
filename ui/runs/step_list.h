#pragma once

#include "ui/runs/run_marks.h"

#include <QString>
#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace connectorscope {

/// The steps of a run, one below the other: its mark, its name, what was written of it, and when.
class StepList : public QWidget
{
    Q_OBJECT

public:
    explicit StepList(QWidget* parent = nullptr);

    /// What was there before is changed in its place, so that nothing flickers.
    void show(const RunSummary& row);

private:
    struct Line
    {
        QWidget* mark = nullptr;
        QLabel* title = nullptr;
        QLabel* time = nullptr;
        QLabel* detail = nullptr;
    };
    Line& line(std::size_t number);

    QGridLayout* m_grid;
    std::vector<Line> m_lines;
};

} // namespace connectorscope
