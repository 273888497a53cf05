#pragma once

#include "core/index/run_journal.h"
#include "core/site/site.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

// What is said of runs, the same in the window and on the terminal.

/// What a run's state means to a person; each program has a sign and a colour for it.
enum class RunMood : std::uint8_t
{
    UnderWay,
    Late,        ///< waits for too long
    NeedsPerson, ///< nobody but a person can know
    Well,
    Blocked, ///< did not get through
    Corrupt, ///< refused for good by whom it was handed to
    Over     ///< ended, and neither good nor bad
};
RunMood moodOf(RunState state);
/// "on its way", "handed over".
std::string_view stateWords(RunState state);

/// Nothing goes on by itself: a person has to look.
bool needsPerson(RunState state);
/// Pipeline::undo() may take it back.
bool canBeUndone(RunState state);
/// Pipeline::decide() waits for what a person says.
bool canBeDecided(RunState state);

/// "automatic, attempt 2 of 5"; "attempt 2"; empty for a run that is none.
std::string attemptWords(const RunRow& run);
/// When the message of a run is tried again by itself; nullopt where the site tries nothing by itself.
std::optional<UtcTime> nextTry(const Site& site, const RunRow& run);
/// Of an attempt after which something happens by itself: "next try 14:05"; after the last one "held 14:05".
std::string nextTryWords(int attempt, std::string_view moment);
/// What stands before a run or a message in a list: "[automatic, 2 of 5; next try 14:05] ". Empty where
/// nothing goes by itself.
std::string retryMark(int attempt, bool isAutomatic, const std::optional<UtcTime>& retryAt,
                      std::string (*moment)(UtcTime time));

/// What became of it, in one sentence; what the state says where nothing was written down.
std::string outcomeOf(const RunRow& run);

/// The mailboxes to which it goes, or went; empty where the run has written down none.
std::vector<std::string> recipientsOf(const RunRow& run);

/// How a program words moments and spans.
struct RunTimeWords
{
    std::string (*moment)(UtcTime time);
    std::string (*span)(std::chrono::nanoseconds span);
};
/// A line of what is known of a run. Values may hold anything: escape them.
struct RunFact
{
    std::string label;
    std::string value;
};
/// Outcome, kind, what happens next by itself, message, from where, to whom, what lies in the vault, when and
/// by whom.
std::vector<RunFact> factsOf(const Site& site, const RunRow& run, const RunTimeWords& words);
/// "archive done: /path (detail)". May hold anything.
std::string stepText(const StepRow& step);

} // namespace connectorscope
