#include "core/report/render/document.h"

namespace connectorscope {

std::string_view signOf(ReportTone tone)
{
    switch (tone) {
    case ReportTone::Corrupt:
        return "●";
    case ReportTone::Blocked:
        return "◆";
    case ReportTone::Server:
        return "■";
    case ReportTone::AtRisk:
        return "▲";
    case ReportTone::Well:
        return "✓";
    case ReportTone::Neutral:
        break;
    }
    return "";
}

std::string_view nameOf(ReportTone tone)
{
    switch (tone) {
    case ReportTone::Corrupt:
        return "corrupt";
    case ReportTone::Blocked:
        return "blocked";
    case ReportTone::Server:
        return "server";
    case ReportTone::AtRisk:
        return "risk";
    case ReportTone::Well:
        return "well";
    case ReportTone::Neutral:
        break;
    }
    return "neutral";
}

} // namespace connectorscope
