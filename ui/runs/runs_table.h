#pragma once

#include "ui/runs/runs_model.h"

#include <QTableView>

class QSettings;

namespace connectorscope {

/// The table of runs. What is looked at stays where it is when newer runs come above it.
class RunsTable : public QTableView
{
    Q_OBJECT

public:
    /// The model outlives it.
    explicit RunsTable(RunsModel& model, QWidget* parent = nullptr);

    /// The rows that are to be seen.
    std::pair<int, int> visibleRows() const;
    /// The numbers of the runs that are selected, at most so many.
    std::vector<std::int64_t> chosen(std::size_t limit) const;
    std::uint64_t chosenCount() const;

    void saveColumns(QSettings& settings) const;
    void restoreColumns(const QSettings& settings);

signals:
    void choiceChanged();
    /// The current run, or none; told again whenever it is read again.
    void currentChangedTo(const RunSummary* row);
    /// Return, or a double click.
    void activatedRow(const RunSummary& row);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

private:
    void showHeaderMenu(const QPoint& at);
    void fitColumns();
    void tellCurrent();
    /// So many rows came, or went, above that one.
    void keepPlace(int first, int rows);

    RunsModel& m_model;
};

} // namespace connectorscope
