#include "app/connectorctl/style.h"

namespace connectorscope {
namespace {

std::string_view codeOf(Tone tone)
{
    switch (tone) {
    case Tone::Corrupt:
        return "1;31";
    case Tone::Blocked:
        return "38;5;208";
    case Tone::Server:
        return "35";
    case Tone::AtRisk:
        return "33";
    case Tone::Well:
        return "32";
    case Tone::Muted:
        return "2";
    case Tone::Strong:
        return "1";
    case Tone::Plain:
        break;
    }
    return {};
}

} // namespace

std::string Style::paint(Tone tone, std::string_view text) const
{
    if (!m_colour || tone == Tone::Plain || text.empty())
        return std::string(text);
    std::string painted = "\x1B[";
    painted.append(codeOf(tone)).append("m").append(text).append("\x1B[0m");
    return painted;
}

Look lookOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Pending:
        return {"○", "pending", Tone::Server};
    case Verdict::Unreadable:
        return {"■", "unreadable", Tone::Server};
    case Verdict::Corrupt:
        return {"●", "corrupt", Tone::Corrupt};
    case Verdict::Blocked:
        return {"◆", "blocked", Tone::Blocked};
    case Verdict::AtRisk:
        return {"▲", "at risk", Tone::AtRisk};
    case Verdict::Clean:
        break;
    }
    return {"✓", "clean", Tone::Well};
}

Look lookOf(Severity severity)
{
    switch (severity) {
    case Severity::Corrupt:
        return {"●", "corrupt", Tone::Corrupt};
    case Severity::Fatal:
        return {"◆", "blocked", Tone::Blocked};
    case Severity::Environment:
        return {"■", "server", Tone::Server};
    case Severity::Risk:
        return {"▲", "at risk", Tone::AtRisk};
    case Severity::Note:
        break;
    }
    return {"·", "note", Tone::Muted};
}

} // namespace connectorscope
