#include "core/doctor/doctor.h"
#include "core/doctor/make_check.h"
#include "core/watch/watched_folder.h"

#include <algorithm>
#include <chrono>

namespace connectorscope {

namespace {

std::string secondsText(std::chrono::nanoseconds time)
{
    return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(std::chrono::abs(time)).count()) +
           " s";
}

Check checkClock(FolderKind kind, const NamedFolder& folder, const Site& site, const DoctorTools& tools)
{
    const CheckOf check("clock-skew", folder.key);
    WatchedFolder watched(kind, folder.path);
    ensureSkew(watched, tools.files, tools.clock, site.folders.staging, true);
    const auto& skew = watched.health.skew;
    if (!skew)
        return check.notChecked(watched.health.whySkewUnknown + "; ages count as if the clocks agreed",
                                "Give this account the right to add files to the folder above it, or name "
                                "folders.staging.");
    if (*skew == std::chrono::nanoseconds(0))
        return check.ok("its server's clock agrees with the one of this machine");
    return check.warning(
        "its server's clock is " + secondsText(*skew) + (skew->count() > 0 ? " ahead of" : " behind") +
            " the one of this machine",
        "Ages are corrected by that. Set both clocks by the same time server all the same: mail "
        "and logs bear the wrong time.");
}

Check checkFreeSpace(const NamedFolder& folder, const Site& site, const DoctorTools& tools)
{
    const CheckOf check("free-space", folder.key);
    const Result<std::uint64_t> space = tools.files.freeSpace(folder.path);
    if (!space)
        return check.notChecked(space.error());
    const std::string free = roundedSize(*space) + " are free on its volume";
    // Full is where the largest message that the site takes has no room: as the watch has it.
    if (*space < std::min(site.limits.messageSize, site.limits.freeDisk))
        return check.wrong(free + ", less than one large message takes", "Make room on that volume now.");
    if (*space < site.limits.freeDisk)
        return check.warning(free + ", less than limits.free_disk (" + roundedSize(site.limits.freeDisk) +
                                 ")",
                             "Make room on that volume.");
    return check.ok(free);
}

} // namespace

std::string roundedSize(std::uint64_t bytes)
{
    constexpr std::uint64_t mebibyte = std::uint64_t{1024} * 1024;
    constexpr std::uint64_t tenths = 10;
    if (bytes < mebibyte)
        return std::to_string(bytes / 1024) + " KiB";
    const bool large = bytes >= 1024 * mebibyte;
    const std::uint64_t value = bytes / (large ? 1024 * mebibyte / tenths : mebibyte / tenths);
    return std::to_string(value / tenths) + '.' + std::to_string(value % tenths) + (large ? " GiB" : " MiB");
}

Checks checkClocks(const Site& site, const DoctorTools& tools)
{
    const auto folders = mailFolders(site);
    Checks checks;
    for (std::size_t i = 0; i < folders.size(); ++i) {
        if (!folders[i].path.empty())
            checks.push_back(checkClock(watchedFolders[i], folders[i], site, tools));
    }
    return checks;
}

Checks checkSpace(const Site& site, const DoctorTools& tools)
{
    Checks checks;
    for (const NamedFolder& folder : mailFolders(site)) {
        if (!folder.path.empty())
            checks.push_back(checkFreeSpace(folder, site, tools));
    }
    if (tools.files.info(site.folders.work))
        checks.push_back(checkFreeSpace({"folders.work", site.folders.work}, site, tools));
    return checks;
}

Check checkBadMail(const Site& site, const DoctorTools& tools)
{
    const CheckOf check("badmail-kept", "folders.badmail");
    const Answer kept =
        tools.badMailPolicy ? tools.badMailPolicy() : Answer{std::nullopt, "nobody asks for it here"};
    if (!kept.value)
        return check.notChecked("whether the SMTP service keeps BadMail is not known: " + kept.why,
                                "On the server, look at MaxBadMailFolderSize below "
                                "HKLM\\System\\CurrentControlSet\\Services\\SMTPSVC\\Queuing.");
    if (!*kept.value)
        return check.warning("the SMTP service keeps no BadMail: " + kept.why,
                             std::string(causeOf(CauseId::BadmailDisabled).advice));
    if (site.folders.badmail.empty())
        return check.warning("the SMTP service keeps BadMail, and the site names no such folder",
                             "Name it as folders.badmail in the site file, so that it is watched.");
    return check.ok("the SMTP service keeps what it cannot deliver");
}

} // namespace connectorscope
