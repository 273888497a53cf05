#pragma once

#include "core/index/journal_writer.h"

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>

namespace connectorscope {

/// What forgetting goes by: what is older than `before`, told at `now`.
struct RetentionTerms
{
    UtcTime now;
    UtcTime before;
};

/// Takes out of the journal what is older than the site's retention: messages that lie nowhere any more with
/// all that was written of them, and what else happened. Daily figures, closed reports and UIDLs stay.
///
/// A round is many steps; each is bounded in rows and stands in a transaction of the caller. What a round has
/// left undone the next one finds: nothing but the rows says how far it is. Throws SQLiteCpp's exceptions.
/// Internal to core/index.
class Retention
{
public:
    /// That one step takes out, at most; but for the rows of the one file and message that end it.
    static constexpr std::int64_t rowsOfAStep = 250;

    /// The copies of originals lie below `vault`: a message stays as long as one of its runs has one there.
    Retention(Database& journal, const Names& names, std::filesystem::path vault);

    /// Puts into `changes` what the index has to lose. False when the round has come to its end; the next
    /// step begins another.
    bool step(const RetentionTerms& terms, JournalChanges& changes);
    /// The step was taken back: begins another round.
    void restart();

    /// When the last round ended.
    std::optional<UtcTime> lastRound();
    void noteRound(UtcTime at);

private:
    enum class Phase : std::uint8_t
    {
        Messages,
        LooseEvents,
        RunFiles,
        Actions,
        Looks
    };

    // Each is true when it has nothing left to do.
    bool forgetMessages(const RetentionTerms& terms, JournalChanges& changes);
    bool forgetLooseEvents(const RetentionTerms& terms);
    bool forgetRunFiles(const RetentionTerms& terms);
    bool forgetActions(const RetentionTerms& terms);
    bool forgetLooks(const RetentionTerms& terms);

    bool isNeeded(std::int64_t message, std::string_view id, const RetentionTerms& terms);
    bool liesInVault(std::int64_t message);
    /// False when the step has no rows left for all of it.
    bool forgetMessage(std::int64_t message, JournalChanges& changes);
    bool takeOut(const char* sql, std::int64_t message);

    Database& m_journal;
    const Names& m_names;
    std::filesystem::path m_vault;
    Phase m_phase = Phase::Messages;
    std::int64_t m_rows = 0;                      ///< that this step may still take out
    std::set<std::string, std::less<>> m_members; ///< ids that conditions which hold are about
    // How far the round is.
    std::int64_t m_message = 0;
    std::int64_t m_event = 0;
    std::int64_t m_action = 0;
    std::int64_t m_runFileFolder = 0;
    std::string m_runFileName;
};

} // namespace connectorscope
