#pragma once

#include <QTableView>

#include <utility>
#include <vector>

class QMenu;
class QSettings;
class QSplitter;

namespace connectorscope {

/// A table of whole rows, however many, whose columns can be hidden: what the tables of pages have in common.
/// Scrolls by pixels. Columns follow the width of the view: those that share in the rest take what the others
/// leave, and where that is too little the others give way, down to their least widths, and then all of them:
/// nothing needs scrolling sideways. A person's own widths come back as soon as there is room.
class RowsTable : public QTableView
{
    Q_OBJECT

public:
    /// How wide a column is.
    struct ColumnWidth
    {
        int first = 0; ///< before a person changes it
        int least = 0;
        int share = 0; ///< in what the others leave; 0: it is one of the others
    };

    /// The model outlives it. `name` is that of its group in the settings.
    RowsTable(QAbstractItemModel& model, const char* name, std::vector<ColumnWidth> widths, QWidget* parent);

    /// The rows that are to be seen.
    std::pair<int, int> visibleRows() const;

    /// The menu of the columns: which are shown, and what else there is to choose.
    void openColumns();

    /// With the place of the line between it and what stands beside it.
    void saveState(QSettings& settings, const QSplitter& beside);
    void restoreState(const QSettings& settings, QSplitter& beside);

signals:
    void choiceChanged();
    /// Escape was pressed, and there are no rows.
    void emptyLeft();

protected:
    virtual QString columnTitle(int column) const = 0;
    /// The one that cannot be hidden.
    virtual bool isFixedColumn(int column) const = 0;
    /// What else stands in the menu of the columns.
    virtual void extendHeaderMenu(QMenu& menu);

    /// Home and End lead to the first and the last row.
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void updateGeometries() override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

private:
    void openColumnsAt(const QPoint& at);
    void fitColumns();
    void setWidths(const std::vector<int>& widths);

    const QString m_name;
    const std::vector<ColumnWidth> m_widths;
    std::vector<int> m_wished; ///< widths, as a person set them
    int m_fittedTo = 0;        ///< that width of the viewport
    bool m_isFitting = false;
};

} // namespace connectorscope
