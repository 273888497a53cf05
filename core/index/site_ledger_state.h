#pragma once

#include "core/index/index_writer.h"
#include "core/index/journal_writer.h"
#include "core/index/looks.h"
#include "core/index/retention.h"
#include "core/index/site_ledger.h"
#include "core/index/unused_space.h"

namespace connectorscope {

// What a SiteLedger holds. Internal to core/index.

/// What hangs on an open index; made anew with it.
struct OpenIndex
{
    OpenIndex(std::unique_ptr<Database> opened, Database& journal, const Names& journalNames)
        : database(std::move(opened))
        , names(*database)
        , writer(*database, journal, names, journalNames)
    {
    }

    std::unique_ptr<Database> database;
    Names names;
    IndexWriter writer;
};

/// What hangs on an open journal.
struct OpenJournal
{
    OpenJournal(std::unique_ptr<Database> opened, const Actor& actor, std::filesystem::path vault)
        : database(std::move(opened))
        , names(*database)
        , writer(*database, names, actor)
        , looks(*database, names)
        , retention(*database, names, std::move(vault))
    {
    }

    std::unique_ptr<Database> database;
    Names names;
    JournalWriter writer;
    Looks looks;
    Retention retention;
};

struct SiteLedger::State
{
    DatabaseFiles files;
    std::unique_ptr<OpenJournal> journal;
    std::unique_ptr<OpenIndex> index;
    std::optional<Error> problem;
    bool wasLeftUnclean = false;
    bool keepsUnclean = false;
    bool isTooOld = false;     ///< the index was, when it was opened
    bool isBroken = false;     ///< the index was found to be while it was open: it is to be thrown away
    bool wasMadeAgain = false; ///< for that reason, and nobody was told
    UnusedSpace unusedSpace;
    bool givesSpaceBack = false; ///< the round of forgetting has come to that

    Result<> openIndex();
    Result<> openIndexOrAnew();
    bool indexIsTooOld();
    /// What a batch has changed; an index that cannot take it catches up later.
    void writeIndex(const JournalChanges& changes);
    void noteIndexProblem(const Error& error);
    /// Runs `action` on an index that knows all of the journal.
    template <class Action>
    auto onIndex(Action action) -> decltype(std::declval<Database&>().run(action));
    Result<> catchUp(const std::stop_token& stop);
};

template <class Action>
auto SiteLedger::State::onIndex(Action action) -> decltype(std::declval<Database&>().run(action))
{
    if (auto ready = catchUp({}); !ready) {
        problem = ready.error();
        return fail(std::move(ready.error()));
    }
    auto result = index->database->run(std::move(action));
    if (!result)
        noteIndexProblem(result.error());
    return result;
}

} // namespace connectorscope
