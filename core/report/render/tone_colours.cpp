#include "core/report/render/tone_colours.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace connectorscope {
namespace {

constexpr std::array<std::string_view, 5> heatFills = {"#FDF4EA", "#FBE3CB", "#F8CDA2", "#F2B278", "#E8954E"};

} // namespace

std::string_view barColour(ReportTone tone)
{
    switch (tone) {
    case ReportTone::Corrupt:
        return "#B3261E";
    case ReportTone::Blocked:
        return "#B54708";
    case ReportTone::Server:
        return "#6A3BA0";
    case ReportTone::AtRisk:
        return "#7A5C00";
    case ReportTone::Well:
        return "#1B7340";
    case ReportTone::Neutral:
        break;
    }
    return "#2463D6";
}

std::string_view textColour(ReportTone tone)
{
    return tone == ReportTone::Neutral ? report_colours::muted : barColour(tone);
}

std::string_view fillColour(ReportTone tone)
{
    switch (tone) {
    case ReportTone::Corrupt:
        return "#FBE9E7";
    case ReportTone::Blocked:
        return "#FDF0E3";
    case ReportTone::Server:
        return "#F1EAF9";
    case ReportTone::AtRisk:
        return "#FBF4DC";
    case ReportTone::Well:
        return "#E5F4EA";
    case ReportTone::Neutral:
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
