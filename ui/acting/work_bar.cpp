#include "ui/acting/work_bar.h"

#include "ui/acting/act_words.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>
#include <chrono>

namespace connectorscope {
namespace {

constexpr std::chrono::milliseconds workAppearsAfter{500};
constexpr int workSteps = 1000;
constexpr int workProgressWidth = 180;

} // namespace

WorkBar::WorkBar(QWidget* parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_cancel(new QPushButton(tr("Stop"), this))
{
    setObjectName(QStringLiteral("workBar"));
    setRole(this, "panel");
    m_text->setObjectName(QStringLiteral("workText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_progress->setObjectName(QStringLiteral("workProgress"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_progress->setRange(0, workSteps);
    m_progress->setFixedWidth(workProgressWidth);
    m_cancel->setObjectName(QStringLiteral("workCancel"));
    m_cancel->setToolTip(tr("Stops after the messages that are under way"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(cardPadding, 8, cardPadding, 8);
    layout->setSpacing(12);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_cancel);
    m_appears.setSingleShot(true);
    m_appears.setInterval(workAppearsAfter);
    connect(&m_appears, &QTimer::timeout, this, [this] { setVisible(!m_acts.empty()); });
    connect(m_cancel, &QPushButton::clicked, this, &WorkBar::cancelWished);
    setVisible(false);
}

void WorkBar::setActs(const std::vector<Act>& acts)
{
    const bool begins = m_acts.empty() && !acts.empty();
    m_acts = acts;
    if (begins)
        m_appears.start();
    if (acts.empty()) {
        m_appears.stop();
        setVisible(false);
    }
    update();
}

void WorkBar::setWorker(const WorkerStatus& status)
{
    m_worker = status;
    update();
}

void WorkBar::update()
{
    if (m_acts.empty())
        return;
    const Act& first = m_acts.front();
    QString text =
        first.isCancelled ? tr("Stopping after the messages that are under way") : workWords(first);
    if (m_acts.size() > 1)
        text += tr("; %1 more wait").arg(countWords(m_acts.size() - 1));
    if (m_worker.state == WorkerState::OtherWorks)
        text += m_worker.other.empty()
                    ? tr(". Another program moves the messages of this site; it has been asked.")
                    : tr(". %1 moves the messages of this site; it has been asked.")
                          .arg(shownText(m_worker.other, 80));
    if (m_worker.state == WorkerState::Failed) // a bar of its own says why
        text += tr(". It waits until that can be done.");
    m_text->setText(text);
    m_cancel->setEnabled(std::ranges::any_of(m_acts, [](const Act& act) { return !act.isCancelled; }));
    std::uint64_t done = 0;
    std::uint64_t total = 0;
    for (const Act& act : m_acts) {
        done += act.done;
        total += act.total;
    }
    m_progress->setValue(total == 0 ? 0 : static_cast<int>(done * workSteps / total));
}

} // namespace connectorscope
