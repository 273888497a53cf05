#include "core/doctor/doctor.h"
#include "core/doctor/make_check.h"

namespace connectorscope {

namespace {

/// The password itself is looked at only for whether it is there.
Check checkPassword(const std::string& about, const std::string& user, const SecretPlace& place,
                    const DoctorTools& tools)
{
    const CheckOf check("password", about);
    if (place.kind == SecretKind::None)
        return user.empty() ? check.ok("nobody logs on, so no password is needed")
                            : check.warning("a user is named and no password",
                                            "Name in the site file where the password lies.");
    if (place.kind == SecretKind::Keychain)
        return check.notChecked(
            "the password lies in the keychain of the desktop, which this program has not",
            "For services use { env = ... }, { file = ... } or, on Windows, { dpapi = ... }.");
    const Result<std::string> password = readSecret(place, {tools.files, tools.variables});
    if (password)
        return check.ok("the password can be read");
    return check.wrong(password.error());
}

} // namespace

Checks checkPasswords(const Site& site, const DoctorTools& tools)
{
    Checks checks;
    if (!site.smtp.host.empty())
        checks.push_back(checkPassword("smtp", site.smtp.user, site.smtp.password, tools));
    for (const Pop3Account& account : site.accounts)
        checks.push_back(checkPassword("pop3 " + account.name, account.user, account.password, tools));
    return checks;
}

Checks uncheckedThings(const Site& site)
{
    Checks checks;
    for (const Pop3Account& account : site.accounts)
        checks.push_back(
            CheckOf("logon", "pop3 " + account.name).notChecked("this version does not connect to accounts"));
    if (!site.smtp.host.empty())
        checks.push_back(
            CheckOf("logon", "smtp").notChecked("this version does not connect to SMTP servers"));
    if (site.profile != Profile::Generic)
        checks.push_back(
            CheckOf("services", "server")
                .notChecked("this version does not ask whether the connector's and the SMTP service "
                            "run",
                            "On the server, look at its services."));
    return checks;
}

} // namespace connectorscope
