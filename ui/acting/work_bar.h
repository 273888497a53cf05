#pragma once

#include "core/pipeline/site_worker.h"
#include "ui/acting/act.h"

#include <QFrame>
#include <QTimer>

#include <vector>

class QLabel;
class QProgressBar;
class QPushButton;

namespace connectorscope {

/// How far what is being done is, and who does it; where that is soon over, it does not appear.
class WorkBar : public QFrame
{
    Q_OBJECT

public:
    explicit WorkBar(QWidget* parent = nullptr);

    void setActs(const std::vector<Act>& acts);
    void setWorker(const WorkerStatus& status);

signals:
    void cancelWished();

private:
    void update();

    std::vector<Act> m_acts;
    WorkerStatus m_worker;
    QLabel* m_text;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QTimer m_appears;
};

} // namespace connectorscope
