#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/doctor/check.h"
#include "core/site/secrets.h"
#include "core/site/site.h"
#include "core/site/site_file.h"
#include "core/watch/conditions.h"

#include <functional>
#include <stop_token>

namespace connectorscope {

/// What the checks work with; all of it outlives them.
struct DoctorTools
{
    FileSystem& files;
    Clock& clock;
    const Variables& variables;
    std::function<Answer()> badMailPolicy; ///< readBadMailPolicy; may take as long as the network takes
    std::stop_token stop = {};
    bool probe = false;  ///< send a test message through PickUp, and wait until it is taken
    bool dryRun = false; ///< with `probe`: say what would be sent, and send nothing
};

/// Checks everything that can be wrong with a site, the most severe first, and names what was not checked.
///
/// Changes nothing but temporary files of its own (`connectorscope-*.tmp`), which it removes: none in PickUp
/// but a test message that was asked for, and none in Incoming Mail where the real connector takes what lies
/// there. Databases are opened and checked, never made, brought to another version or repaired. Ends early,
/// with what it has, when a stop is asked for.
Checks checkSite(const Site& site, const DoctorTools& tools);

/// What is wrong with a site file that cannot be used, as checks.
Checks checksOf(const SiteErrors& errors);

// The parts, each by itself; in the file of its name.

Checks checkFolderKeys(const Site& site, const DoctorTools& tools);
Checks checkFolderAccess(const Site& site, const DoctorTools& tools);
Checks checkStaging(const Site& site, const DoctorTools& tools);
Checks checkClocks(const Site& site, const DoctorTools& tools);
Checks checkSpace(const Site& site, const DoctorTools& tools);
Checks checkWorkFolder(const Site& site, const DoctorTools& tools);
Checks checkDatabases(const Site& site, const DoctorTools& tools);
Checks checkConditions(const Site& site, const DoctorTools& tools);
Checks checkRoles(const Site& site);
Checks checkVault(const Site& site, const DoctorTools& tools);
Checks checkPasswords(const Site& site, const DoctorTools& tools);
Check checkBadMail(const Site& site, const DoctorTools& tools);
/// The test message, where it was asked for: given to PickUp under a name of ours, and taken back when nobody
/// takes it. Needs no role: it is no message of the site, has no run, and its name is made for it alone, so
/// the worker, whichever program that is, never touches it.
Check checkPickUp(const Site& site, const DoctorTools& tools);
/// What this version does not check, so that nobody takes silence for health.
Checks uncheckedThings(const Site& site);

} // namespace connectorscope
