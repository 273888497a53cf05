#pragma once

#include "core/index/names.h"
#include "core/index/run_journal.h"

namespace connectorscope {

// The journal's table `run_file`. Throw SQLiteCpp's exceptions. Internal to core/index.

/// `run` is empty for a file that a release has put back.
void writeRunFile(Database& journal, const Names& names, const RunFile& file, std::string_view run,
                  std::string_view message, UtcTime at);
std::vector<RunFile> filesOfRun(Database& journal, const Names& names, const std::string& run);
/// Who has given that name to the file, when it is still that file: of the same size, and of the same time or
/// identity (which some servers make up). A file that came under the name later is nobody's.
std::optional<MessageLedger::RunOfFile> runOfFile(Database& journal, const Names& names, const Place& place,
                                                  const FileStamp& stamp);

} // namespace connectorscope
