#include "core/pipeline/plan_text.h"

#include "core/base/path_text.h"
#include "core/pipeline/envelope.h"
#include "core/pipeline/staging.h"

namespace connectorscope {

namespace {

/// Appends the lines of the header; false where it has more than are shown.
bool addHeaderLines(std::vector<std::string>& lines, const Message& message)
{
    if (message.parts.empty())
        return true;
    const std::string_view bytes = message.header().bytes;
    for (std::size_t at = 0; at < bytes.size();) {
        if (lines.size() >= RequeuePreview::headerLinesShown)
            return false;
        const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
        std::string_view line = bytes.substr(at, end - at);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        lines.emplace_back(line);
        at = end + 1;
    }
    return true;
}

std::string recipientsText(const RequeuePreview& preview)
{
    constexpr std::size_t mostNamed = 5;
    if (!preview.envelope || preview.envelope->recipients.empty())
        return "nobody";
    const auto& recipients = preview.envelope->recipients;
    std::string text;
    for (std::size_t i = 0; i < recipients.size() && i < mostNamed; ++i)
        text += (i == 0 ? "" : ", ") + recipients[i].mailbox;
    if (recipients.size() > mostNamed)
        text += " and " + std::to_string(recipients.size() - mostNamed) + " more";
    return text;
}

PlannedStep repairStep(const RequeuePreview& preview)
{
    if (preview.repairs.empty())
        return {RunStep::Repair, true, "Nothing is repaired."};
    std::string names;
    for (const PlannedRepair& repair : preview.repairs)
        names += (names.empty() ? "" : ", ") + repair.plan.name;
    return {RunStep::Repair, false, "Repairs a copy: " + names + "."};
}

} // namespace

void showHeaders(RequeuePreview& preview, const Message& before, const Message& after)
{
    preview.headerIsCut = !addHeaderLines(preview.headerBefore, before);
    if (preview.envelope)
        preview.headerAfter = preview.envelope->lines;
    preview.headerIsCut = !addHeaderLines(preview.headerAfter, after) || preview.headerIsCut;
}

void showSteps(RequeuePreview& preview, const Site& site)
{
    const FolderKind folder = preview.source ? preview.source->folder : FolderKind::Failed;
    const std::string staging = quotedPath(stagingFolderOf(site, folder));
    preview.steps.push_back({RunStep::Claim, false, "Moves it to " + staging + ", out of reach of others."});
    preview.steps.push_back(
        {RunStep::Archive, false, "Copies the original into the vault, and reads the copy back."});
    preview.steps.push_back(repairStep(preview));
    if (preview.transfer == Carrier::External) {
        preview.steps.push_back(
            {RunStep::Stage, false,
             "Puts it into " + quotedPath(site.folders.incoming) + ", from where the connector takes it."});
        preview.steps.push_back(
            {RunStep::PickUp, false, "Watches whether the connector takes it, and whether it fails again."});
        preview.steps.push_back(
            {RunStep::Remove, false,
             "Removes the original from staging once its fate is known; the vault keeps it."});
        return;
    }
    preview.steps.push_back(
        {RunStep::Transfer, false,
         "Puts it into " + quotedPath(site.folders.pickup) + " for " + recipientsText(preview) + "."});
    preview.steps.push_back(
        {RunStep::Remove, false, "Removes the original from staging; the vault keeps it."});
    preview.steps.push_back({RunStep::PickUp, false, "Waits for the SMTP service to take it."});
}

} // namespace connectorscope
