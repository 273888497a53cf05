#pragma once

#include "core/base/result.h"
#include "core/diagnosis/catalogue.h"

#include <chrono>
#include <optional>
#include <vector>

namespace connectorscope {

/// So often a message is tried by itself; then it is held, and a person has to look at it.
inline constexpr int mostAutomaticAttempts = 5;

/// How long after an attempt (1 is the first) the next one is due: 1, 15, 30, 60, 240 minutes. Pure.
std::chrono::minutes retryPause(int attempt);

/// Whether what made an attempt fail may pass by itself: a lock, a full disk, a share that is away.
bool isTransient(const Error& error);
/// The same of a cause, by what the catalogue says of a retry.
bool isTransient(CauseId cause);
/// All such causes.
std::vector<CauseId> transientCauses();

} // namespace connectorscope
