#include "core/report/render/document.h"

namespace connectorscope {

std::string_view signOf(Tone tone)
{
    switch (tone) {
    case Tone::Corrupt:
        return "●";
    case Tone::Blocked:
        return "◆";
    case Tone::Server:
        return "■";
    case Tone::AtRisk:
        return "▲";
    case Tone::Well:
        return "✓";
    case Tone::Neutral:
        break;
    }
    return "";
}

std::string_view nameOf(Tone tone)
{
    switch (tone) {
    case Tone::Corrupt:
        return "corrupt";
    case Tone::Blocked:
        return "blocked";
    case Tone::Server:
        return "server";
    case Tone::AtRisk:
        return "risk";
    case Tone::Well:
        return "well";
    case Tone::Neutral:
        break;
    }
    return "neutral";
}

} // namespace connectorscope
