#include "core/base/path_text.h"
#include "core/doctor/doctor.h"
#include "core/doctor/make_check.h"
#include "core/doctor/probe.h"
#include "core/index/vault_size.h"

namespace connectorscope {

namespace {

Check checkPrivacy(const std::filesystem::path& vault)
{
    const CheckOf check("vault-private", "vault");
    const Result<> isPrivate = checkIsPrivate(vault);
    if (isPrivate)
        return check.ok("only the owner may look into it");
    if (isPrivate.error().code == ErrorCode::BadInput)
        return check.warning("others may look into " + quotedPath(vault) + ", which holds mail",
                             "Take the right from all but the account of this program and administrators.");
    return check.notChecked(isPrivate.error());
}

Check checkVaultSize(const VaultSize& size, const Site& site)
{
    const CheckOf check("vault-size", "vault");
    const std::uint64_t limit = site.limits.vaultSize;
    const std::string text = std::to_string(size.files) + " files take " + roundedSize(size.bytes) +
                             " of limits.vault_size (" + roundedSize(limit) + ")";
    constexpr std::uint64_t tenth = 10;
    if (size.bytes >= limit)
        return check.wrong(text, "Raise limits.vault_size, or lower pipeline.retention: no message can be "
                                 "requeued without room for its original.");
    if (size.bytes >= limit - limit / tenth)
        return check.warning(text, "Raise limits.vault_size, or lower pipeline.retention.");
    if (size.others > 0)
        return check.warning(text + "; " + std::to_string(size.others) + " other entries lie there",
                             "Look at what they are, and move them away: they are in no backup.");
    return check.ok(text);
}

Check checkVaultKeeps(const std::filesystem::path& vault, const Site& site, const DoctorTools& tools)
{
    const CheckOf check("vault-keeps", "vault");
    const std::string exclude =
        "Exclude these folders from scanners: " + quotedPath(site.folders.work) +
        (site.folders.staging.empty() ? std::string() : ", " + quotedPath(site.folders.staging)) + ".";
    const Result<> kept = tryKeeping(tools.files, tools.clock, vault);
    if (kept)
        return check.ok("a file that was put there was there a moment later, as it was");
    return check.wrong(kept.error().message,
                       kept.error().hint.empty() ? exclude : kept.error().hint + " " + exclude,
                       CheckArea::Environment);
}

} // namespace

Checks checkVault(const Site& site, const DoctorTools& tools)
{
    const CheckOf check("vault-size", "vault");
    const std::filesystem::path vault = site.folders.work / "vault";
    const auto size = measureVault(tools.files, site.folders.work, tools.stop);
    if (!size)
        return {check.notChecked(size.error())};
    if (!*size)
        return {check.notChecked("there is none yet; it is made with the first message that is kept")};
    return {checkPrivacy(vault), checkVaultSize(**size, site), checkVaultKeeps(vault, site, tools)};
}

} // namespace connectorscope
