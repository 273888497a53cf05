#include "core/watch/clock_skew.h"

#include "core/base/random_id.h"

namespace connectorscope {

Result<std::chrono::nanoseconds> measureSkew(FileSystem& files, Clock& clock,
                                             const std::filesystem::path& folder)
{
    const std::filesystem::path probe = folder / ("connectorscope-" + randomId(12) + ".tmp");
    const UtcTime before = clock.now();
    auto made = files.create(probe);
    if (!made)
        return fail(made.error());
    const Result<> written = (*made)->write("ConnectorScope compares clocks with this file.\r\n");
    const Result<> closed = (*made)->close();
    const UtcTime after = clock.now();
    const Result<FileInfo> info = files.info(probe);
    const Result<> removed = files.remove(probe);
    if (!written)
        return fail(written.error());
    if (!closed)
        return fail(closed.error());
    if (!info)
        return fail(info.error());
    if (!removed)
        return fail(removed.error());
    // Some servers keep times to two seconds: a smaller difference is none.
    const std::chrono::nanoseconds skew = info->modified - (before + (after - before) / 2);
    return std::chrono::abs(skew) < std::chrono::seconds(2) ? std::chrono::nanoseconds(0) : skew;
}

ClockWatch::ClockWatch(Clock& clock)
    : m_clock(clock)
    , m_difference(difference())
{
}

std::chrono::nanoseconds ClockWatch::difference() const
{
    return m_clock.now().time_since_epoch() - m_clock.steadyNow().time_since_epoch();
}

bool ClockWatch::hasJumped()
{
    const std::chrono::nanoseconds now = difference();
    const bool jumped = std::chrono::abs(now - m_difference) > std::chrono::seconds(2);
    m_difference = now;
    return jumped;
}

std::chrono::nanoseconds ageOf(UtcTime modified, UtcTime now, std::chrono::nanoseconds skew)
{
    // Through seconds: times at the edge of what nanoseconds hold come from broken clocks.
    using Seconds = std::chrono::duration<double>;
    const double seconds = Seconds(now.time_since_epoch()).count() + Seconds(skew).count() -
                           Seconds(modified.time_since_epoch()).count();
    constexpr double edge = 9.0e9;
    if (seconds > edge || seconds < -edge)
        return std::chrono::seconds(static_cast<std::int64_t>(seconds > 0 ? edge : -edge));
    return now + skew - modified;
}

} // namespace connectorscope
