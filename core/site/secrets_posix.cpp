#include "core/base/path_text.h"
#include "core/base/system_error.h"
#include "core/site/secrets.h"

#include <cerrno>
#include <sys/stat.h>

namespace connectorscope {

namespace {

tl::unexpected<Error> noDpapi()
{
    return fail(ErrorCode::Other, "this system has no DPAPI: Windows alone has it",
                "Use { env = ... } or { file = ... } in the site file.");
}

} // namespace

Result<> checkIsPrivate(const std::filesystem::path& file)
{
    struct stat status = {};
    if (::stat(file.c_str(), &status) != 0)
        return fail(fileError(FileAction::Open, static_cast<unsigned long>(errno), file));
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) == 0)
        return {};
    return fail(ErrorCode::BadInput, "others may read " + quotedPath(file) + ", which holds a password",
                "Take the right from them: chmod 600.", file);
}

Result<std::string> protectByDpapi(std::string_view /*plain*/)
{
    return noDpapi();
}

Result<std::string> unprotectByDpapi(std::string_view /*encrypted*/)
{
    return noDpapi();
}

} // namespace connectorscope
