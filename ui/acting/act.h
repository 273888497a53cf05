#pragma once

#include "core/pipeline/pipeline_order.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace connectorscope {

/// What a person wants done, a plain value: orders of one kind, done one after the other.
struct ActRequest
{
    std::vector<PipelineOrder> orders;

    OrderKind kind() const { return orders.empty() ? OrderKind::Resume : orders.front().kind; }
    /// Messages, or runs.
    std::uint64_t count() const;
};

// Messages and runs are named by their ids.
ActRequest requeueOf(std::vector<std::string> messages, const RequeueOptions& options = {});
ActRequest holdOf(std::vector<std::string> messages);
ActRequest releaseOf(std::vector<std::string> messages);
ActRequest removalOf(std::vector<std::string> messages);
ActRequest undoOf(std::vector<std::string> runs);
ActRequest decisionOf(std::string run, OutcomeDecision decision);

/// Something that is being done, or waits for it; a plain value.
struct Act
{
    std::uint64_t number = 0; ///< of this program, from 1
    OrderKind kind = OrderKind::Resume;
    std::uint64_t done = 0; ///< messages, or runs
    std::uint64_t total = 0;
    bool isCancelled = false; ///< somebody has asked to stop it
};

/// What came of it.
struct ActEnd
{
    Act act;
    /// For each message that was begun or refused.
    std::vector<RunReceipt> receipts;
    /// Why not all of it could be done.
    std::optional<Error> error;
};

/// How to take back what was done, as far as that can be asked for; without orders where nothing can.
ActRequest undoOf(const ActEnd& end);

} // namespace connectorscope
