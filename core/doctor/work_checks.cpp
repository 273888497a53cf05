#include "core/base/path_text.h"
#include "core/doctor/doctor.h"
#include "core/doctor/make_check.h"
#include "core/doctor/probe.h"
#include "core/index/role_lock.h"

#include <chrono>

namespace connectorscope {

namespace {

constexpr const char* workAdvice =
    "Set folders.work in the site file to a folder on a disk of this machine that "
    "this account may change.";

Check checkLocal(const Site& site, const DoctorTools& tools)
{
    const CheckOf check("work-local", "folders.work");
    const Result<bool> network = tools.files.isOnNetwork(site.folders.work);
    if (!network)
        return check.notChecked(network.error());
    if (*network)
        return check.wrong(quotedPath(site.folders.work) +
                               " is on a network path, where databases and locks are not safe",
                           workAdvice, CheckArea::SiteFile);
    return check.ok(quotedPath(site.folders.work) + " is on a disk of this machine");
}

Check checkChangeable(const char* name, const std::filesystem::path& folder, const DoctorTools& tools)
{
    const CheckOf check(name, "folders.work");
    const auto there = tools.files.info(folder / ".");
    if (!there && there.error().code == ErrorCode::NotFound)
        return check.notChecked(quotedPath(folder) + " is not there yet; it is made when it is needed");
    const Result<> tried = there ? tryChanging(tools.files, tools.clock, folder) : fail(there.error());
    if (tried)
        return check.ok("files can be made, renamed and removed in " + quotedPath(folder));
    Error error = tried.error();
    error.hint = error.hint.empty() ? workAdvice : error.hint + " " + workAdvice;
    return check.wrong(error);
}

/// What a program that was killed has left behind.
Check checkLeftovers(const Site& site, const DoctorTools& tools)
{
    const CheckOf check("work-leftovers", "folders.work");
    std::uint64_t count = 0;
    std::uint64_t bytes = 0;
    std::string one;
    const UtcTime old = tools.clock.now() - std::chrono::hours(24);
    const Result<> listed = tools.files.listWithInfo(site.folders.work, [&](const ListedEntry& entry) {
        if (entry.info.kind == EntryKind::File && entry.name.ends_with(".tmp") && entry.info.modified < old) {
            ++count;
            bytes += entry.info.size;
            one = quotedPath(pathFromBytes(entry.name));
        }
        return !tools.stop.stop_requested();
    });
    if (!listed)
        return check.notChecked(listed.error());
    if (count == 0)
        return check.ok("no temporary file was left behind");
    return check.warning(std::to_string(count) + " temporary files, as " + one + ", were left behind (" +
                             roundedSize(bytes) + ")",
                         "Remove them: whoever wrote them more than a day ago did not come to its end.");
}

Check checkRole(const Site& site, Role role, const std::string& name)
{
    const CheckOf check(name, std::string(toString(role)));
    const Result<RoleHolder> holder = roleHolder(site.folders.work, role);
    if (holder) {
        return check.ok("it is " + holder->program + ", process " + std::to_string(holder->process) + " of " +
                        holder->actor.account + " on " + holder->actor.machine);
    }
    if (holder.error().code != ErrorCode::NotFound)
        return check.notChecked(holder.error());
    if (role == Role::Worker)
        return check.ok("nobody is; who asks for work does it");
    return check.warning("nobody watches the site: what happens between two looks is not seen",
                         "Let `connectorctl watch` run, best as a service.");
}

} // namespace

Checks checkWorkFolder(const Site& site, const DoctorTools& tools)
{
    Checks checks;
    checks.push_back(checkLocal(site, tools));
    checks.push_back(checkChangeable("work-writable", site.folders.work, tools));
    checks.push_back(checkChangeable("log-writable", site.folders.work / "log", tools));
    if (tools.files.info(site.folders.work / "."))
        checks.push_back(checkLeftovers(site, tools));
    return checks;
}

Checks checkRoles(const Site& site)
{
    return {checkRole(site, Role::Watcher, "watched"), checkRole(site, Role::Worker, "worked-for")};
}

} // namespace connectorscope
