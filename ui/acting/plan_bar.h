#pragma once

#include "ui/acting/bulk_plan.h"

#include <QFrame>
#include <QStringList>

class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace connectorscope {

/// What requeueing many messages will do, before it is done: how many go through, who needs a mailbox, what
/// is refused and why. Return does it, Escape does not.
class PlanBar : public QFrame
{
    Q_OBJECT

public:
    explicit PlanBar(QWidget* parent = nullptr);

    void setMailboxes(const QStringList& mailboxes);
    /// A person has asked for it: keys go there.
    void begin();
    /// It is being found out; 0 of 0: which messages that are.
    void showLooking(std::uint64_t done, std::uint64_t total);
    void showPlan(const BulkPlan& plan);
    void showProblem(const QString& text);

signals:
    void wishChanged(const connectorscope::BulkWish& wish);
    void goWished();
    void closeWished();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// A line that asks for an address.
    struct Asked
    {
        QLabel* label = nullptr;
        QLineEdit* field = nullptr;
        QPushButton* use = nullptr;
    };
    Asked makeAsked(const QString& name, const QString& object);
    static void showAsked(const Asked& asked, const QString& text);
    BulkWish wish() const;

    QLabel* m_title;
    QProgressBar* m_progress;
    QPushButton* m_close;
    QPushButton* m_go;
    QLabel* m_reasons;
    QCheckBox* m_repair;
    Asked m_mailbox;
    Asked m_sender;
};

} // namespace connectorscope
