#include "core/index/looks.h"

#include "core/base/path_text.h"
#include "core/index/stored_values.h"

#include <algorithm>
#include <numeric>

namespace connectorscope {

namespace {

constexpr std::chrono::minutes betweenLooks{1};
constexpr std::size_t lookTextLimit = 500;

} // namespace

Looks::Looks(Database& journal, const Names& names)
    : m_journal(journal)
    , m_names(names)
{
}

bool Looks::take(std::span<const FolderHealth> folders)
{
    m_event = m_nextEvent;
    m_message = m_nextMessage;
    m_nextEvent = m_journal.number("SELECT max(number) FROM event");
    m_nextMessage = m_journal.number("SELECT max(number) FROM message");
    return std::ranges::any_of(folders, [this](const FolderHealth& health) {
        const auto written = m_written.find(health.folder);
        if (written == m_written.end() ||
            written->second.isUnreachable != health.unreachableSince.has_value())
            return true;
        if (!health.lastListing)
            return false;
        const auto& before = written->second.listed;
        return !before || *health.lastListing < *before || *health.lastListing - *before >= betweenLooks;
    });
}

void Looks::write(std::span<const FolderHealth> folders)
{
    for (const FolderHealth& health : folders) {
        const auto at = health.unreachableSince ? health.unreachableSince : health.lastListing;
        if (!at)
            continue;
        if (health.reachable())
            extendWatched(m_names.of(health.folder), *at);
        writeLook(health, *at);
        m_written[health.folder] = {health.lastListing, health.unreachableSince.has_value()};
    }
}

void Looks::extendWatched(std::int64_t folder, UtcTime at)
{
    const int extended = m_journal
                             .query("UPDATE watched SET until = max(until, ?2) WHERE folder = ?1 AND began = "
                                    "(SELECT max(began) FROM watched WHERE folder = ?1 AND began <= ?2) AND "
                                    "until >= ?3")
                             .bind(folder)
                             .bind(stored(at))
                             .bind(stored(at - together))
                             .execute();
    if (extended == 0)
        m_journal.query("INSERT INTO watched VALUES(?1, ?2, ?2)").bind(folder).bind(stored(at)).execute();
}

void Looks::writeLook(const FolderHealth& health, UtcTime at)
{
    const std::uint64_t leftOut =
        std::accumulate(health.notLookedAt.begin(), health.notLookedAt.end(), std::uint64_t{0});
    Query query =
        m_journal.query("INSERT OR REPLACE INTO look VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query.bind(quarterOf(at))
        .bind(m_names.of(health.folder))
        .bind(stored(at))
        .bind(displayText(health.path))
        .bind(stored(health.lastListing))
        .bind(stored(health.unreachableSince))
        .bind(storedText(health.whyUnreachable, lookTextLimit))
        .bind(static_cast<std::int64_t>(health.entries))
        .bind(static_cast<std::int64_t>(leftOut));
    query
        .bind(health.freeSpace ? std::optional(static_cast<std::int64_t>(
                                     std::min<std::uint64_t>(*health.freeSpace, INT64_MAX)))
                               : std::nullopt)
        .bind(health.skew ? std::optional<std::int64_t>(health.skew->count()) : std::nullopt);
    // Of one that cannot be listed `at` is long ago.
    query.bind(health.reachable() ? m_event : std::nullopt)
        .bind(health.reachable() ? m_message : std::nullopt)
        .execute();
}

} // namespace connectorscope
