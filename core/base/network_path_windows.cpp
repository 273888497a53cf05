#include "core/base/network_path.h"

#include "core/base/system_error.h"

#include <windows.h>

namespace connectorscope {

Result<bool> isOnNetworkPath(const std::filesystem::path& folder)
{
    std::error_code failure;
    const std::filesystem::path place = std::filesystem::absolute(folder, failure);
    if (failure)
        return fail(fileError(FileAction::Inspect, static_cast<unsigned long>(failure.value()), folder));
    const std::wstring text = place.native();
    if (text.starts_with(LR"(\\?\UNC\)"))
        return true;
    if (text.starts_with(LR"(\\?\)") || text.starts_with(LR"(\\.\)"))
        return isOnNetworkPath(text.substr(4));
    if (text.starts_with(LR"(\\)"))
        return true;
    return ::GetDriveTypeW((place.root_name().native() + L"\\").c_str()) == DRIVE_REMOTE;
}

} // namespace connectorscope
