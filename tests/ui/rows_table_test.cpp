#include "ui/theme/rows_table.h"

#include <QAbstractTableModel>
#include <QTest>

#include <gtest/gtest.h>

namespace connectorscope {
namespace {

constexpr int millionRows = 1'000'000;

/// Counts how often it is asked what can be done with a cell.
class AskedModel : public QAbstractTableModel
{
public:
    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : millionRows; }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : 3; }
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override
    {
        return role == Qt::DisplayRole ? QVariant(index.row()) : QVariant();
    }
    Qt::ItemFlags flags(const QModelIndex& index) const override
    {
        ++asked;
        return QAbstractTableModel::flags(index);
    }

    mutable int asked = 0;
};

class PlainTable : public RowsTable
{
public:
    explicit PlainTable(QAbstractItemModel& model)
        : RowsTable(model, "plain", {{100, 50}, {100, 50}, {100, 50}}, nullptr)
    {
    }

protected:
    QString columnTitle(int column) const override { return QString::number(column); }
    bool isFixedColumn(int) const override { return false; }
};

class RowsTableTest : public testing::Test
{
protected:
    RowsTableTest()
    {
        m_table.resize(400, 600);
        m_table.show();
        EXPECT_TRUE(QTest::qWaitForWindowExposed(&m_table));
    }

    /// How many cells were asked until all, and then none, of the rows were selected and painted.
    int askedBySelectingAll()
    {
        m_model.asked = 0;
        m_table.selectAll();
        m_table.repaint();
        m_table.grab();
        EXPECT_EQ(m_table.selectionModel()->selection().first().height(), millionRows);
        m_table.clearSelection();
        m_table.grab();
        EXPECT_FALSE(m_table.selectionModel()->hasSelection());
        return m_model.asked;
    }

    AskedModel m_model;
    PlainTable m_table{m_model};
};

TEST_F(RowsTableTest, AsksForWhatIsToBeSeenWhenAMillionRowsAreSelected)
{
    EXPECT_LT(askedBySelectingAll(), 10'000);
}

} // namespace
} // namespace connectorscope
