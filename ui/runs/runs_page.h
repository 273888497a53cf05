#pragma once

#include "core/pipeline/pipeline.h"
#include "ui/engine/engine.h"
#include "ui/runs/run_words.h"

#include <QWidget>

#include <cstdint>
#include <string>
#include <vector>

class QFrame;
class QLabel;
class QPushButton;
class QSettings;
class QSplitter;

namespace connectorscope {

class RunFilterBar;
class RunReceiptView;
class RunsModel;
class RunsTable;

/// What the pipeline did with messages, and what it is doing: the list of runs, and the receipt of one.
class RunsPage : public QWidget
{
    Q_OBJECT

public:
    /// The engine outlives it.
    explicit RunsPage(Engine& engine, QWidget* parent = nullptr);

    void setSite(const Site& site);
    void focusSearch();
    void saveState(QSettings& settings) const;
    void restoreState(const QSettings& settings);

signals:
    /// These runs may be taken back, and a person wants that.
    void undoWished(const std::vector<std::string>& runs);
    /// A person knows what became of a run of which the program cannot know.
    void decisionWished(const std::string& run, OutcomeDecision decision);
    void openMessageWished(const std::string& message);
    /// How many runs are under way or wait for a person; also while another page is shown.
    void openCountChanged(std::uint64_t runs);
    /// Something was done; for a bar.
    void done(const QString& text);
    /// What keeps the page from reading; an empty error: nothing does.
    void problemChanged(const Error& problem);

protected:
    void focusInEvent(QFocusEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void addKeys();
    void setList();
    void refresh();
    /// For the rail, while another page is shown.
    void countOpen();
    void takeRead(const Error& problem);
    void showEmptyState();
    void showChoice();
    void undoChosen();
    void copyReceipt();

    Engine& m_engine;
    RunsModel* m_model;
    RunFilterBar* m_filters;
    QLabel* m_sentence;
    RunsTable* m_table;
    QLabel* m_empty;
    QFrame* m_choice;
    QLabel* m_chosen;
    QPushButton* m_undoAll;
    RunReceiptView* m_receipt;
    QSplitter* m_splitter;
    QTimer m_live; ///< while something is under way: another program may be doing it
    Job m_undoJob;
    Job m_countJob;
};

} // namespace connectorscope
