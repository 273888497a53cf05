#include "app/connectorctl/progress.h"

#include <algorithm>

namespace connectorscope {
namespace {

constexpr std::chrono::milliseconds interval{200};

std::string duration(std::uint64_t seconds)
{
    if (seconds < 60)
        return std::to_string(seconds) + " s";
    if (seconds < 3600)
        return std::to_string(seconds / 60) + " min " + std::to_string(seconds % 60) + " s";
    return std::to_string(seconds / 3600) + " h " + std::to_string(seconds % 3600 / 60) + " min";
}

} // namespace

std::string progressText(std::uint64_t done, std::uint64_t known, bool complete,
                         std::chrono::milliseconds elapsed)
{
    const auto milliseconds = static_cast<std::uint64_t>(std::max<std::int64_t>(elapsed.count(), 1));
    const std::uint64_t rate = done * 1000 / milliseconds;
    std::string text =
        std::to_string(done) + " of " + std::to_string(known) + (complete ? "" : "+") + " files";
    text += ", " + std::to_string(rate) + "/s";
    if (complete && done > 0 && done <= known)
        text += ", " + duration((known - done) * milliseconds / done / 1000) + " left";
    return text;
}

void Progress::update(std::uint64_t done, std::uint64_t known, bool complete, Clock::time_point now)
{
    if (!m_on || now < m_next)
        return;
    m_next = now + interval;
    m_shown = true;
    const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(now - m_begin);
    m_terminal << "\r\x1B[K" << progressText(done, known, complete, elapsed) << std::flush;
}

void Progress::erase()
{
    if (m_shown)
        m_terminal << "\r\x1B[K" << std::flush;
    m_shown = false;
}

} // namespace connectorscope
