#pragma once

#include "core/pipeline/requeue_request.h"
#include "ui/detail/detail_request.h"
#include "ui/detail/message/message_loader.h"

#include <QWidget>

#include <vector>

class QFrame;
class QLabel;
class QProgressBar;
class QPushButton;
class QShortcut;
class QTabWidget;

namespace connectorscope {

class HistoryPage;
class PartsPage;
class SourcePage;
class TextPage;
class TransferPage;
class WhyPage;

/// Everything about one message: why it is stuck, its source, parts and text, what a transfer would do, what
/// happened. Reads the file on threads of its own; does nothing with the message but tell what the person
/// wishes. Only the deeds that its owner offers have buttons.
class DetailView : public QWidget
{
    Q_OBJECT

public:
    /// Files and clock outlive it, and may be used by several threads.
    DetailView(FileSystem& files, Clock& clock, QWidget* parent = nullptr);
    ~DetailView() override;

    void showMessage(const DetailRequest& request);
    /// Reads the same again.
    void reload();
    /// Reads the file again if that has failed; what is shown stays meanwhile.
    void tryAgain();
    /// No message, and why.
    void clear(const QString& reason);

    void offer(Deeds deeds);
    /// As if its button had been pressed. What has to be said first is asked for on the tab Why.
    void begin(Deed deed);
    void offerDryRun(bool offered);
    /// As if the button of the dry run had been pressed.
    void tryTransfer();
    void offerSavingRepaired(bool offered);
    /// Answers to dryRunWished().
    void setDryRun(const RequeuePreview& preview);
    void setDryRunError(const Error& error);

    enum class Tab : std::uint8_t
    {
        Why,
        Source,
        Parts,
        Text,
        Transfer,
        History
    };
    void showTab(Tab tab);

    /// Answers keys (Alt+1 ... 6, Ctrl+G, F3, F8) wherever the focus is in that widget; at first in this one.
    /// Ctrl+F finds in the source where the focus is in this one.
    void takeKeysOf(QWidget& scope);

signals:
    /// It had the focus, and has nothing to show any more: keys go elsewhere.
    void left();
    /// With all that had to be asked for.
    void requeueWished(const connectorscope::RequeueOptions& options);
    void holdWished();
    void releaseWished();
    void removeWished();
    void acknowledgeWished(const QString& note);
    void dryRunWished(const connectorscope::RequeueOptions& options);
    /// The message was read: its subject, or the file's name.
    void titled(const QString& title);

private:
    void makeHeader();
    void makePages();
    void connectPages();
    void takeLoaded(const LoadedPointer& message);
    void takeDeed(Deed deed);
    void updateHeader();
    void showProblem(const Error& error);
    void tell(const QString& text);
    RepairOptions repairOptions() const;

    MessageLoader m_loader;
    FileSystem& m_files;
    DetailRequest m_request;
    LoadedPointer m_message;
    QLabel* m_where = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_who = nullptr;
    QFrame* m_problem = nullptr;
    QLabel* m_problemText = nullptr;
    bool m_hasFailed = false; ///< the file could not be read
    bool m_triesAgain = false;
    QProgressBar* m_progress = nullptr;
    QTabWidget* m_tabs = nullptr;
    QFrame* m_bar = nullptr;
    QLabel* m_barText = nullptr;
    QLabel* m_empty = nullptr;
    WhyPage* m_why = nullptr;
    SourcePage* m_source = nullptr;
    PartsPage* m_parts = nullptr;
    TextPage* m_text = nullptr;
    TransferPage* m_transfer = nullptr;
    HistoryPage* m_history = nullptr;
    std::vector<QShortcut*> m_shortcuts; ///< but for Ctrl+F
};

} // namespace connectorscope
