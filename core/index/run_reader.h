#pragma once

#include "core/base/clock.h"
#include "core/index/run_journal.h"
#include "core/index/run_states.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace connectorscope {

/// Which runs; all that is set has to hold.
struct RunFilter
{
    std::vector<RunState> states; ///< empty: any
    /// In the ids of run and message, the kind, the outcome, the file's name, the subject, the addresses, or
    /// the account that acted; the case of letters does not matter. Only the newest ones are looked into.
    std::string text;

    static constexpr std::size_t newestSearched = 20'000;

    bool operator==(const RunFilter&) const = default;
};

/// A run, its steps, and whose message it is about.
struct RunSummary
{
    std::int64_t number = 0; ///< of the row; later runs have larger ones
    RunRow run;
    std::string subject;
    bool hasSubject = false;
    std::string senderName;
    std::string sender;
    std::vector<StepRow> steps; ///< in the order in which they were written
};

/// How many runs there are of each state.
struct RunCounts
{
    std::array<std::uint64_t, runStates.size()> of = {}; ///< by RunState

    std::uint64_t all() const;
    std::uint64_t operator[](RunState state) const { return of[static_cast<std::size_t>(state)]; }

    bool operator==(const RunCounts&) const = default;
};

/// Says whether anything may have been written to the journal since a list was read. Of one reader only.
struct RunListVersion
{
    std::int64_t reader = 0;
    std::int64_t journal = 0;

    bool operator==(const RunListVersion&) const = default;
};

/// What was read in one moment.
struct RunList
{
    RunListVersion version;
    RunCounts counts;                  ///< of all runs, whatever the filter
    std::vector<std::int64_t> numbers; ///< of the runs that fit, the latest first: 8 MB for a million
    std::vector<RunSummary> rows;
};

/// Lists of runs while others write them. One connection: for one thread at a time.
class RunReader
{
public:
    static Result<std::unique_ptr<RunReader>> open(const std::filesystem::path& workFolder);
    RunReader(const RunReader&) = delete;
    RunReader& operator=(const RunReader&) = delete;
    ~RunReader();

    /// The list, and with it the rows that are named in `wanted`, or the first `firstRows` where none is;
    /// nullopt while nothing was written since `known`.
    Result<std::optional<RunList>> list(const RunFilter& filter, std::span<const std::int64_t> wanted,
                                        std::size_t firstRows,
                                        const std::optional<RunListVersion>& known = std::nullopt,
                                        std::stop_token stop = {});
    /// In the order of the numbers; those that are no more are left out.
    Result<std::vector<RunSummary>> rows(std::span<const std::int64_t> numbers, std::stop_token stop = {});

    /// How many are not finished: under way, or waiting for a person. Costs next to nothing.
    Result<std::uint64_t> unfinished();

private:
    struct State;
    explicit RunReader(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace connectorscope
