#pragma once

#include "core/index/run_reader.h"
#include "core/pipeline/pipeline.h"
#include "core/site/site.h"

#include <QWidget>

#include <optional>

class QFrame;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace connectorscope {

class SenseChip;
class StepList;

/// One run at the side of the table: what became of it, what a person may do, each step, the files.
class RunReceiptView : public QWidget
{
    Q_OBJECT

public:
    explicit RunReceiptView(QWidget* parent = nullptr);

    void setSite(const Site& site) { m_site = site; }
    /// nullptr: none is current. The same run again changes what is new of it, and nothing else.
    void show(const RunSummary* row);
    /// What is on the clipboard afterwards.
    void copy() const;

signals:
    void undoWished(const std::string& run);
    void decisionWished(const std::string& run, OutcomeDecision decision);
    void openMessageWished(const std::string& message);
    void copied();

private:
    void buildHead(QVBoxLayout& layout);
    void buildDecision(QVBoxLayout& layout);
    void buildFacts(QVBoxLayout& layout);
    void showFacts(const RunSummary& row);

    std::optional<Site> m_site;
    std::optional<RunSummary> m_row;
    QScrollArea* m_scroll;
    QLabel* m_empty;
    QLabel* m_about = nullptr;
    QLabel* m_subject = nullptr;
    SenseChip* m_chip = nullptr;
    QLabel* m_outcome = nullptr;
    QFrame* m_decision = nullptr;
    QLabel* m_question = nullptr;
    QPushButton* m_undo = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_copy = nullptr;
    StepList* m_steps = nullptr;
    QLabel* m_undoNote = nullptr;
    QVBoxLayout* m_facts = nullptr;
    std::vector<std::pair<QLabel*, QLabel*>> m_factLines;
};

} // namespace connectorscope
