#pragma once

#include "ui/detail/message/message_values.h"

#include <QAbstractItemModel>

#include <vector>

namespace connectorscope {

/// The MIME tree of a message that was read. Names from outside are shown with what hides or turns text made
/// visible.
class PartsModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column
    {
        NameColumn,
        TypeColumn,
        EncodingColumn,
        SizeColumn,
        ColumnCount
    };
    enum Role
    {
        PartRole = Qt::UserRole ///< int: index in Message::parts
    };

    using QAbstractItemModel::QAbstractItemModel;

    void setMessage(LoadedPointer message);

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& child) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Node
    {
        int parent = -1;
        int row = 0;
        std::vector<int> children;
    };
    const Part& partOf(const QModelIndex& index) const;
    static QString nameOf(const Part& part);

    LoadedPointer m_message;
    std::vector<Node> m_nodes; ///< by part
};

/// "multipart/mixed"
QString typeText(const Part& part);
/// "base64", "as it stands" ...
QString encodingText(TransferEncoding encoding);

} // namespace connectorscope
