#pragma once

#include "core/index/journal_reader.h"

#include <QAbstractListModel>

#include <vector>

namespace connectorscope {

/// What happened to a message, in order: a sentence each, with who and when.
class HistoryModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role
    {
        WhatRole = Qt::UserRole, ///< QString, a few words
        DetailRole,              ///< QString, may be empty
        WhoRole,                 ///< QString: account and machine
        WhenRole                 ///< QString
    };

    using QAbstractListModel::QAbstractListModel;

    void setHistory(std::vector<HistoryEntry> history);

    int rowCount(const QModelIndex& parent = {}) const override;
    /// Qt::DisplayRole is all of it in one sentence, for screen readers.
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    std::vector<HistoryEntry> m_history;
};

} // namespace connectorscope
