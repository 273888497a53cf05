#pragma once

#include "core/index/database.h"
#include "core/index/names.h"
#include "core/index/run_journal.h"

#include <optional>

namespace connectorscope {

// Rows of the journal's tables `run` and `step`. Throw SQLiteCpp's exceptions. Internal to core/index.

/// What readRun() reads, in front of other columns; r is the run, m its message, a who acted.
inline constexpr const char* runColumns =
    "r.id, m.id, r.kind, r.action, r.attempt, r.state, r.outcome, r.began, r.ended, r.source_folder, "
    "r.source_name, r.original, r.envelope, a.account, a.machine, r.is_automatic, "
    // Only the latest attempt of a message that is neither held nor deleted is followed by another.
    "(SELECT t.next_at FROM attempt t WHERE t.message = r.message AND t.attempt = r.attempt "
    "AND t.next_at IS NOT NULL "
    "AND NOT EXISTS(SELECT 1 FROM run n WHERE n.message = r.message AND n.number > r.number "
    "AND (n.attempt > 0 OR n.state = 'deleted')) "
    "AND NOT EXISTS(SELECT 1 FROM hold h WHERE h.message = r.message))";
inline constexpr int runColumnCount = 17;
inline constexpr const char* runTables = " FROM run r JOIN message m ON m.number = r.message "
                                         "JOIN actor a ON a.number = r.actor ";
RunRow readRun(const Query& query, const Names& names);

inline constexpr const char* stepColumns =
    "s.step, s.phase, s.at, s.path, s.hash, s.boot_id, s.detail, a.account, a.machine";
/// nullopt for a step or phase that only a newer program knows.
std::optional<StepRow> readStep(const Query& query);

} // namespace connectorscope
