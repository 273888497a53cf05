#include "ui/detail/history/history_model.h"

#include "core/base/path_text.h"
#include "core/diagnosis/catalogue.h"
#include "ui/theme/sense.h"
#include "ui/theme/words.h"

#include <QCoreApplication>

namespace connectorscope {
namespace {

QString historyWords(const char* text)
{
    return QCoreApplication::translate("HistoryModel", text);
}

QString titleOf(const std::optional<CauseId>& cause)
{
    if (!cause)
        return {};
    const std::string_view title = causeOf(*cause).title;
    return QString::fromUtf8(title.data(), static_cast<qsizetype>(title.size()));
}

QString whatHappened(const HistoryEntry& entry)
{
    const QString folder = wordOf(entry.place.folder);
    if (entry.kind == "arrived")
        return historyWords(QT_TRANSLATE_NOOP("HistoryModel", "Arrived in %1")).arg(folder);
    if (entry.kind == "changed")
        return historyWords(QT_TRANSLATE_NOOP("HistoryModel", "Changed in %1")).arg(folder);
    if (entry.kind == "moved")
        return historyWords(QT_TRANSLATE_NOOP("HistoryModel", "Moved to %1")).arg(folder);
    if (entry.kind == "gone")
        return historyWords(QT_TRANSLATE_NOOP("HistoryModel", "Left %1")).arg(folder);
    if (entry.kind == "judged")
        return entry.cause
                   ? historyWords(QT_TRANSLATE_NOOP("HistoryModel", "Judged: %1")).arg(titleOf(entry.cause))
                   : historyWords(QT_TRANSLATE_NOOP("HistoryModel", "Judged"));
    if (entry.kind == "finding-added")
        return historyWords(QT_TRANSLATE_NOOP("HistoryModel", "Found: %1")).arg(titleOf(entry.cause));
    if (entry.kind == "held")
        return historyWords(QT_TRANSLATE_NOOP("HistoryModel", "Held"));
    if (entry.kind == "released")
        return historyWords(QT_TRANSLATE_NOOP("HistoryModel", "Released to %1")).arg(folder);
    if (entry.kind == "deleted")
        return historyWords(QT_TRANSLATE_NOOP("HistoryModel", "Deleted"));
    if (entry.kind == "acknowledged")
        return historyWords(QT_TRANSLATE_NOOP("HistoryModel", "Acknowledged"));
    if (entry.kind == "run-began")
        return historyWords(QT_TRANSLATE_NOOP("HistoryModel", "Run began"));
    if (entry.kind == "run-ended")
        return historyWords(QT_TRANSLATE_NOOP("HistoryModel", "Run ended"));
    return shownText(entry.kind, 60);
}

QString detailOf(const HistoryEntry& entry)
{
    QStringList words;
    if (entry.kind == "moved" && entry.from)
        words << historyWords(QT_TRANSLATE_NOOP("HistoryModel", "from %1")).arg(wordOf(entry.from->folder));
    if (!entry.detail.empty())
        words << shownText(entry.detail, 400);
    if (!entry.run.empty())
        words << historyWords(QT_TRANSLATE_NOOP("HistoryModel", "run %1")).arg(shownText(entry.run, 20));
    if (!entry.place.name.empty())
        words << shownPath(pathFromBytes(entry.place.name));
    return words.join(QStringLiteral(" \u00B7 "));
}

QString whoDid(const Actor& actor)
{
    return historyWords(QT_TRANSLATE_NOOP("HistoryModel", "%1 on %2"))
        .arg(shownText(actor.account, 80), shownText(actor.machine, 80));
}

} // namespace

void HistoryModel::setHistory(std::vector<HistoryEntry> history)
{
    beginResetModel();
    m_history = std::move(history);
    endResetModel();
}

int HistoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_history.size());
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const HistoryEntry& entry = m_history[static_cast<std::size_t>(index.row())];
    switch (role) {
    case WhatRole:
        return whatHappened(entry);
    case DetailRole:
    case Qt::ToolTipRole:
        return detailOf(entry);
    case WhoRole:
        return whoDid(entry.actor);
    case WhenRole:
        return exactTime(entry.at);
    case Qt::DisplayRole:
        return tr("%1: %2, %3. %4")
            .arg(exactTime(entry.at), whatHappened(entry), whoDid(entry.actor), detailOf(entry));
    default:
        return {};
    }
}

} // namespace connectorscope
