#pragma once

#include "ui/detail/history/history_model.h"

#include <QWidget>

class QFrame;
class QLabel;
class QListView;

namespace connectorscope {

/// What happened to the message, the latest last.
class HistoryPage : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPage(QWidget* parent = nullptr);

    /// `isKnown`: a site knows the message; without one nothing was written down.
    void setHistory(const std::vector<HistoryEntry>& history, bool isKnown);
    /// Something keeps it from being read.
    void setUnread();

private:
    HistoryModel m_model{this};
    QListView* m_list;
    QFrame* m_card;
    QLabel* m_empty;
};

} // namespace connectorscope
