#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"

#include <chrono>
#include <filesystem>
#include <optional>

namespace connectorscope {

/// How far the clock of the server that keeps `folder` is ahead of ours, by the time of a file of ours that
/// is made there and removed at once. Never called for a folder whose files others take: the file lies in the
/// staging folder, or beside the watched one. Fails where no file can be made.
Result<std::chrono::nanoseconds> measureSkew(FileSystem& files, Clock& clock,
                                             const std::filesystem::path& folder);

/// Notices that the wall clock was set, by the clock that never jumps.
class ClockWatch
{
public:
    explicit ClockWatch(Clock& clock);

    /// Whether the wall clock has jumped by more than two seconds since the last call.
    bool hasJumped();

private:
    std::chrono::nanoseconds difference() const;

    Clock& m_clock;
    std::chrono::nanoseconds m_difference;
};

/// How old a file is by the clock of its server; `skew` is how far that is ahead of ours. Negative for times
/// in the future.
std::chrono::nanoseconds ageOf(UtcTime modified, UtcTime now, std::chrono::nanoseconds skew);

} // namespace connectorscope
