#include "core/index/run_reader.h"

#include "core/index/journal_opening.h"
#include "core/index/run_rows.h"
#include "core/index/text_fold.h"

#include <algorithm>
#include <chrono>
#include <functional>
#include <numeric>

namespace connectorscope {

namespace {

bool isWantedState(const RunFilter& filter, RunState state)
{
    return filter.states.empty() || std::ranges::find(filter.states, state) != filter.states.end();
}

/// Walks the index of states, which is a fraction of the runs.
void readNumbers(Database& journal, const RunFilter& filter, RunList& list)
{
    Query query = journal.query("SELECT state, number FROM run INDEXED BY run_state");
    std::string name;
    RunState state = RunState::OutcomeUnknown; // as readRun() takes what it does not know
    bool isWanted = false;
    bool isFirst = true;
    while (query.step()) {
        if (isFirst || query.view(0) != name) {
            isFirst = false;
            name = query.text(0);
            state = runStateFrom(name).value_or(RunState::OutcomeUnknown);
            isWanted = isWantedState(filter, state);
        }
        ++list.counts.of[static_cast<std::size_t>(state)];
        if (isWanted && filter.text.empty())
            list.numbers.push_back(query.number(1));
    }
    std::ranges::sort(list.numbers, std::greater<>());
}

void searchNumbers(Database& journal, const RunFilter& filter, RunList& list)
{
    constexpr int firstText = 2;
    constexpr int texts = 10;
    Query query = journal.query(
        "SELECT r.number, r.state, r.id, m.id, r.kind, r.outcome, r.source_name, m.subject, m.sender_name, "
        "m.sender, m.recipients, a.account FROM run r JOIN message m ON m.number = r.message "
        "JOIN actor a ON a.number = r.actor ORDER BY r.number DESC LIMIT ?");
    query.bind(static_cast<std::int64_t>(RunFilter::newestSearched));
    const std::string searched = foldText(filter.text);
    std::string text;
    while (query.step()) {
        if (!isWantedState(filter, runStateFrom(query.view(1)).value_or(RunState::OutcomeUnknown)))
            continue;
        text.clear();
        for (int column = firstText; column < firstText + texts; ++column)
            text.append(query.view(column)).push_back('\n'); // nobody searches for a line end
        if (foldText(text).find(searched) != std::string::npos)
            list.numbers.push_back(query.number(0));
    }
}

std::vector<RunSummary> readSummaries(Database& journal, const Names& names,
                                      std::span<const std::int64_t> numbers)
{
    std::vector<RunSummary> rows;
    rows.reserve(numbers.size());
    Query runs = journal.query(std::string("SELECT ") + runColumns + ", m.subject, m.sender_name, m.sender" +
                               runTables + "WHERE r.number = ?");
    Query steps = journal.query(std::string("SELECT ") + stepColumns +
                                " FROM step s JOIN actor a ON a.number = s.actor "
                                "WHERE s.run = ? ORDER BY s.number");
    for (const std::int64_t number : numbers) {
        runs.again();
        runs.bind(number);
        if (!runs.step())
            continue;
        RunSummary row;
        row.number = number;
        row.run = readRun(runs, names);
        row.hasSubject = !runs.isNull(runColumnCount);
        row.subject = runs.text(runColumnCount);
        row.senderName = runs.text(runColumnCount + 1);
        row.sender = runs.text(runColumnCount + 2);
        steps.again();
        steps.bind(number);
        while (steps.step()) {
            if (auto step = readStep(steps))
                row.steps.push_back(std::move(*step));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

std::uint64_t RunCounts::all() const
{
    return std::accumulate(of.begin(), of.end(), std::uint64_t{0});
}

struct RunReader::State
{
    explicit State(std::unique_ptr<Database> opened)
        : database(std::move(opened))
        , names(*database)
        , serial(std::chrono::steady_clock::now().time_since_epoch().count())
    {
    }

    std::unique_ptr<Database> database;
    Names names;
    std::int64_t serial; ///< tells this connection from those before it
    RunCounts counts;
    std::optional<RunListVersion> countedAt; ///< what those are of
};

RunReader::RunReader(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}

RunReader::~RunReader() = default;

Result<std::unique_ptr<RunReader>> RunReader::open(const std::filesystem::path& workFolder)
{
    auto opened = openJournal<State>(workFolder);
    if (!opened)
        return fail(std::move(opened.error()));
    return std::unique_ptr<RunReader>(new RunReader(std::move(*opened)));
}

Result<std::optional<RunList>> RunReader::list(const RunFilter& filter, std::span<const std::int64_t> wanted,
                                               std::size_t firstRows,
                                               const std::optional<RunListVersion>& known,
                                               std::stop_token stop)
{
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "the list of runs is not wanted any more");
    Database& database = *m_state->database;
    return database.run(stop, [&]() -> std::optional<RunList> {
        RunList list;
        // What is written between this and the list is told once more.
        list.version = {m_state->serial, database.number("PRAGMA data_version")};
        if (known == list.version)
            return std::nullopt;
        const ReadTransaction moment(database);
        if (filter.text.empty() || m_state->countedAt != list.version) {
            readNumbers(database, filter, list);
            m_state->counts = list.counts;
            m_state->countedAt = list.version;
        }
        list.counts = m_state->counts;
        if (!filter.text.empty())
            searchNumbers(database, filter, list);
        if (wanted.empty())
            wanted = std::span(list.numbers).first(std::min(firstRows, list.numbers.size()));
        list.rows = readSummaries(database, m_state->names, wanted);
        return list;
    });
}

Result<std::vector<RunSummary>> RunReader::rows(std::span<const std::int64_t> numbers, std::stop_token stop)
{
    Database& database = *m_state->database;
    return database.run(stop, [&] {
        const ReadTransaction moment(database);
        return readSummaries(database, m_state->names, numbers);
    });
}

Result<std::uint64_t> RunReader::unfinished()
{
    Database& database = *m_state->database;
    return database.run([&] {
        return static_cast<std::uint64_t>(
            database.number("SELECT count(*) FROM run INDEXED BY run_unfinished WHERE ended IS NULL"));
    });
}

} // namespace connectorscope
