#pragma once

#include "core/base/file_system.h"
#include "core/site/site.h"
#include "core/site/site_places.h"

#include <string>
#include <string_view>

namespace connectorscope {

/// The keychain of the desktop; the window has one, services have none. May be asked from several threads.
class Keychain
{
public:
    virtual ~Keychain() = default;

    /// The password under that name, or ErrorCode::NotFound.
    virtual Result<std::string> password(const std::string& entry) = 0;
};

/// Where passwords come from. The references outlive it.
struct SecretSources
{
    FileSystem& files;
    const Variables& variables;
    Keychain* keychain = nullptr; ///< nullptr: this program has none
};

/// The password that lies in that place; an empty one where the place is SecretKind::None. Of a file it is
/// the first line, without its end. Neither a password nor a part of one ever stands in an error.
Result<std::string> readSecret(const SecretPlace& place, const SecretSources& sources);

/// Fails where somebody else may read that file: by its mode on Linux (group and others), by its access list
/// on Windows (Everyone, Users, Authenticated Users, Guests).
Result<> checkIsPrivate(const std::filesystem::path& file);

/// Encrypts so that only this account of this Windows machine can decrypt, and the way back. Elsewhere both
/// fail and say so.
Result<std::string> protectByDpapi(std::string_view plain);
Result<std::string> unprotectByDpapi(std::string_view encrypted);

} // namespace connectorscope
