#include "core/base/utf8.h"
#include "core/index/stuck.h"
#include "core/report/day_parts.h"

#include <algorithm>

namespace connectorscope {

namespace {

bool wasStuck(const Site& site, const LyingFile& file, UtcTime moment)
{
    const StuckLimits limits = stuckLimits(site, moment);
    switch (file.folder) {
    case FolderKind::Incoming:
        return file.leftBehind || file.since < limits.incomingBefore;
    case FolderKind::Failed:
        return file.verdict != Verdict::Pending;
    case FolderKind::PickUp:
        return file.since < limits.pickupBefore;
    case FolderKind::BadMail:
        return true;
    case FolderKind::None:
        break;
    }
    return false;
}

std::size_t ageClass(std::chrono::nanoseconds age)
{
    const auto limit = std::ranges::upper_bound(reportAgeLimits, age);
    return static_cast<std::size_t>(limit - reportAgeLimits.begin());
}

} // namespace

void DayStuck::take(const Site& site, const LyingFile& file, UtcTime moment)
{
    if (folderPath(site, file.folder).empty())
        return;
    if (file.verdict == Verdict::Unreadable)
        ++unreadable[file.folder];
    if (!wasStuck(site, file, moment))
        return;
    ++count;
    ++byFolder[file.folder];
    const auto first = oldestByFolder.try_emplace(file.folder, file.since).first;
    first->second = std::min(first->second, file.since);
    oldest = std::min(oldest.value_or(file.since), file.since);
    ReportAgeRow& row = byCause[file.cause];
    row.cause = file.cause;
    ++row.ages.at(ageClass(moment - file.since));
    ++row.total;
}

ReportTime DayFacts::time(UtcTime at) const
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(at);
    return {seconds, zone.offsetAt(seconds)};
}

std::optional<ReportTime> DayFacts::time(const std::optional<UtcTime>& at) const
{
    return at ? std::optional(time(*at)) : std::nullopt;
}

const ReportSummary* DayFacts::daysBefore(int days) const
{
    const ReportDay wanted = std::chrono::sys_days(day) - std::chrono::days(days);
    const auto found = std::ranges::find(history, wanted, &ReportSummary::day);
    return found == history.end() ? nullptr : &*found;
}

std::vector<FolderKind> foldersOf(const Site& site)
{
    std::vector<FolderKind> folders;
    for (const FolderKind folder : watchedFolders)
        if (!folderPath(site, folder).empty())
            folders.push_back(folder);
    return folders;
}

std::string reportedText(std::string_view text, std::size_t limit)
{
    std::string kept = replaceInvalidUtf8(text.substr(0, limit + 4));
    if (kept.size() > limit)
        kept.resize(utf8Prefix(kept, limit).size());
    return kept;
}

} // namespace connectorscope
