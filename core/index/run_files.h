#pragma once

#include "core/index/names.h"
#include "core/index/run_journal.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
/// Of a run that was handed over although its undoing had begun, and whose file the watch has meanwhile seen
/// leave PickUp: the watch counted it for nobody, so it is counted now. Returns the number of that file, for
/// the event that tells it; nullopt where there is nothing to count.
std::optional<std::int64_t> countHandedOverAfterAll(Database& journal, const Names& names,
                                                    std::string_view run, UtcTime at);

} // namespace connectorscope
