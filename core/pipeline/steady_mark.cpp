#include "core/pipeline/steady_mark.h"

#include <charconv>
#include <cstdint>

namespace connectorscope {

std::string steadyMark(const PipelineTools& tools)
{
    return tools.bootId + ' ' + std::to_string(tools.clock.steadyNow().time_since_epoch().count());
}

std::optional<std::chrono::nanoseconds> timeSince(std::string_view mark, const PipelineTools& tools)
{
    const std::string boot = tools.bootId + ' ';
    if (!mark.starts_with(boot))
        return std::nullopt;
    mark.remove_prefix(boot.size());
    std::int64_t count = 0;
    const auto [end, failure] = std::from_chars(mark.data(), mark.data() + mark.size(), count);
    if (failure != std::errc() || end != mark.data() + mark.size())
        return std::nullopt;
    const auto passed = tools.clock.steadyNow() - SteadyTime(std::chrono::nanoseconds(count));
    return passed < std::chrono::nanoseconds(0) ? std::nullopt : std::optional(passed);
}

} // namespace connectorscope
