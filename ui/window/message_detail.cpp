#include "ui/window/message_detail.h"

#include "core/base/path_text.h"
#include "core/diagnosis/site_context.h"
#include "core/index/stuck.h"
#include "ui/detail/detail_view.h"
#include "ui/theme/words.h"

#include <algorithm>
#include <utility>

namespace connectorscope {
namespace {

constexpr std::size_t longestHistory = 500;

constexpr Deeds allDeeds = Deed::Requeue | Deed::RepairAndRequeue | Deed::ChooseMailbox | Deed::Hold |
                           Deed::Release | Deed::Remove | Deed::Acknowledge;

/// Why the file of a message is left alone, if it is.
std::string whyNotRead(const MessageRow& row, const StuckLimits& limits)
{
    if (row.state != MessageState::Present)
        return MessageDetail::tr("The message no longer lies in its folder.").toStdString();
    if (row.place.folder == FolderKind::PickUp && !isStuck(row, limits))
        return MessageDetail::tr(
                   "The SMTP service is about to take it: a file that is open could fail the service.")
            .toStdString();
    return {};
}

struct ReadDetail
{
    DetailRequest request;
    std::optional<Error> problem; ///< why what the journal knows is not in it
};

Result<> addJournal(EngineTools& tools, const std::string& message, DetailRequest& request)
{
    const auto journal = tools.journal();
    if (!journal)
        return fail(journal.error());
    auto history = (*journal)->history(message, longestHistory);
    if (!history)
        return fail(std::move(history.error()));
    auto known = (*journal)->acknowledgement(message);
    if (!known)
        return fail(std::move(known.error()));
    request.history = std::move(*history);
    request.acknowledgement = std::move(*known);
    return {};
}

Result<ReadDetail> readDetail(EngineTools& tools, const MessageRow& row)
{
    const auto site = tools.site();
    const auto index = tools.index();
    if (!site || !index)
        return fail(!site ? site.error() : index.error());
    ReadDetail detail;
    DetailRequest& request = detail.request;
    request.now = tools.clock.now();
    request.path = pathOf(**site, row.place);
    request.whyNotRead = whyNotRead(row, stuckLimits(**site, request.now));
    request.options.now = request.now;
    request.options.context = contextOf(**site, row.place.folder);
    request.options.limits = readLimitsOf(**site);
    request.mailboxes = (*site)->routing.mailboxes;
    request.repairsRecipient = (*site)->pipeline.transfer == Carrier::External;
    if (!(*site)->routing.localDomains.empty())
        request.options.domain = (*site)->routing.localDomains.front();
    auto findings = (*index)->findings(row.number);
    if (!findings)
        return fail(std::move(findings.error()));
    request.findings = std::move(*findings);
    request.row = row;
    if (row.id.empty())
        return detail;
    // Why it is stuck is told without the journal too.
    if (auto added = addJournal(tools, row.id, request); !added) {
        tools.closeReaders(); // the journal may be one that is no more
        request.isHistoryRead = false;
        detail.problem = std::move(added.error());
    }
    return detail;
}

} // namespace

MessageDetail::MessageDetail(Engine& engine, Acts& acts, DetailView& view, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_acts(acts)
    , m_view(view)
{
    m_view.offer(allDeeds);
    m_view.offerDryRun(true);
    m_view.clear(tr("Choose a message to see why it is stuck."));
    connectDeeds();
    connect(&engine, &Engine::contentChanged, this, &MessageDetail::readAgain);
}

void MessageDetail::connectDeeds()
{
    connect(&m_view, &DetailView::acknowledgeWished, this, &MessageDetail::acknowledge);
    connect(&m_view, &DetailView::requeueWished, this, [this](const RequeueOptions& options) {
        act(m_shown, [&] { return requeueOf({m_shown}, options); });
    });
    connect(&m_view, &DetailView::holdWished, this,
            [this] { act(m_shown, [this] { return holdOf({m_shown}); }); });
    connect(&m_view, &DetailView::releaseWished, this,
            [this] { act(m_shown, [this] { return releaseOf({m_shown}); }); });
    connect(&m_view, &DetailView::removeWished, this,
            [this] { act(m_shown, [this] { return removalOf({m_shown}); }); });
    connect(&m_view, &DetailView::dryRunWished, this, [this](const RequeueOptions& options) {
        m_acts.dryRun(m_dryRunJob, m_shown, options, [this](const Result<RequeuePreview>& preview) {
            if (preview)
                m_view.setDryRun(*preview);
            else
                m_view.setDryRunError(preview.error());
        });
    });
    // What was done changes what is shown: where it lies, its history.
    connect(&m_acts, &Acts::ended, this, [this](const ActEnd& end) {
        const bool isShown = std::ranges::any_of(end.receipts, [this](const RunReceipt& receipt) {
            return receipt.message == m_message && receipt.refusals.empty();
        });
        if (isShown && !m_message.empty())
            open(m_message);
    });
}

void MessageDetail::act(const std::string& message, const std::function<ActRequest()>& request)
{
    if (message.empty())
        emit done(tr("The message has not been read yet. It can be requeued when it has settled."));
    else
        emit actWished(request());
}

void MessageDetail::begin(Deed deed)
{
    // What needs no question is done at once, whatever of the message is read yet.
    switch (deed) {
    case Deed::Requeue:
        act(m_message, [this] { return requeueOf({m_message}); });
        break;
    case Deed::Hold:
        act(m_message, [this] { return holdOf({m_message}); });
        break;
    case Deed::Release:
        act(m_message, [this] { return releaseOf({m_message}); });
        break;
    case Deed::Remove:
        act(m_message, [this] { return removalOf({m_message}); });
        break;
    case Deed::RepairAndRequeue:
    case Deed::ChooseMailbox:
    case Deed::Acknowledge:
        if (m_shown == m_message)
            m_view.begin(deed);
        else
            m_afterReading = deed;
        break;
    }
}

void MessageDetail::tryTransfer()
{
    m_view.tryTransfer();
}

void MessageDetail::show(const std::optional<MessageRow>& row)
{
    const std::string message = row ? row->id : std::string();
    if (message != m_message)
        m_afterReading.reset();
    m_row = row;
    m_message = message;
    m_dryRunJob.cancel();
    if (!row) {
        m_readJob.cancel();
        setProblem(std::nullopt);
        clear(tr("Choose a message to see why it is stuck."));
        return;
    }
    read();
}

void MessageDetail::open(const std::string& message)
{
    if (message != m_message)
        m_afterReading.reset();
    m_message = message;
    m_dryRunJob.cancel();
    m_engine.ask<std::optional<MessageRow>>(
        m_readJob,
        [message](EngineTools& tools, const std::stop_token&) -> Result<std::optional<MessageRow>> {
            const auto index = tools.index();
            return index ? (*index)->message(message)
                         : Result<std::optional<MessageRow>>(fail(index.error()));
        },
        [this](const Result<std::optional<MessageRow>>& row) {
            if (!row) {
                takeUnread(row.error());
            } else if (!*row) {
                setProblem(std::nullopt);
                clear(tr("Nobody knows this message any more."));
            } else {
                show(*row);
            }
        });
}

void MessageDetail::readAgain()
{
    if (m_readJob.isRunning())
        return;
    if (!m_isLacking)
        m_view.tryAgain();
    else if (m_row && m_row->id == m_message)
        read();
    else
        open(m_message);
}

void MessageDetail::setProblem(const std::optional<Error>& problem)
{
    m_isLacking = problem.has_value();
    emit problemChanged(problem.value_or(Error()));
}

void MessageDetail::takeUnread(const Error& problem)
{
    setProblem(problem);
    clear(tr("The message is shown here as soon as it can be read."));
}

void MessageDetail::read()
{
    m_engine.ask<ReadDetail>(
        m_readJob,
        [row = *m_row](EngineTools& tools, const std::stop_token&) { return readDetail(tools, row); },
        [this, number = m_row->number](const Result<ReadDetail>& detail) {
            if (!detail) {
                takeUnread(detail.error());
                return;
            }
            const bool isAsBefore = detail->problem && m_isLacking && m_shownRow == number;
            setProblem(detail->problem);
            if (isAsBefore)
                return; // somebody may be reading
            m_shown = m_message;
            m_shownRow = number;
            m_view.showMessage(detail->request);
            if (const auto deed = std::exchange(m_afterReading, std::nullopt))
                m_view.begin(*deed);
        });
}

void MessageDetail::clear(const QString& reason)
{
    m_shown.clear();
    m_shownRow = 0;
    m_view.clear(reason);
}

void MessageDetail::acknowledge(const QString& note)
{
    if (m_shown.empty())
        return;
    m_engine.ask<bool>(
        m_actionJob,
        [id = m_shown, text = note.toStdString()](EngineTools& tools,
                                                  const std::stop_token&) -> Result<bool> {
            const auto site = tools.site();
            if (!site)
                return fail(site.error());
            auto noted =
                acknowledgeMessage((*site)->folders.work, id, {tools.clock.now(), text, currentActor()});
            return noted ? Result<bool>(true) : Result<bool>(fail(std::move(noted.error())));
        },
        [this](const Result<bool>& noted) {
            emit done(noted ? tr("Noted. The message is listed while it is stuck.")
                            : shownError(noted.error()));
            if (noted && m_row)
                read();
        });
}

} // namespace connectorscope
