#pragma once

#include "core/pipeline/requeue_request.h"
#include "ui/detail/detail_request.h"
#include "ui/detail/message/message_values.h"

#include <QScrollArea>

class QFrame;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace connectorscope {

class AskRow;
class FlowLayout;
class ProofView;
class SenseChip;

/// Why the message is stuck: the cause in plain words with its proof, what to do, and the rest that was
/// found.
class WhyPage : public QScrollArea
{
    Q_OBJECT

public:
    explicit WhyPage(QWidget* parent = nullptr);

    /// What is known before the file was read; shows that it is being read where nothing is known.
    void setRequest(const DetailRequest& request);
    /// The file cannot be read, for now.
    void setUnreadable();
    void setLoaded(const LoadedPointer& message);
    void setProposal(const RepairProposal& proposal);
    void setOffered(Deeds offered);
    /// As if its button had been pressed; asks first what has to be said. Nothing where it is not offered.
    void begin(Deed deed);
    /// What a repair on the way would be asked for now.
    RequeueOptions requeueOptions() const;

signals:
    /// A finding, by its place in the list.
    void proofWished(int finding);
    /// Hold, release and removal.
    void deedWished(connectorscope::Deed deed);
    void requeueWished(const connectorscope::RequeueOptions& options);
    void acknowledgeWished(const QString& note);

private:
    void makeCauseCard();
    void makeDeedsCard();
    void makeOthersCard();
    void makeNotedCard();
    void update();
    void updateCause(const Finding* primary);
    void updateDeeds(const Finding* primary);
    void updateOthers(int primary);
    void updateNoted();
    /// The place of the primary cause's finding; -1 for none.
    int primaryIndex() const;
    Verdict verdict() const;
    bool canRepair(const Cause* cause) const;
    QString meaningText(const Cause& cause) const;
    const Cause* primaryCause(const Finding* primary) const;
    void askForNote();
    void askForMailbox();
    void showQuestion();
    /// Asks what is still to be said, one after the other; then it is wished.
    void askAndRequeue(const RequeueOptions& answered);

    DetailRequest m_request;
    LoadedPointer m_message;
    std::optional<RepairProposal> m_proposal;
    std::vector<Finding> m_findings;
    bool m_isUnreadable = false;
    Deeds m_offered;

    QVBoxLayout* m_cards = nullptr;
    QFrame* m_causeCard = nullptr;
    QLabel* m_title = nullptr;
    SenseChip* m_chip = nullptr;
    QLabel* m_meaning = nullptr;
    QLabel* m_code = nullptr;
    ProofView* m_proof = nullptr;
    QLabel* m_evidence = nullptr;
    QPushButton* m_inSource = nullptr;
    QFrame* m_deedsCard = nullptr;
    QLabel* m_advice = nullptr;
    QWidget* m_buttonsBox = nullptr;
    FlowLayout* m_buttons = nullptr;
    QLabel* m_repairNote = nullptr;
    AskRow* m_ask = nullptr;
    QFrame* m_othersCard = nullptr;
    QVBoxLayout* m_others = nullptr;
    QFrame* m_notedCard = nullptr;
    QLabel* m_noted = nullptr;
};

} // namespace connectorscope
