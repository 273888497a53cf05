#include "tests/core/doctor/examined_site.h"

#include "core/base/path_text.h"
#include "core/index/site_ledger.h"

#include <algorithm>
#include <stdexcept>

namespace connectorscope {

ExaminedSite::ExaminedSite()
{
    site.name = "Contoso";
    site.file = m_folder / "site.toml";
    site.limits.freeDisk = 1024;
    for (const auto& [folder, name] :
         {std::pair(&site.folders.incoming, "incoming"), std::pair(&site.folders.failed, "failed"),
          std::pair(&site.folders.pickup, "pickup"), std::pair(&site.folders.badmail, "badmail"),
          std::pair(&site.folders.work, "work")}) {
        *folder = m_folder / name;
        std::filesystem::create_directory(*folder);
    }
    variables = [this](const std::string& name) -> std::optional<std::string> {
        const auto found = environment.find(name);
        return found == environment.end() ? std::nullopt : std::optional(found->second);
    };
}

void ExaminedSite::makeDatabases() const
{
    if (const auto ledger = SiteLedger::open(site.folders.work, {"anna", "server"}); !ledger)
        throw std::runtime_error(ledger.error().message);
}

std::vector<std::string> ExaminedSite::everything() const
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(m_folder.path()))
        names.push_back(pathBytes(entry.path()));
    std::sort(names.begin(), names.end());
    return names;
}

Check checkNamed(const Checks& checks, const std::string& name, const std::string& about)
{
    for (const Check& check : checks) {
        if (check.name == name && check.about == about)
            return check;
    }
    throw std::runtime_error("no check " + name + " about " + about);
}

} // namespace connectorscope
