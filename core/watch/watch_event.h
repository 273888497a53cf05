#pragma once

#include "core/watch/message_ledger.h"

#include <functional>
#include <variant>

namespace connectorscope {

/// A record that the ledger has taken, and the message's id ("" where it has none).
struct RecordedEvent
{
    WatchRecord record;
    std::string message;
};

/// Something that keeps the watch from its work: a folder that cannot be listed, or, with FolderKind::None, a
/// ledger that cannot be read or written. The watch goes on and tries again.
struct TroubleEvent
{
    FolderKind folder = FolderKind::None;
    Error error;
};

/// After a TroubleEvent of the ledger: it has taken all of a pass again.
struct RecoveredEvent
{
};

/// How far a scan is.
struct ProgressEvent
{
    std::uint64_t done = 0;
    std::uint64_t all = 0;
};

/// What a watcher tells while it works, in the order in which it happened.
using WatchEvent =
    std::variant<RecordedEvent, ConditionChange, FolderHealth, TroubleEvent, RecoveredEvent, ProgressEvent>;

/// Called on the thread of the watcher.
using OnWatchEvent = std::function<void(const WatchEvent&)>;

} // namespace connectorscope
