#include "core/site/site_places.h"

#include "core/base/path_text.h"
#include "core/base/windows_path.h"

#include <cstdlib>

namespace connectorscope {

namespace {

std::filesystem::path place(const std::filesystem::path& root, std::initializer_list<std::string_view> names)
{
    std::filesystem::path path = root;
    for (const std::string_view name : names)
        path /= pathFromBytes(name);
    return path;
}

#ifndef _WIN32
/// A folder of the XDG Base Directory Specification; it says to ignore values that are not absolute.
std::optional<std::filesystem::path> userFolder(const Variables& variables, const char* name,
                                                std::initializer_list<std::string_view> belowHome)
{
    const std::optional<std::string> given = variables(name);
    if (given && given->starts_with('/'))
        return pathFromBytes(*given);
    const std::optional<std::string> home = variables("HOME");
    if (!home || !home->starts_with('/'))
        return std::nullopt;
    return place(pathFromBytes(*home), belowHome);
}
#endif

} // namespace

Variables systemVariables()
{
    return [](const std::string& name) -> std::optional<std::string> {
#ifdef _WIN32
        const wchar_t* value = ::_wgetenv(pathFromBytes(name).c_str());
        return value != nullptr ? std::optional(pathBytes(value)) : std::nullopt;
#else
        const char* value = std::getenv(name.c_str());
        return value != nullptr ? std::optional<std::string>(value) : std::nullopt;
#endif
    };
}

Site profileDefaults(Profile profile)
{
    Site site;
    site.profile = profile;
    // What the SMTP service of IIS takes until somebody raises it.
    if (profile == Profile::IisSmtp)
        site.limits.messageSize = 2ULL * 1024 * 1024;
    return site;
}

SiteFolders profileFolders(Profile profile, const std::filesystem::path& programs,
                           const std::filesystem::path& systemDrive)
{
    SiteFolders folders;
    switch (profile) {
    case Profile::Sbs2003: {
        const auto pop3 = place(programs, {"Microsoft Windows Small Business Server", "Networking", "POP3"});
        const auto mailroot = place(programs, {"Exchsrvr", "Mailroot", "vsi 1"});
        folders.incoming = pop3 / "Incoming Mail";
        folders.failed = pop3 / "Failed Mail";
        folders.pickup = mailroot / "PickUp";
        folders.badmail = mailroot / "BadMail";
        break;
    }
    case Profile::IisSmtp: {
        const auto mailroot = place(systemDrive, {"Inetpub", "mailroot"});
        folders.pickup = mailroot / "Pickup";
        folders.badmail = mailroot / "Badmail";
        break;
    }
    case Profile::Generic:
        break;
    }
    return folders;
}

std::string expandVariables(std::string_view text, [[maybe_unused]] const Variables& variables)
{
#ifdef _WIN32
    std::string expanded;
    while (!text.empty()) {
        const std::size_t open = text.find('%');
        const std::size_t close = open == std::string_view::npos ? open : text.find('%', open + 1);
        if (close == std::string_view::npos)
            break;
        expanded.append(text.substr(0, open));
        const std::string name(text.substr(open + 1, close - open - 1));
        if (const auto value = name.empty() ? std::nullopt : variables(name)) {
            expanded.append(*value);
            text.remove_prefix(close + 1);
        } else {
            expanded.append(text.substr(open, close - open)); // the second % may begin a name
            text.remove_prefix(close);
        }
    }
    return expanded.append(text);
#else
    return std::string(text);
#endif
}

std::filesystem::path absoluteFrom(const std::filesystem::path& folder, const std::filesystem::path& path)
{
#ifdef _WIN32
    // std::filesystem of mingw-w64 takes `\\server` for a folder of the drive.
    const std::wstring absolute = extendedPath(path.native(), folder.native());
    if (absolute.starts_with(L"\\\\?\\UNC\\"))
        return L"\\\\" + absolute.substr(8);
    return absolute.starts_with(L"\\\\?\\") && absolute.size() > 5 && absolute[5] == L':' ? absolute.substr(4)
                                                                                          : absolute;
#else
    const std::filesystem::path absolute = (folder / path).lexically_normal();
    return !absolute.has_filename() && absolute.has_relative_path() ? absolute.parent_path() : absolute;
#endif
}

std::optional<std::filesystem::path> usualSiteFile(const std::string& siteName, const Variables& variables)
{
#ifdef _WIN32
    const std::optional<std::string> data = variables("ProgramData");
    if (!data || data->empty())
        return std::nullopt;
    return place(pathFromBytes(*data), {"ConnectorScope", siteName, "site.toml"});
#else
    const auto folder = userFolder(variables, "XDG_CONFIG_HOME", {".config"});
    if (!folder)
        return std::nullopt;
    return place(*folder, {"connectorscope", siteName, "site.toml"});
#endif
}

std::optional<std::filesystem::path> usualWorkFolder(const std::string& siteName, const Variables& variables)
{
#ifdef _WIN32
    const auto file = usualSiteFile(siteName, variables);
    return file ? std::optional(file->parent_path()) : std::nullopt;
#else
    const auto folder = userFolder(variables, "XDG_DATA_HOME", {".local", "share"});
    if (!folder)
        return std::nullopt;
    return place(*folder, {"connectorscope", siteName});
#endif
}

} // namespace connectorscope
