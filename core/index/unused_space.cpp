#include "core/index/unused_space.h"

#include "core/index/meta_values.h"

#include <limits>
#include <string>
#include <string_view>

namespace connectorscope {

namespace {

constexpr std::int64_t removalsOfAStep = 500;
constexpr const char* forgottenRemovalKey = "forgotten_removal";

// To merge all of the text is to write all of it: only when an eighth of the messages has left since.
constexpr std::int64_t fewestRemovals = 1000;
constexpr std::int64_t mergedPart = 8;

} // namespace

std::int64_t lastForgottenRemoval(Database& journal)
{
    return metaNumber(journal, forgottenRemovalKey);
}

Result<bool> UnusedSpace::step(Database& journal, Database& index)
{
    Result<bool> more = false;
    Phase next = Phase::Removals;
    switch (m_phase) {
    case Phase::Removals:
        more = journal.run([&] { return forgetRemovals(journal, index); });
        next = Phase::Text;
        break;
    case Phase::Text:
        more = index.run([&] { return mergeText(index); });
        next = Phase::Journal;
        break;
    case Phase::Journal:
        more = journal.run([&] { return shrink(journal); });
        next = Phase::Index;
        break;
    case Phase::Index:
        more = index.run([&] { return shrink(index); });
        break;
    }
    if (!more || *more)
        return more;
    m_phase = next;
    m_unused = std::numeric_limits<std::int64_t>::max();
    return next != Phase::Removals;
}

/// The index has taken note of them. The last one stays: an index is behind when it knows less than that.
bool UnusedSpace::forgetRemovals(Database& journal, Database& index)
{
    const std::int64_t known = metaNumber(index, "known_removal");
    Transaction transaction(journal);
    const int gone = journal
                         .query("DELETE FROM removed_file WHERE number IN (SELECT number FROM removed_file "
                                "WHERE number < ? ORDER BY number LIMIT ?)")
                         .bind(known)
                         .bind(removalsOfAStep)
                         .execute();
    if (gone > 0) {
        const std::int64_t first = journal.number("SELECT min(number) FROM removed_file");
        setMetaNumber(journal, forgottenRemovalKey, first - 1);
    }
    transaction.commit();
    return gone == removalsOfAStep;
}

/// What is taken out of the searched text leaves marks there that only merging removes.
bool UnusedSpace::mergeText(Database& index)
{
    const std::int64_t known = metaNumber(index, "known_removal");
    if (!m_isMerging) {
        const std::int64_t removed = known - metaNumber(index, "merged_removal");
        if (removed < fewestRemovals || removed * mergedPart < index.number("SELECT sum(count) FROM tally"))
            return false;
    }
    // A negative number begins with all segments; then it goes on until nothing changes.
    const std::int64_t before = index.number("SELECT total_changes()");
    index.query("INSERT INTO message_text(message_text, rank) VALUES('merge', ?)")
        .bind(std::int64_t{m_isMerging ? pagesOfAStep : -pagesOfAStep})
        .execute();
    m_isMerging = true;
    if (index.number("SELECT total_changes()") - before >= 2)
        return true;
    m_isMerging = false;
    setMetaNumber(index, "merged_removal", known);
    return false;
}

bool UnusedSpace::shrink(Database& database)
{
    const std::int64_t before = m_unused;
    m_unused = database.giveSpaceBack(pagesOfAStep);
    if (m_unused > 0 && m_unused < before)
        return true;
    // Only then the file is shorter, too; a long reader keeps that for the next time.
    database.execute("PRAGMA wal_checkpoint(PASSIVE)");
    return false;
}

} // namespace connectorscope
