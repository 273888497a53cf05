#include "core/doctor/doctor.h"

#include "core/base/path_text.h"
#include "core/doctor/make_check.h"

#include <algorithm>
#include <iterator>

namespace connectorscope {

std::string_view toString(CheckState state)
{
    switch (state) {
    case CheckState::Wrong:
        return "wrong";
    case CheckState::Warning:
        return "warning";
    case CheckState::NotChecked:
        return "not-checked";
    case CheckState::Ok:
        return "ok";
    }
    return {};
}

Checks checkSite(const Site& site, const DoctorTools& tools)
{
    Checks all;
    const auto add = [&](const auto& check) {
        if (tools.stop.stop_requested())
            return;
        Checks checks = check();
        std::ranges::move(checks, std::back_inserter(all));
    };
    add([&] { return Checks{CheckOf("site-file", "site").ok(quotedPath(site.file) + " can be used")}; });
    add([&] { return checkFolderKeys(site, tools); });
    add([&] { return checkFolderAccess(site, tools); });
    add([&] { return checkStaging(site, tools); });
    add([&] { return checkClocks(site, tools); });
    add([&] { return checkSpace(site, tools); });
    add([&] { return checkConditions(site, tools); });
    add([&] { return Checks{checkBadMail(site, tools)}; });
    add([&] { return checkWorkFolder(site, tools); });
    add([&] { return checkDatabases(site, tools); });
    add([&] { return checkRoles(site); });
    add([&] { return checkVault(site, tools); });
    add([&] { return checkPasswords(site, tools); });
    add([&] { return Checks{checkPickUp(site, tools)}; });
    add([&] { return uncheckedThings(site); });
    std::ranges::stable_sort(all, {}, &Check::state);
    return all;
}

Checks checksOf(const SiteErrors& errors)
{
    Checks checks;
    for (const SiteError& error : errors) {
        const bool isUnreadable = error.code != ErrorCode::BadInput && error.code != ErrorCode::NotFound;
        checks.push_back(CheckOf("site-file", error.key.empty() ? "site" : error.key)
                             .wrong(describe(error), "Correct the site file.",
                                    isUnreadable ? CheckArea::Environment : CheckArea::SiteFile));
    }
    return checks;
}

} // namespace connectorscope
