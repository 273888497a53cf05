#pragma once

#include "core/base/file_system.h"
#include "core/diagnosis/diagnosis.h"

#include <filesystem>
#include <string>

namespace connectorscope {

/// Why the SMTP service moved a message to BadMail: the text of the `.BDR` file beside the `.BAD`, on one
/// line, as evidence is quoted. Says what could not be read where that is so.
std::string badMailReason(FileSystem& files, const std::filesystem::path& message);

/// The finding bad-mailed with that reason.
Finding badMailedFinding(const std::string& reason);

} // namespace connectorscope
