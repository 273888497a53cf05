#include "core/index/retention_clock.h"
#include "core/index/site_ledger_state.h"

namespace connectorscope {

// The journal decides, and its commit comes first. An index that has not followed when the program ends finds
// in `removed_file` what it has to lose.

Result<bool> SiteLedger::forgetSome(UtcTime now, std::chrono::nanoseconds retention,
                                    const std::stop_token& stop)
{
    State& state = *m_state;
    if (auto ready = state.catchUp(stop); !ready)
        return fail(std::move(ready.error()));
    OpenJournal& journal = *state.journal;
    if (!state.givesSpaceBack) {
        JournalChanges changes;
        auto more = journal.database->run(stop, [&] {
            Transaction transaction(*journal.database);
            const UtcTime bounded = boundedTime(*journal.database, now).value_or(now);
            const bool goesOn = journal.retention.step({now, bounded - retention}, changes);
            transaction.commit();
            return goesOn;
        });
        if (!more) {
            journal.retention.restart();
            return more;
        }
        if (!changes.rows.empty())
            state.writeIndex(changes);
        state.givesSpaceBack = !*more;
        return true;
    }
    Result<bool> more = state.unusedSpace.step(*journal.database, *state.index->database);
    if (more && *more)
        return true;
    state.givesSpaceBack = false;
    state.unusedSpace = UnusedSpace();
    if (!more)
        return more;
    return journal.database->run([&] {
        journal.retention.noteRound(now);
        return false;
    });
}

Result<std::optional<UtcTime>> SiteLedger::lastForgotten()
{
    OpenJournal& journal = *m_state->journal;
    return journal.database->run([&] { return journal.retention.lastRound(); });
}

} // namespace connectorscope
