#pragma once

#include <QTableView>

#include <utility>

class QMenu;
class QSettings;

namespace connectorscope {

/// A table of whole rows, however many, whose columns can be hidden: what the tables of pages have in common.
/// Scrolls by pixels; columns follow the width of the view.
class RowsTable : public QTableView
{
    Q_OBJECT

public:
    /// The model outlives it. Columns keep their state under that key.
    RowsTable(QAbstractItemModel& model, const char* columnsKey, QWidget* parent);

    /// The rows that are to be seen.
    std::pair<int, int> visibleRows() const;

    void saveColumns(QSettings& settings) const;
    void restoreColumns(const QSettings& settings);

signals:
    void choiceChanged();

protected:
    virtual QString columnTitle(int column) const = 0;
    /// The one that cannot be hidden.
    virtual bool isFixedColumn(int column) const = 0;
    /// Gives the view's width to the columns.
    virtual void fitColumns() = 0;
    /// What else stands in the menu of the columns.
    virtual void extendHeaderMenu(QMenu& menu);

    void resizeEvent(QResizeEvent* event) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

private:
    void showHeaderMenu(const QPoint& at);

    const char* m_columnsKey;
};

} // namespace connectorscope
