#pragma once

#include "core/base/clock.h"
#include "core/watch/message_ledger.h"

#include <optional>
#include <stop_token>

namespace connectorscope {

/// When the ledger is to forget what is older than the site keeps it: once a day, and at the start when the
/// last time is over a day ago. A round is many small steps, between which the watcher looks at its folders.
/// For one thread.
class Forgetting
{
public:
    /// Ledger and clock outlive it.
    Forgetting(MessageLedger& ledger, Clock& clock, std::chrono::nanoseconds retention);

    /// Asks the ledger at the first call.
    bool isDue();
    /// One step. After an error the round is tried again in an hour.
    Result<> step(const std::stop_token& stop);

private:
    MessageLedger& m_ledger;
    Clock& m_clock;
    std::chrono::nanoseconds m_retention;
    std::optional<SteadyTime> m_due;
};

} // namespace connectorscope
