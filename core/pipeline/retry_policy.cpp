#include "core/pipeline/retry_policy.h"

#include <algorithm>
#include <array>

namespace connectorscope {

std::chrono::minutes retryPause(int attempt)
{
    constexpr std::array<int, mostAutomaticAttempts> pauses = {1, 15, 30, 60, 240};
    const int index = std::clamp(attempt, 1, mostAutomaticAttempts) - 1;
    return std::chrono::minutes(pauses[static_cast<std::size_t>(index)]);
}

bool isTransient(const Error& error)
{
    switch (error.code) {
    case ErrorCode::Locked:
    case ErrorCode::NotFound:
    case ErrorCode::AccessDenied:
    case ErrorCode::DiskFull:
    case ErrorCode::ReadFault:
    case ErrorCode::WriteFault:
        return true;
    default:
        return false;
    }
}

bool isTransient(CauseId cause)
{
    const Retry retry = causeOf(cause).retry;
    return retry == Retry::Now || retry == Retry::Later;
}

std::vector<CauseId> transientCauses()
{
    std::vector<CauseId> causes;
    for (const Cause& cause : catalogue())
        if (isTransient(cause.key))
            causes.push_back(cause.key);
    return causes;
}

} // namespace connectorscope
