#pragma once

#include "core/base/result.h"
#include "core/doctor/check.h"
#include "core/site/site.h"

#include <array>
#include <filesystem>
#include <string>

namespace connectorscope {

// How the checks of core/doctor are made. Internal to core/doctor.

/// A check of one thing, whose outcome is still to be told.
class CheckOf
{
public:
    CheckOf(std::string name, std::string about)
        : m_name(std::move(name))
        , m_about(std::move(about))
    {
    }
    Check ok(std::string message) const { return {m_name, m_about, CheckState::Ok, std::move(message), {}}; }
    Check warning(std::string message, std::string advice) const
    {
        return {m_name, m_about, CheckState::Warning, std::move(message), std::move(advice)};
    }
    Check wrong(std::string message, std::string advice, CheckArea area = CheckArea::Site) const
    {
        return {m_name, m_about, CheckState::Wrong, std::move(message), std::move(advice), area};
    }
    /// The system prevents it.
    Check wrong(const Error& error) const { return wrong(error.message, error.hint, CheckArea::Environment); }
    /// For a reason that is no fault.
    Check notChecked(std::string why, std::string advice = {}) const
    {
        return {m_name, m_about, CheckState::NotChecked, std::move(why), std::move(advice)};
    }
    /// Because the system prevents it.
    Check notChecked(const Error& error) const
    {
        return {m_name, m_about, CheckState::NotChecked, error.message, error.hint, CheckArea::Environment};
    }

private:
    std::string m_name;
    std::string m_about;
};

/// A folder of the site with its key; the path is empty where the site has none.
struct NamedFolder
{
    const char* key;
    const std::filesystem::path& path;
};

/// Those through which mail goes.
inline std::array<NamedFolder, 4> mailFolders(const Site& site)
{
    return {{{"folders.incoming", site.folders.incoming},
             {"folders.failed", site.folders.failed},
             {"folders.pickup", site.folders.pickup},
             {"folders.badmail", site.folders.badmail}}};
}

/// "1.5 GiB".
std::string roundedSize(std::uint64_t bytes);

} // namespace connectorscope
