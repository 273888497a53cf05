#include "app/connectorctl/doctor_output.h"

#include "app/connectorctl/stuck_summary.h"
#include "app/connectorctl/text_layout.h"
#include "core/base/escape.h"
#include "core/base/json_text.h"
#include "core/base/path_text.h"

#include <algorithm>
#include <optional>

namespace connectorscope {
namespace {

Look lookOf(CheckState state)
{
    switch (state) {
    case CheckState::Wrong:
        return {"◆", "Wrong", Tone::Blocked};
    case CheckState::Warning:
        return {"▲", "Warnings", Tone::AtRisk};
    case CheckState::NotChecked:
        return {"○", "Not checked", Tone::Server};
    case CheckState::Ok:
        break;
    }
    return {"✓", "In order", Tone::Well};
}

std::string verdictSentence(const DoctorReport& report)
{
    const std::size_t wrong = report.count(CheckState::Wrong);
    const std::size_t warnings = report.count(CheckState::Warning);
    const std::size_t unchecked = report.count(CheckState::NotChecked);
    std::string text = wrong == 0   ? std::string("nothing is wrong")
                       : wrong == 1 ? std::string("1 thing is wrong")
                                    : std::to_string(wrong) + " things are wrong";
    if (warnings > 0)
        text += ", " + counted(warnings, "warning", "warnings");
    if (unchecked > 0)
        text += ", " + counted(unchecked, "thing was not checked", "things were not checked");
    return text + ".";
}

std::string indented(std::string_view text, std::size_t columns)
{
    std::string lines;
    for (const std::string& line : wrapText(escapeControls(text), columns - 4))
        lines += "    " + line + "\n";
    return lines;
}

} // namespace

std::size_t DoctorReport::count(CheckState state) const
{
    return static_cast<std::size_t>(std::ranges::count(checks, state, &Check::state));
}

ExitStatus DoctorReport::exitStatus() const
{
    const auto has = [&](auto holds) { return std::ranges::any_of(checks, holds); };
    if (has([](const Check& check) {
            return check.state == CheckState::Wrong && check.area == CheckArea::SiteFile;
        }))
        return ExitStatus::Usage;
    if (has([](const Check& check) {
            return check.area == CheckArea::Environment &&
                   (check.state == CheckState::Wrong || check.state == CheckState::NotChecked);
        }))
        return ExitStatus::Environment;
    return count(CheckState::Wrong) > 0 ? ExitStatus::Found : ExitStatus::Well;
}

std::string doctorAsJson(const DoctorReport& report)
{
    nlohmann::ordered_json json;
    json["schema"] = jsonSchema;
    json["site"] = textOrNull(report.site);
    json["site_file"] = displayText(report.siteFile);
    json["wrong"] = report.count(CheckState::Wrong);
    json["warnings"] = report.count(CheckState::Warning);
    json["not_checked"] = report.count(CheckState::NotChecked);
    json["checks"] = nlohmann::ordered_json::array();
    for (const Check& check : report.checks) {
        nlohmann::ordered_json one;
        one["check"] = check.name;
        one["about"] = check.about;
        one["state"] = toString(check.state);
        one["message"] = check.message;
        one["advice"] = textOrNull(check.advice);
        json["checks"].push_back(std::move(one));
    }
    return asLine(json);
}

std::string doctorText(const DoctorReport& report, const Style& style, std::size_t columns)
{
    const std::size_t width = std::clamp(columns, narrowestText, widestText);
    const std::string name = report.site.empty() ? displayText(report.siteFile) : report.site;
    std::string text =
        style.paint(Tone::Strong, escapeControls(name) + ": " + verdictSentence(report)) + "\n";
    std::optional<CheckState> state;
    for (const Check& check : report.checks) {
        const Look look = lookOf(check.state);
        if (state != check.state)
            text += "\n" + style.paint(Tone::Strong, look.word) + "\n";
        state = check.state;
        text += style.paint(look.tone, look.sign) + " " + escapeControls(check.about) + "  " +
                style.paint(Tone::Muted, check.name) + "\n" + indented(check.message, width);
        if (!check.advice.empty())
            text += indented("-> " + check.advice, width);
    }
    return text;
}

} // namespace connectorscope
