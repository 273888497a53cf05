#pragma once

#include "core/watch/message_ledger.h"

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

namespace connectorscope {

// What a demonstration tells of its past, before it is written. Internal to core/demo. Messages are numbers
// here: their ids are given when they are written.

/// The watcher has seen that.
struct DemoRecord
{
    WatchRecord record;
    /// The file is that of the message's last requeue: it gets the run's name.
    bool isOfRun = false;
};

/// The administrator puts the message into PickUp once more; `stamp` is that of the file there.
struct DemoRequeue
{
    Place source;
    FileStamp stamp;
};

/// The SMTP service has taken it.
struct DemoHandOver
{
};

/// The administrator knows of the message.
struct DemoNote
{
    std::string text;
};

struct DemoMoment
{
    UtcTime at;
    std::size_t message = 0;
    std::variant<DemoRecord, DemoRequeue, DemoHandOver, DemoNote> what;
};

} // namespace connectorscope
