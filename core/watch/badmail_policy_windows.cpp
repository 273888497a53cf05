#include "core/base/system_error.h"
#include "core/watch/badmail_policy.h"

#include <string>
#include <windows.h>

namespace connectorscope {

namespace {

constexpr wchar_t service[] = L"System\\CurrentControlSet\\Services\\SMTPSVC";
constexpr wchar_t queuing[] = L"System\\CurrentControlSet\\Services\\SMTPSVC\\Queuing";

class RegistryKey
{
public:
    RegistryKey() = default;
    RegistryKey(const RegistryKey&) = delete;
    RegistryKey& operator=(const RegistryKey&) = delete;
    ~RegistryKey()
    {
        if (m_key != nullptr)
            ::RegCloseKey(m_key);
    }
    HKEY get() const { return m_key; }
    HKEY* out() { return &m_key; }

private:
    HKEY m_key = nullptr;
};

/// `\\server` of a path on a share; empty for one on this machine.
std::wstring serverOf(const std::filesystem::path& path)
{
    const std::wstring root = path.root_name().native();
    if (!root.starts_with(L"\\\\") || root.starts_with(L"\\\\?") || root.starts_with(L"\\\\."))
        return {};
    return root.substr(0, root.find_first_of(L"\\/", 2));
}

Answer notKnown(LSTATUS error)
{
    return {std::nullopt,
            "the registry cannot be read: " + systemErrorText(static_cast<unsigned long>(error))};
}

} // namespace

Answer readBadMailPolicy(const Site& site)
{
    if (site.profile == Profile::Generic)
        return {std::nullopt, "the site's profile knows no such service"};
    RegistryKey machine;
    const std::wstring server = serverOf(site.folders.pickup);
    HKEY root = HKEY_LOCAL_MACHINE;
    if (!server.empty()) {
        const LSTATUS connected = ::RegConnectRegistryW(server.c_str(), HKEY_LOCAL_MACHINE, machine.out());
        if (connected != ERROR_SUCCESS)
            return notKnown(connected);
        root = machine.get();
    }
    RegistryKey installed;
    const LSTATUS found = ::RegOpenKeyExW(root, service, 0, KEY_READ, installed.out());
    if (found == ERROR_FILE_NOT_FOUND)
        return {std::nullopt, "there is no SMTP service on that machine"};
    if (found != ERROR_SUCCESS)
        return notKnown(found);
    DWORD value = 0;
    DWORD size = sizeof value;
    const LSTATUS read =
        ::RegGetValueW(root, queuing, L"MaxBadMailFolderSize", RRF_RT_REG_DWORD, nullptr, &value, &size);
    if (read == ERROR_FILE_NOT_FOUND)
        return {false, "the registry value MaxBadMailFolderSize is not set"};
    if (read != ERROR_SUCCESS)
        return notKnown(read);
    return {value != 0, value != 0 ? std::string() : "the registry value MaxBadMailFolderSize is 0"};
}

} // namespace connectorscope
