#pragma once

#include <tl/expected.hpp>

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

namespace connectorscope {

/// What kind of thing went wrong: what a caller may act on. The sentence for people is in Error::message.
enum class ErrorCode : std::uint8_t
{
    NotFound,      ///< the path, or a folder of it, does not exist (any more)
    AccessDenied,  ///< the account has no right
    Locked,        ///< another program holds the file (a sharing violation)
    AlreadyExists, ///< the target's name is taken; nothing was replaced
    NotAFile,      ///< a folder, socket, device or dangling link where a regular file was expected
    CrossDevice,   ///< a rename would leave the volume
    DiskFull,
    ReadFault,  ///< the disk or the share failed
    WriteFault, ///< the disk or the share failed
    RoleTaken,  ///< another program is the site's watcher or worker
    Damaged,    ///< a database is not what was written to it
    BadInput,   ///< what a person or another program gave cannot be used
    Cancelled,
    Other,
};

/// A failure as a value. `message` names the thing, `hint` the next step (may be empty), `path` the file or
/// folder it is about (may be empty).
struct Error
{
    ErrorCode code = ErrorCode::Other;
    std::string message;
    std::string hint;
    std::filesystem::path path;
};

/// Either a value or an Error; ignoring one is a compiler warning.
template <class T = void>
class [[nodiscard]] Result : public tl::expected<T, Error>
{
public:
    using tl::expected<T, Error>::expected;
};

/// Makes the failing side of a Result: `return fail(ErrorCode::NotFound, "...")`.
inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string hint = {},
                                  std::filesystem::path path = {})
{
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(hint), std::move(path)});
}

inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace connectorscope
