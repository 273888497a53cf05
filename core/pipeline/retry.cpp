#include "core/pipeline/pipeline.h"
#include "core/pipeline/pipeline_parts.h"
#include "core/pipeline/retry_policy.h"

namespace connectorscope {

namespace {

constexpr std::size_t mostRetriesAtOnce = 1000;
constexpr std::size_t mostLookedAt = 20'000; ///< messages in Failed Mail

/// It may still be the sequel of what is being done to it. A time to come was told by a clock that was wrong.
bool isFresh(const MessageRow& row, UtcTime now)
{
    return row.since > now - retryPause(1) && row.since <= now;
}

/// Messages in Failed Mail whose cause may pass by itself, and that nobody has tried yet.
Result<std::vector<std::string>> neverTried(PipelineState& state)
{
    MessageFilter filter;
    filter.folders = {FolderKind::Failed};
    filter.states = {MessageState::Present};
    filter.causes = transientCauses();
    const MessageOrder oldestFirst{SortColumn::Since, false};
    const UtcTime now = state.clock().now();
    std::vector<std::string> messages;
    std::optional<PageKey> after;
    for (std::size_t looked = 0; looked < mostLookedAt; looked += mostRetriesAtOnce) {
        const auto page = state.index->page(filter, oldestFirst, mostRetriesAtOnce, after);
        if (!page)
            return fail(page.error());
        for (const MessageRow& row : page->rows) {
            if (row.id.empty() || isFresh(row, now))
                continue;
            const auto attempts = state.runs->attempts(row.id);
            if (!attempts)
                return fail(attempts.error());
            if (attempts->empty())
                messages.push_back(row.id);
            if (messages.size() == mostRetriesAtOnce)
                return messages;
        }
        after = page->next;
        if (!after)
            break;
    }
    return messages;
}

} // namespace

Result<> Pipeline::retryDue(const OnReceipt& onReceipt, std::stop_token stop)
{
    PipelineState& state = *m_state;
    if (!state.site.pipeline.automaticRetry)
        return {};
    const auto due = state.runs->dueRetries(state.clock().now(), mostRetriesAtOnce);
    if (!due)
        return fail(due.error());
    auto messages = neverTried(state);
    if (!messages)
        return fail(messages.error());
    for (const std::string& message : *due) {
        const auto attempts = state.runs->attempts(message);
        if (!attempts)
            return fail(attempts.error());
        if (attempts->size() < mostAutomaticAttempts) {
            messages->push_back(message);
            continue;
        }
        const auto held = hold(message, "It has failed " + std::to_string(attempts->size()) +
                                            " times; nothing more is tried by itself.");
        if (held && held->refusals.empty() && onReceipt)
            onReceipt(*held);
    }
    if (messages->empty())
        return {};
    const auto site = state.planner->siteRefusals(messages->size());
    if (!site)
        return fail(site.error());
    if (!site->empty())
        return {}; // the next call tries again
    const auto tellRuns = [&](const RunReceipt& receipt) {
        if (onReceipt && !receipt.run.empty())
            onReceipt(receipt);
    };
    RequeueOptions options;
    options.isAutomatic = true;
    return requeue(*messages, options, tellRuns, {}, std::move(stop));
}

} // namespace connectorscope
