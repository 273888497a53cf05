#pragma once

#include "core/watch/message_ledger.h"

#include <string>

namespace connectorscope {

// Records as a watcher writes them, for tests.

inline constexpr UtcTime someTime{std::chrono::seconds(1'795'000'000)};

inline const Place incoming{FolderKind::Incoming, "a.eml"};
inline const Place failed{FolderKind::Failed, "a.eml"};

/// A file's stamp that depends on `number` alone.
FileStamp stampNumber(std::uint64_t number);

/// A message that was read, with made-up content that depends on `number` alone.
ScannedMessage scannedMessage(std::uint64_t number);
/// The same with one finding, which is the primary cause.
ScannedMessage scannedMessage(std::uint64_t number, CauseId cause);

WatchRecord arrived(const Place& place, std::uint64_t number, UtcTime at = someTime);
WatchRecord judged(const Place& place, std::uint64_t number, UtcTime at = someTime);
WatchRecord judged(const Place& place, std::uint64_t number, CauseId cause, UtcTime at = someTime);
WatchRecord moved(const Place& from, const Place& to, std::uint64_t number, UtcTime at = someTime);
WatchRecord gone(const Place& place, UtcTime at = someTime);

} // namespace connectorscope
