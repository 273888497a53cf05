#pragma once

#include "core/pipeline/requeue_request.h"
#include "ui/acting/deed.h"
#include "ui/detail/message/message_values.h"

#include <QScrollArea>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace connectorscope {

/// What would happen if the message went through the pipeline again, and what a repair would change: nothing
/// of it is done.
class TransferPage : public QScrollArea
{
    Q_OBJECT

public:
    explicit TransferPage(QWidget* parent = nullptr);

    /// Nothing is known yet. `isReading`: it will be.
    void clear(bool isReading);
    /// Nothing came of it.
    void endReading();
    void setProposal(const RepairProposal& proposal);
    /// Whether somebody makes dry runs.
    void offerDryRun(bool offered);
    void tryIt();
    void setDryRun(const RequeuePreview& preview);
    void setDryRunError(const Error& error);
    void offerSaving(bool offered);

signals:
    void dryRunWished();
    /// What the dry run leads to.
    void deedWished(connectorscope::Deed deed);
    /// Where the person has chosen to save the repaired message.
    void saveRepairedWished(const QString& path);

private:
    void update();
    void addDryRun(const RequeuePreview& preview);
    void addNextDeed(QVBoxLayout* layout, const RequeuePreview& preview);
    void addRepair(const RepairProposal& proposal);
    QVBoxLayout* addCard(const QString& heading);
    QLabel* addText(QVBoxLayout* layout, const QString& text, const char* role = nullptr);
    void addDiff(QVBoxLayout* layout, const Preview& preview);
    void chooseFile();

    std::optional<RepairProposal> m_proposal;
    std::optional<RequeuePreview> m_dryRun;
    std::optional<Error> m_dryRunError;
    bool m_isDryRunOffered = false;
    bool m_isSavingOffered = false;
    bool m_isReading = false;
    bool m_isDryRunning = false;
    QVBoxLayout* m_cards = nullptr;
};

} // namespace connectorscope
