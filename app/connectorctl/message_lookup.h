#pragma once

#include "core/index/journal_reader.h"
#include "core/index/run_journal.h"

#include <string>

namespace connectorscope {

/// The id that a person means: the whole one, or a beginning that only one has; case does not matter.
/// ErrorCode::BadInput when several begin so, ErrorCode::NotFound when none does.
Result<std::string> messageIdMeant(JournalReader& journal, const std::string& typed);
/// The same of a run.
Result<std::string> runIdMeant(RunJournal& journal, const std::string& typed);

} // namespace connectorscope
