#include "core/base/path_text.h"
#include "core/base/system_error.h"
#include "core/site/secrets.h"

#include "core/base/windows_path.h"

#include <array>
#include <memory>

#include <windows.h>

#include <aclapi.h>
#include <dpapi.h>

namespace connectorscope {

namespace {

struct FreeLocal
{
    void operator()(void* memory) const { ::LocalFree(memory); }
};

constexpr std::array publicAccounts = {WinWorldSid, WinBuiltinUsersSid, WinAuthenticatedUserSid,
                                       WinBuiltinGuestsSid};

bool isOfEverybody(PSID account)
{
    for (const WELL_KNOWN_SID_TYPE type : publicAccounts)
        if (::IsWellKnownSid(account, type) != 0)
            return true;
    return false;
}

/// Whether the list lets one of the accounts that are everybody read. No list at all lets everybody.
bool letsEverybodyRead(PACL list)
{
    constexpr DWORD reading = FILE_READ_DATA | GENERIC_READ | GENERIC_ALL;
    if (list == nullptr)
        return true;
    for (DWORD i = 0; i < list->AceCount; ++i) {
        void* entry = nullptr;
        if (::GetAce(list, i, &entry) == 0)
            return true;
        const auto* header = static_cast<const ACE_HEADER*>(entry);
        if (header->AceType != ACCESS_ALLOWED_ACE_TYPE || (header->AceFlags & INHERIT_ONLY_ACE) != 0)
            continue;
        auto* allowed = static_cast<ACCESS_ALLOWED_ACE*>(entry);
        if ((allowed->Mask & reading) != 0 && isOfEverybody(&allowed->SidStart))
            return true;
    }
    return false;
}

DATA_BLOB blobOf(std::string_view bytes)
{
    // The functions take it as they please and do not write to it.
    return {static_cast<DWORD>(bytes.size()),
            reinterpret_cast<BYTE*>(const_cast<char*>(bytes.data()))}; // NOLINT
}

/// Takes over the memory of `blob`, and overwrites it: it may be a password.
std::string takeBytes(const DATA_BLOB& blob)
{
    const std::unique_ptr<void, FreeLocal> owner(blob.pbData);
    std::string bytes(reinterpret_cast<const char*>(blob.pbData), blob.cbData);
    ::SecureZeroMemory(blob.pbData, blob.cbData);
    return bytes;
}

} // namespace

Result<> checkIsPrivate(const std::filesystem::path& file)
{
    std::error_code ignored;
    std::wstring name = extendedPath(file.native(), std::filesystem::current_path(ignored).native());
    PACL list = nullptr;
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    const DWORD error = ::GetNamedSecurityInfoW(name.data(), SE_FILE_OBJECT, DACL_SECURITY_INFORMATION,
                                                nullptr, nullptr, &list, nullptr, &descriptor);
    const std::unique_ptr<void, FreeLocal> owner(descriptor);
    if (error != ERROR_SUCCESS)
        return fail(fileError(FileAction::Open, error, file));
    if (!letsEverybodyRead(list))
        return {};
    return fail(ErrorCode::BadInput, "others may read " + quotedPath(file) + ", which holds a password",
                "Take the right from Everyone, Users and Authenticated Users, or use { dpapi = ... }.", file);
}

Result<std::string> protectByDpapi(std::string_view plain)
{
    DATA_BLOB in = blobOf(plain);
    DATA_BLOB out = {};
    if (::CryptProtectData(&in, L"ConnectorScope", nullptr, nullptr, nullptr, CRYPTPROTECT_UI_FORBIDDEN,
                           &out) == 0)
        return fail(ErrorCode::Other, "Windows does not encrypt: " + systemErrorText(::GetLastError()));
    return takeBytes(out);
}

Result<std::string> unprotectByDpapi(std::string_view encrypted)
{
    DATA_BLOB in = blobOf(encrypted);
    DATA_BLOB out = {};
    if (::CryptUnprotectData(&in, nullptr, nullptr, nullptr, nullptr, CRYPTPROTECT_UI_FORBIDDEN, &out) == 0)
        return fail(ErrorCode::BadInput, systemErrorText(::GetLastError()),
                    "Store the password again with the account of Windows that this program runs under.");
    return takeBytes(out);
}

} // namespace connectorscope
