#include "ui/detail/parts/parts_model.h"

#include "core/message/body.h"
#include "ui/theme/words.h"

#include <QCoreApplication>

namespace connectorscope {
namespace {

constexpr int longestPartName = 200;

} // namespace

QString typeText(const Part& part)
{
    return shownText(part.type, 60) + QLatin1Char('/') + shownText(part.subtype, 60);
}

QString encodingText(TransferEncoding encoding)
{
    switch (encoding) {
    case TransferEncoding::SevenBit:
        return QStringLiteral("7bit");
    case TransferEncoding::EightBit:
        return QStringLiteral("8bit");
    case TransferEncoding::Binary:
        return QStringLiteral("binary");
    case TransferEncoding::Base64:
        return QStringLiteral("base64");
    case TransferEncoding::QuotedPrintable:
        return QStringLiteral("quoted-printable");
    case TransferEncoding::UuEncode:
        return QStringLiteral("uuencode");
    case TransferEncoding::Unknown:
        break;
    }
    return QCoreApplication::translate("PartsModel", "unknown");
}

void PartsModel::setMessage(LoadedPointer message)
{
    beginResetModel();
    m_message = std::move(message);
    m_nodes.clear();
    if (m_message) {
        const std::vector<Part>& parts = m_message->message.parts;
        m_nodes.resize(parts.size());
        for (std::size_t i = 1; i < parts.size(); ++i) {
            Node& parent = m_nodes[static_cast<std::size_t>(parts[i].parent)];
            m_nodes[i].parent = parts[i].parent;
            m_nodes[i].row = static_cast<int>(parent.children.size());
            parent.children.push_back(static_cast<int>(i));
        }
    }
    endResetModel();
}

const Part& PartsModel::partOf(const QModelIndex& index) const
{
    return m_message->message.parts[static_cast<std::size_t>(index.internalId())];
}

QModelIndex PartsModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    if (!parent.isValid())
        return createIndex(row, column, quintptr{0});
    const Node& node = m_nodes[static_cast<std::size_t>(parent.internalId())];
    return createIndex(row, column, static_cast<quintptr>(node.children[static_cast<std::size_t>(row)]));
}

QModelIndex PartsModel::parent(const QModelIndex& child) const
{
    if (!child.isValid())
        return {};
    const int parent = m_nodes[static_cast<std::size_t>(child.internalId())].parent;
    if (parent < 0)
        return {};
    return createIndex(m_nodes[static_cast<std::size_t>(parent)].row, 0, static_cast<quintptr>(parent));
}

int PartsModel::rowCount(const QModelIndex& parent) const
{
    if (!parent.isValid())
        return m_nodes.empty() ? 0 : 1;
    if (parent.column() > 0)
        return 0;
    return static_cast<int>(m_nodes[static_cast<std::size_t>(parent.internalId())].children.size());
}

int PartsModel::columnCount(const QModelIndex& /*parent*/) const
{
    return ColumnCount;
}

QString PartsModel::nameOf(const Part& part)
{
    const std::string name = attachmentName(part);
    if (!name.empty())
        return shownText(name, longestPartName);
    if (part.parent < 0)
        return tr("The message");
    if (part.isEmbeddedMessage())
        return tr("A message inside");
    if (part.isMultipart())
        return tr("Several parts");
    return part.isText() ? tr("Text") : tr("Without a name");
}

QVariant PartsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || !m_message)
        return {};
    const Part& part = partOf(index);
    if (role == PartRole)
        return static_cast<int>(index.internalId());
    if (role == Qt::TextAlignmentRole && index.column() == SizeColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole)
        return tr("%1, from byte %2, line %3")
            .arg(nameOf(part), countWords(part.bodyOffset), countWords(part.bodyLine));
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case NameColumn:
        return nameOf(part);
    case TypeColumn:
        return typeText(part);
    case EncodingColumn:
        return part.hasChildren ? QString() : encodingText(part.encoding);
    case SizeColumn:
        return sizeWords(part.bodyLength);
    default:
        return {};
    }
}

QVariant PartsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == SizeColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Part");
    case TypeColumn:
        return tr("Type");
    case EncodingColumn:
        return tr("Encoding");
    case SizeColumn:
        return tr("Size");
    default:
        return {};
    }
}

} // namespace connectorscope
