#include "core/report/render/tone_colours.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace connectorscope {
namespace {

constexpr std::array<std::string_view, 5> heatFills = {"#FDF4EA", "#FBE3CB", "#F8CDA2", "#F2B278", "#E8954E"};

} // namespace

std::string_view barColour(Tone tone)
{
    switch (tone) {
    case Tone::Corrupt:
        return "#B3261E";
    case Tone::Blocked:
        return "#B54708";
    case Tone::Server:
        return "#6A3BA0";
    case Tone::AtRisk:
        return "#7A5C00";
    case Tone::Well:
        return "#1B7340";
    case Tone::Neutral:
        break;
    }
    return "#2463D6";
}

std::string_view textColour(Tone tone)
{
    return tone == Tone::Neutral ? report_colours::muted : barColour(tone);
}

std::string_view fillColour(Tone tone)
{
    switch (tone) {
    case Tone::Corrupt:
        return "#FBE9E7";
    case Tone::Blocked:
        return "#FDF0E3";
    case Tone::Server:
        return "#F1EAF9";
    case Tone::AtRisk:
        return "#FBF4DC";
    case Tone::Well:
        return "#E5F4EA";
    case Tone::Neutral:
        break;
    }
    return "#F5F6F8";
}

std::size_t heatLevel(double heat)
{
    return static_cast<std::size_t>(
        std::ceil(std::clamp(heat, 0.0, 1.0) * static_cast<double>(heatFills.size())));
}

std::string_view heatColour(std::size_t level)
{
    return heatFills.at(level - 1);
}

} // namespace connectorscope
