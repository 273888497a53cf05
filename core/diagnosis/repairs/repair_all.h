#pragma once

#include "core/diagnosis/repairs/repair.h"

#include <optional>
#include <string>
#include <vector>

namespace connectorscope {

/// A cause for which there is no repair, or whose repair was not done, and why.
struct Unrepaired
{
    CauseId cause = CauseId::NoFaultFound;
    Error reason;
    bool leavesContentMissing = false; ///< there is one, that waits for RepairOptions::leaveMissing
};

/// What came of repairing one message.
struct RepairOutcome
{
    std::vector<RepairPlan> steps; ///< each is for the message that those before it have made
    std::vector<Unrepaired> left;  ///< in the order of the diagnosis
    JudgedMessage before;
    JudgedMessage after;

    bool transferable() const;
};

/// Neither corrupt nor blocked.
bool isTransferable(const Diagnosis& diagnosis);

/// Repairs what makes the message corrupt or blocked, with RepairOptions::risks also what may fail somewhere:
/// the first such cause of the diagnosis; then it reads and judges anew. Each cause is tried once, so that it
/// ends. With `only`, that cause and no other. Fails only where the bytes cannot be read.
Result<RepairOutcome> repairAll(OpenBytes bytes, const RepairOptions& options,
                                std::optional<CauseId> only = std::nullopt);

} // namespace connectorscope
