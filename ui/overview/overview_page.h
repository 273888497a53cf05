#pragma once

#include "ui/engine/engine.h"
#include "ui/overview/overview_data.h"

#include <QWidget>

#include <vector>

class QFrame;
class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace connectorscope {

class AgeTable;
class BarRow;
class FolderTile;
class TodoList;
class TrendChart;

/// What is stuck, in one sentence and in figures, and what to do about it.
class OverviewPage : public QWidget
{
    Q_OBJECT

public:
    /// The engine outlives it.
    explicit OverviewPage(Engine& engine, QWidget* parent = nullptr);

    /// Asks anew, when the page is to be seen.
    void refresh();
    void show(const OverviewData& overview);
    /// Nothing could be read so far.
    void showUnknown();

signals:
    /// A button asks for the messages that are stuck and fit the filter.
    void messagesWanted(const MessageFilter& filter);
    void requeueWanted(const MessageFilter& filter, bool repair);
    /// What keeps the page from telling the truth; an error without a message when all is well.
    void problemChanged(const Error& problem);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QFrame* makeVerdict();
    QFrame* makeCauses();
    QFrame* makeTrend();
    QFrame* makeTodos();
    QFrame* makeAges();
    void showFolders(const OverviewData& overview);
    void showCauses(const OverviewData& overview);
    void showTrend(const OverviewData& overview);

    Engine& m_engine;
    Job m_job;
    OverviewData m_data;
    bool m_isBeingRead = true;
    QFrame* m_verdict = nullptr;
    QFrame* m_stripe = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_detail = nullptr;
    QPushButton* m_primary = nullptr;
    QGridLayout* m_grid = nullptr;
    std::vector<FolderTile*> m_tiles;
    QWidget* m_tileRow = nullptr;
    std::vector<BarRow*> m_bars;
    QLabel* m_noCauses = nullptr;
    QLabel* m_otherCauses = nullptr;
    TrendChart* m_trend = nullptr;
    QLabel* m_trendFigures = nullptr;
    QFrame* m_todoCard = nullptr;
    TodoList* m_todos = nullptr;
    QFrame* m_ageCard = nullptr;
    AgeTable* m_ages = nullptr;
};

} // namespace connectorscope
