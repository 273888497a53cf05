#include "core/pipeline/pipeline.h"
#include "core/pipeline/pipeline_parts.h"
#include "core/pipeline/retry_policy.h"

namespace connectorscope {

namespace {

constexpr std::size_t mostRetriesAtOnce = 1000;

/// Messages in Failed Mail whose cause may pass by itself, and that nobody has tried yet.
Result<std::vector<std::string>> neverTried(PipelineState& state)
{
    MessageFilter filter;
    filter.folders = {FolderKind::Failed};
    filter.states = {MessageState::Present};
    filter.causes = transientCauses();
    filter.before = state.clock().now() - retryPause(1);
    const MessageOrder oldestFirst{SortColumn::Since, false};
    const auto page = state.index->page(filter, oldestFirst, mostRetriesAtOnce);
    if (!page)
        return fail(page.error());
    std::vector<std::string> messages;
    for (const MessageRow& row : page->rows) {
        const auto attempts = state.runs->attempts(row.id);
        if (!attempts)
            return fail(attempts.error());
        if (attempts->empty() && !row.id.empty())
            messages.push_back(row.id);
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
