#pragma once

#include "ui/runs/runs_model.h"
#include "ui/theme/rows_table.h"

namespace connectorscope {

/// The table of runs. What is looked at stays where it is when newer runs come above it.
class RunsTable : public RowsTable
{
    Q_OBJECT

public:
    /// The model outlives it.
    explicit RunsTable(RunsModel& model, QWidget* parent = nullptr);

    /// The numbers of the runs that are selected, at most so many.
    std::vector<std::int64_t> chosen(std::size_t limit) const;
    std::uint64_t chosenCount() const;

signals:
    /// The current run, or none; told again whenever it is read again.
    void currentChangedTo(const RunSummary* row);
    /// Return, or a double click.
    void activatedRow(const RunSummary& row);

protected:
    QString columnTitle(int column) const override;
    bool isFixedColumn(int column) const override;
    void keyPressEvent(QKeyEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;

private:
    void tellCurrent();
    /// So many rows came, or went, above that one.
    void keepPlace(int first, int rows);

    RunsModel& m_model;
};

} // namespace connectorscope
