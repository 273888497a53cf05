#pragma once

#include "core/pipeline/pipeline_tools.h"
#include "core/pipeline/requeue_request.h"

#include <memory>
#include <stop_token>

namespace connectorscope {

/// Finds out what requeueing would do, and refuses what must not be requeued. Changes nothing, anywhere; any
/// program may ask, whoever holds the roles.
///
/// For one thread at a time.
class RequeuePlanner
{
public:
    /// The site and the tools outlive it.
    static Result<std::unique_ptr<RequeuePlanner>> open(const Site& site, const PipelineTools& tools);
    RequeuePlanner(const RequeuePlanner&) = delete;
    RequeuePlanner& operator=(const RequeuePlanner&) = delete;
    ~RequeuePlanner();

    /// The dry run of one message. What is wrong with the message is in RequeuePreview::refusals; an error is
    /// that the databases cannot be read, or ErrorCode::Cancelled.
    Result<RequeuePreview> preview(const std::string& message, const RequeueOptions& options,
                                   std::stop_token stop = {});

    /// Where a message lies that is to be held or deleted, and what keeps it from that: only source and
    /// refusals are filled.
    Result<RequeuePreview> previewMove(const std::string& message);

    /// What keeps the site from requeueing `count` messages at all: conditions that hold, the first external
    /// requeue, no staging, a full vault. Empty: nothing. The same stands in each preview (for one message).
    Result<std::vector<Refusal>> siteRefusals(std::size_t count);

private:
    struct State;
    explicit RequeuePlanner(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace connectorscope
