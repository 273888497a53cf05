#pragma once

#include "core/index/run_reader.h"
#include "ui/engine/engine.h"
#include "ui/runs/run_words.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

namespace connectorscope {

/// The list of runs as a table, however long: it knows their numbers, holds the rows that were looked at
/// lately, and asks the engine for those that are wanted. Rows come and go as they do in the journal, so
/// that what is selected stays so.
class RunsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// The engine outlives it.
    explicit RunsModel(Engine& engine, QObject* parent = nullptr);

    /// Another list: everything is read anew.
    void setFilter(const RunFilter& filter);
    const RunFilter& filter() const { return m_filter; }
    /// The same list, as it is now; the rows from `first` to `last` are read with it.
    void refresh(int first, int last);

    bool isRead() const { return m_isRead; }
    const RunCounts& counts() const { return m_counts; }
    UtcTime readAt() const { return m_readAt; }
    /// The number of the run in that row; of a row that is there.
    std::int64_t numberAt(int row) const { return m_numbers[static_cast<std::size_t>(row)]; }
    /// -1: it is not in the list.
    int rowOf(std::int64_t number) const;
    /// nullptr for a row that is not there yet, which is then asked for.
    const RunSummary* rowAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// The list was read, or could not be: then an error with a message.
    void wasRead(const Error& problem);

private:
    struct Kept
    {
        RunSummary row;
        std::uint64_t used = 0; ///< when it was last looked at
        bool isStale = false;   ///< shown, and read again when it is looked at
    };

    void ask(std::vector<std::int64_t> wanted, bool isNew);
    void take(RunList list, bool isNew);
    /// Tells views which rows come and go; false where that are too many, and nothing was changed.
    bool follow(const std::vector<std::int64_t>& numbers);
    void keep(std::vector<RunSummary> rows, bool tells);
    void want(int row) const;
    void readWanted();
    void forgetOldRows();
    QVariant textOf(const RunSummary& row, RunColumn column) const;

    Engine& m_engine;
    RunFilter m_filter;
    std::vector<std::int64_t> m_numbers; ///< the latest first
    RunCounts m_counts;
    std::optional<RunListVersion> m_version;
    UtcTime m_readAt;
    bool m_isRead = false;
    mutable std::unordered_map<std::int64_t, Kept> m_kept; ///< by number
    mutable std::uint64_t m_use = 0;
    mutable std::pair<int, int> m_wanted = {-1, -1}; ///< rows; what was scrolled past is not read
    mutable QTimer m_wantDelay;
    Job m_listJob;
    Job m_rowsJob;
};

} // namespace connectorscope
