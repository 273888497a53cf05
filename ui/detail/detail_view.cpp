#include "ui/detail/detail_view.h"

#include "core/base/path_text.h"
#include "ui/detail/history/history_page.h"
#include "ui/detail/parts/parts_page.h"
#include "ui/detail/source/source_page.h"
#include "ui/detail/text/text_page.h"
#include "ui/detail/transfer/transfer_page.h"
#include "ui/detail/why/why_page.h"
#include "ui/theme/page_keys.h"
#include "ui/theme/sense.h"
#include "ui/theme/words.h"

#include <QApplication>
#include <QFrame>
#include <QLabel>
#include <QProgressBar>
#include <QTabWidget>

#include <utility>

namespace connectorscope {
namespace {

constexpr int longestTitle = 240;
constexpr int longestWho = 200;

QString addressesText(const std::vector<std::string>& addresses)
{
    QStringList shown;
    for (const std::string& address : addresses) {
        if (shown.size() == 3)
            return shown.join(QStringLiteral(", ")) +
                   DetailView::tr(" and %1 more").arg(countWords(addresses.size() - 3));
        shown << shownText(address, 80);
    }
    return shown.join(QStringLiteral(", "));
}

} // namespace

DetailView::DetailView(FileSystem& files, Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_loader(files, clock)
    , m_files(files)
{
    setObjectName(QStringLiteral("detailView"));
    makeHeader();
    makePages();
    onKeyIn(*this, QKeySequence::Find, this, [this] {
        showTab(Tab::Source);
        m_source->focusSearch();
    });
    takeKeysOf(*this);
    connectPages();
    clear(tr("Choose a message to see why it is stuck."));
}

DetailView::~DetailView()
{
    m_loader.stop();
}

void DetailView::clear(const QString& reason)
{
    // Else Qt would hand the focus to whatever comes next in the window.
    if (isAncestorOf(QApplication::focusWidget()))
        emit left();
    m_loader.stop();
    m_source->close();
    m_message.reset();
    m_request = {};
    m_hasFailed = m_triesAgain = false;
    for (QWidget* part :
         std::initializer_list<QWidget*>{m_where, m_title, m_who, m_problem, m_progress, m_tabs, m_bar})
        part->setVisible(false);
    m_empty->setText(reason);
    m_empty->setVisible(true);
}

void DetailView::showMessage(const DetailRequest& request)
{
    m_request = request;
    m_message.reset();
    m_hasFailed = m_triesAgain = false;
    m_empty->setVisible(false);
    m_problem->setVisible(false);
    m_progress->setVisible(false);
    m_bar->setVisible(false);
    m_tabs->setVisible(true);
    m_why->setRequest(request);
    m_parts->setMessage(nullptr);
    m_text->setMessage(nullptr);
    if (request.isHistoryRead)
        m_history->setHistory(request.history, request.row.has_value());
    else
        m_history->setUnread();
    const bool isRead = request.whyNotRead.empty();
    m_transfer->clear(isRead);
    updateHeader();
    if (isRead) {
        m_source->open(request.path);
        m_loader.load(request);
        m_source->setFindings(request.findings);
    } else {
        m_loader.stop();
        m_source->close();
        m_problemText->setText(shownText(request.whyNotRead));
        m_problem->setVisible(true);
    }
}

void DetailView::reload()
{
    if (!m_request.path.empty())
        showMessage(DetailRequest(m_request));
}

void DetailView::tryAgain()
{
    if (!m_hasFailed || m_triesAgain)
        return;
    m_triesAgain = true;
    m_source->open(m_request.path);
    m_loader.load(m_request);
    m_source->setFindings(m_request.findings);
}

void DetailView::offer(Deeds deeds)
{
    m_why->setOffered(deeds);
}

void DetailView::offerDryRun(bool offered)
{
    m_transfer->offerDryRun(offered);
}

void DetailView::tryTransfer()
{
    if (m_request.path.empty())
        return;
    showTab(Tab::Transfer);
    m_transfer->tryIt();
}

void DetailView::offerSavingRepaired(bool offered)
{
    m_transfer->offerSaving(offered);
}

void DetailView::setDryRun(const RequeuePreview& preview)
{
    m_transfer->setDryRun(preview);
}

void DetailView::setDryRunError(const Error& error)
{
    m_transfer->setDryRunError(error);
}

void DetailView::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(static_cast<int>(tab));
}

RepairOptions DetailView::repairOptions() const
{
    RepairOptions options = m_request.options;
    if (options.now == UtcTime())
        options.now = m_request.now;
    return options;
}

void DetailView::takeLoaded(const LoadedPointer& message)
{
    m_message = message;
    if (std::exchange(m_triesAgain, false)) {
        m_hasFailed = false;
        m_problem->setVisible(false);
    }
    m_progress->setVisible(false);
    updateHeader();
    m_why->setLoaded(message);
    m_source->setFindings(message->findings);
    m_parts->setMessage(message);
    m_text->setMessage(message);
    m_loader.decodeText(message, readablePart(message->message));
    m_loader.proposeRepair(message, repairOptions());
}

void DetailView::updateHeader()
{
    QStringList where;
    if (m_request.row)
        where << wordOf(m_request.row->place.folder);
    where << shownText(displayText(m_request.path.filename()), longestWho);
    if (m_request.row)
        where << sizeWords(m_request.row->size)
              << tr("since %1").arg(timeWords(m_request.row->since, m_request.now));
    else if (m_message)
        where << sizeWords(m_message->info.size);
    m_where->setText(where.join(QStringLiteral(" \u00B7 ")));
    m_where->setToolTip(shownPath(m_request.path));

    QString title = shownText(displayText(m_request.path.filename()), longestTitle);
    QString who;
    if (m_request.row) {
        const MessageRow& row = *m_request.row;
        if (row.hasSubject)
            title = row.subject.empty() ? tr("(empty subject)") : shownText(row.subject, longestTitle);
        else if (row.judged)
            title = tr("(no subject)");
        who = tr("%1 \u2192 %2")
                  .arg(row.sender.empty() ? tr("(no sender)") : shownText(row.sender, longestWho),
                       row.recipients.empty() ? tr("(nobody)") : addressesText(row.recipients));
    } else if (m_message) {
        const Summary& summary = m_message->summary;
        if (summary.hasSubject)
            title =
                summary.subject.empty() ? tr("(empty subject)") : shownText(summary.subject, longestTitle);
        else if (m_message->message.kind == FileKind::Message)
            title = tr("(no subject)");
        std::vector<std::string> to;
        for (const Address& address : summary.recipients())
            to.push_back(address.spec());
        const std::vector<Address> from = summary.from();
        who = tr("%1 \u2192 %2")
                  .arg(from.empty() ? tr("(no sender)") : shownText(from.front().spec(), longestWho),
                       to.empty() ? tr("(nobody)") : addressesText(to));
    }
    m_title->setText(title);
    m_who->setText(who);
    m_where->setVisible(true);
    m_title->setVisible(true);
    m_who->setVisible(!who.isEmpty());
    emit titled(title);
}

void DetailView::showProblem(const Error& error)
{
    m_hasFailed = true;
    m_triesAgain = false;
    m_progress->setVisible(false);
    m_problemText->setText(shownError(error));
    m_problem->setVisible(true);
    if (!m_message) {
        m_why->setUnreadable();
        m_transfer->endReading();
    }
}

void DetailView::begin(Deed deed)
{
    if (m_request.path.empty())
        return;
    const bool mayAsk =
        deed == Deed::RepairAndRequeue || deed == Deed::ChooseMailbox || deed == Deed::Acknowledge;
    if (mayAsk)
        showTab(Tab::Why);
    m_why->begin(deed);
}

void DetailView::takeDeed(Deed deed)
{
    if (deed == Deed::Hold)
        emit holdWished();
    else if (deed == Deed::Release)
        emit releaseWished();
    else if (deed == Deed::Remove)
        emit removeWished();
}

} // namespace connectorscope
