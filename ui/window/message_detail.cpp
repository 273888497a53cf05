#include "ui/window/message_detail.h"

#include "core/base/path_text.h"
#include "core/diagnosis/site_context.h"
#include "core/index/stuck.h"
#include "ui/detail/detail_view.h"
#include "ui/theme/words.h"

namespace connectorscope {
namespace {

constexpr std::size_t longestHistory = 500;

/// Why the file of a message is left alone, if it is.
std::string whyNotRead(const MessageRow& row, const StuckLimits& limits)
{
    if (row.state != MessageState::Present)
        return "The message no longer lies in its folder.";
    if (row.place.folder == FolderKind::PickUp && !isStuck(row, limits))
        return "The SMTP service is about to take it: a file that is open could fail the service.";
    return {};
}

Result<DetailRequest> readDetail(EngineTools& tools, const MessageRow& row)
{
    const auto site = tools.site();
    const auto index = tools.index();
    const auto journal = tools.journal();
    if (!site || !index || !journal)
        return fail(!site ? site.error() : !index ? index.error() : journal.error());
    DetailRequest request;
    request.now = tools.clock.now();
    request.path = folderPath(**site, row.place.folder) / pathFromBytes(row.place.name);
    request.whyNotRead = whyNotRead(row, stuckLimits(**site, request.now));
    request.options.now = request.now;
    request.options.context = contextOf(**site, row.place.folder);
    request.options.limits = readLimitsOf(**site);
    if (!(*site)->routing.localDomains.empty())
        request.options.domain = (*site)->routing.localDomains.front();
    auto findings = (*index)->findings(row.number);
    if (!findings)
        return fail(std::move(findings.error()));
    request.findings = std::move(*findings);
    if (!row.id.empty()) {
        auto history = (*journal)->history(row.id, longestHistory);
        if (!history)
            return fail(std::move(history.error()));
        request.history = std::move(*history);
        auto known = (*journal)->acknowledgement(row.id);
        if (!known)
            return fail(std::move(known.error()));
        request.acknowledgement = std::move(*known);
    }
    request.row = row;
    return request;
}

} // namespace

MessageDetail::MessageDetail(Engine& engine, DetailView& view, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_view(view)
{
    m_view.offer(Deed::Acknowledge);
    m_view.offerDryRun(false);
    m_view.clear(tr("Choose a message to see why it is stuck."));
    connect(&view, &DetailView::acknowledgeWished, this, &MessageDetail::acknowledge);
}

void MessageDetail::show(const std::optional<MessageRow>& row)
{
    m_message = row ? row->id : std::string();
    if (!row) {
        m_readJob.cancel();
        m_view.clear(tr("Choose a message to see why it is stuck."));
        return;
    }
    m_engine.ask<DetailRequest>(
        m_readJob,
        [row = *row](EngineTools& tools, const std::stop_token&) { return readDetail(tools, row); },
        [this](const Result<DetailRequest>& request) {
            if (request)
                m_view.showMessage(*request);
            else
                m_view.clear(shownError(request.error()));
        });
}

void MessageDetail::acknowledge(const QString& note)
{
    if (m_message.empty())
        return;
    m_engine.ask<bool>(
        m_actionJob,
        [id = m_message, text = note.toStdString()](EngineTools& tools,
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
        });
}

} // namespace connectorscope
