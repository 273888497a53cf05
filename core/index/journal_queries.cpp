#include "core/index/journal_queries.h"

#include "core/index/index_row.h"
#include "core/index/journal_writer.h"
#include "core/index/stored_values.h"

#include <algorithm>

namespace connectorscope {

namespace {

bool contains(const std::vector<MessagePlace>& places, const Place& place, std::string_view message)
{
    return std::ranges::any_of(
        places, [&](const MessagePlace& known) { return known.place == place && known.message == message; });
}

/// Places that the message has left by moving.
void addFormerPlaces(Database& journal, const Names& names, std::int64_t message, const std::string& id,
                     std::size_t limit, std::vector<MessagePlace>& places)
{
    Query query = journal.query("SELECT folder, name, from_folder, from_name, at FROM event "
                                "WHERE message = ? ORDER BY number DESC LIMIT ?");
    query.bind(message).bind(static_cast<std::int64_t>(limit));
    while (query.step()) {
        for (const int column : {0, 2}) {
            const Place place{names.folder(query.number(column)), query.text(column + 1)};
            if (place.folder != FolderKind::None && !contains(places, place, id))
                places.push_back({id, place, false, timeOf(query.number(4))});
        }
    }
}

std::vector<Departure> departuresSince(Database& journal, UtcTime since, std::size_t limit)
{
    std::vector<Departure> departures;
    Query query = journal.query("SELECT departed, at FROM event WHERE departed IS NOT NULL AND at >= ? "
                                "ORDER BY at DESC, number DESC LIMIT ?");
    query.bind(stored(since)).bind(static_cast<std::int64_t>(limit));
    while (query.step())
        departures.push_back({timeOf(query.number(0)), timeOf(query.number(1))});
    std::ranges::reverse(departures);
    return departures;
}

std::vector<Failure> failuresSince(Database& journal, UtcTime since, std::size_t limit)
{
    std::vector<Failure> failures;
    Query query = journal.query("SELECT e.at, m.id FROM event e LEFT JOIN file f ON f.number = e.file "
                                "LEFT JOIN message m ON m.number = coalesce(e.message, f.message) "
                                "WHERE e.failed IS NOT NULL AND e.at >= ? ORDER BY e.at DESC, e.number DESC "
                                "LIMIT ?");
    query.bind(stored(since)).bind(static_cast<std::int64_t>(limit));
    while (query.step())
        failures.push_back({timeOf(query.number(0)), query.text(1), {}, false});
    std::ranges::reverse(failures);
    return failures;
}

} // namespace

std::vector<MessagePlace> placesWith(Database& journal, const Names& names, const Xxh3Digest& content,
                                     std::size_t limit)
{
    std::vector<MessagePlace> places;
    std::vector<std::pair<std::int64_t, std::string>> messages;
    {
        // While a file is there, it was seen at the last listing, whenever it came.
        Query query =
            journal.query("SELECT m.number, m.id, f.folder, f.name, f.is_present, f.since FROM content c "
                          "JOIN message m ON m.number = c.message LEFT JOIN file f ON f.message = m.number "
                          "WHERE c.hash = ? "
                          "ORDER BY f.is_present DESC, f.since DESC, f.number DESC LIMIT ?");
        query.bindBytes(bytesOf(content)).bind(static_cast<std::int64_t>(limit));
        while (query.step()) {
            if (messages.empty() || messages.back().first != query.number(0))
                messages.emplace_back(query.number(0), query.text(1));
            if (!query.isNull(2)) {
                places.push_back({query.text(1),
                                  {names.folder(query.number(2)), query.text(3)},
                                  query.number(4) != 0,
                                  timeOf(query.number(5))});
            }
        }
    }
    for (const auto& [number, id] : messages)
        addFormerPlaces(journal, names, number, id, limit, places);
    std::ranges::stable_sort(places, [](const MessagePlace& a, const MessagePlace& b) {
        return a.present != b.present ? a.present : a.lastSeen > b.lastSeen;
    });
    if (places.size() > limit)
        places.resize(limit);
    return places;
}

std::optional<std::string> latestMessageLike(Database& journal, const MessageLikeness& likeness)
{
    const MessageLikeness wanted = storedLikeness(likeness);
    Query query = journal.query("SELECT id FROM message WHERE likeness = ? AND body = ? AND sender = ? AND "
                                "ifnull(subject, '') = ? ORDER BY judged_at DESC, number DESC LIMIT 1");
    query.bind(likenessKey(likeness)).bindBytes(bytesOf(wanted.body)).bind(wanted.from).bind(wanted.subject);
    return query.step() ? std::optional(query.text(0)) : std::nullopt;
}

RecentHistory historySince(Database& journal, const Names& names, UtcTime since, std::size_t limit)
{
    RecentHistory history;
    history.departures = departuresSince(journal, since, limit);
    history.failures = failuresSince(journal, since, limit);
    {
        Query query = journal.query("SELECT folder, name FROM file WHERE left_behind AND is_present LIMIT ?");
        query.bind(static_cast<std::int64_t>(limit));
        while (query.step())
            history.leftBehind.push_back({names.folder(query.number(0)), query.text(1)});
    }
    history.conditions = conditionsIn(journal, names);
    return history;
}

std::vector<ConditionState> conditionsIn(Database& journal, const Names& names)
{
    std::vector<ConditionState> conditions;
    Query query = journal.query("SELECT cause, folder, since, evidence, good_samples, members FROM condition "
                                "ORDER BY since, cause, folder");
    while (query.step()) {
        const auto cause = names.cause(query.number(0));
        if (!cause)
            continue;
        ConditionState state;
        state.key = {*cause, names.folder(query.number(1))};
        state.since = timeOf(query.number(2));
        state.evidence = query.text(3);
        state.goodSamples = static_cast<int>(query.number(4));
        state.members = splitLines(query.view(5));
        conditions.push_back(std::move(state));
    }
    return conditions;
}

void addFaults(Database& index, const Names& names, std::vector<Failure>& failures)
{
    for (Failure& failure : failures) {
        Query query = index.query("SELECT number FROM message WHERE id = ? ORDER BY since DESC LIMIT 1");
        query.bind(failure.message);
        if (failure.message.empty() || !query.step())
            continue;
        for (const Finding& finding : readFindings(index, names, query.number(0))) {
            if (finding.severity != Severity::Corrupt && finding.severity != Severity::Fatal)
                continue;
            failure.faults.push_back(finding.cause);
            const Basis basis = causeOf(finding.cause).basis;
            failure.certain = failure.certain || basis == Basis::Documented || basis == Basis::Observed;
        }
    }
}

} // namespace connectorscope
