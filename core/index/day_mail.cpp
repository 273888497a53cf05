#include "core/index/day_state.h"
#include "core/index/stored_values.h"

#include <algorithm>

namespace connectorscope {

namespace {

void addVerdict(FilteredDay& day, BypassedFilter filter, bool stops)
{
    auto count = std::ranges::find(day.counts, filter, &FilterCount::filter);
    if (count == day.counts.end())
        count = day.counts.insert(day.counts.end(), {filter, 0, 0});
    (stops ? count->stopped : count->forSome) += 1;
}

} // namespace

Result<FilteredDay> DayReader::filtered(const TimeWindow& window, std::size_t limit)
{
    constexpr std::size_t mostRecipients = 10;
    Database& database = *m_state->database;
    return database.run([&] {
        FilteredDay day;
        std::vector<std::pair<UtcTime, std::int64_t>> messages;
        {
            Query query = database.query(
                "SELECT f.message, f.filter, f.stops, m.first_seen FROM filtered f CROSS JOIN message m ON "
                "m.number = f.message WHERE f.message > ? AND m.first_seen >= ? AND m.first_seen < ? "
                "ORDER BY f.message");
            query.bind(m_state->lastMessageBefore(window.from))
                .bind(stored(window.from))
                .bind(stored(window.before));
            std::int64_t stopped = 0;
            while (query.step()) {
                const auto filter = bypassedFilterOf(query.text(1));
                if (!filter)
                    continue; // of a newer program
                const std::int64_t message = query.number(0);
                const bool stops = query.number(2) != 0;
                addVerdict(day, *filter, stops);
                if (messages.empty() || messages.back().second != message)
                    messages.emplace_back(timeOf(query.number(3)), message);
                if (stops && stopped != message) {
                    ++day.stopped;
                    stopped = message;
                }
            }
        }
        std::ranges::sort(day.counts, {}, &FilterCount::filter);
        day.messages = messages.size();
        std::ranges::sort(messages);
        messages.resize(std::min(messages.size(), limit));
        for (const auto& [seen, number] : messages) {
            FilteredMessage message;
            message.seen = seen;
            {
                Query query =
                    database.query("SELECT id, subject, sender, recipients FROM message WHERE number = ?");
                query.bind(number).step();
                message.id = query.text(0);
                message.subject = query.text(1);
                message.sender = query.text(2);
                message.recipients = splitLines(query.view(3));
                message.recipients.resize(std::min(message.recipients.size(), mostRecipients));
            }
            Query verdicts = database.query("SELECT filter, stops, reason FROM filtered WHERE message = ?");
            verdicts.bind(number);
            while (verdicts.step())
                if (const auto filter = bypassedFilterOf(verdicts.text(0)))
                    message.words.push_back({*filter, verdicts.number(1) != 0, verdicts.text(2)});
            std::ranges::sort(message.words, {}, &FilterWord::filter);
            day.listed.push_back(std::move(message));
        }
        return day;
    });
}

Result<std::vector<RunOfDay>> DayReader::runs(const TimeWindow& window)
{
    return m_state->database->run([&] {
        std::vector<RunOfDay> runs;
        Query query = m_state->database->query(
            "SELECT r.id, m.id, m.subject, r.kind, r.state, r.outcome, r.began, r.ended, a.account, "
            "a.machine FROM run r JOIN message m ON m.number = r.message JOIN actor a ON a.number = r.actor "
            "WHERE r.began < ?2 AND (r.began >= ?1 OR (r.ended >= ?1 AND r.ended < ?2)) ORDER BY r.number");
        query.bind(stored(window.from)).bind(stored(window.before));
        while (query.step()) {
            RunOfDay run;
            run.id = query.text(0);
            run.message = query.text(1);
            run.subject = query.text(2);
            run.kind = query.text(3);
            run.began = timeOf(query.number(6));
            run.actor = {query.text(8), query.text(9)};
            const auto ended = optionalTime(query, 7);
            if (!ended || *ended < window.before) {
                run.state = runStateFrom(query.text(4)).value_or(RunState::Running);
                run.outcome = query.text(5);
                run.ended = ended;
            }
            runs.push_back(std::move(run));
        }
        return runs;
    });
}

Result<std::uint64_t> DayReader::uncertainRuns(UtcTime before)
{
    return m_state->database->run([&] {
        Query query =
            m_state->database->query("SELECT count(*) FROM run WHERE ended IS NULL AND state IN (?, ?) AND "
                                     "began < ?");
        query.bind(toString(RunState::OutcomeUnknown))
            .bind(toString(RunState::UndoUncertain))
            .bind(stored(before))
            .step();
        return static_cast<std::uint64_t>(query.number(0));
    });
}

Result<std::vector<DeedOfDay>> DayReader::deeds(const TimeWindow& window)
{
    const Names& names = m_state->names;
    return m_state->database->run([&] {
        std::vector<DeedOfDay> deeds;
        Query query = m_state->database->query(
            "SELECT e.kind, e.at, m.id, e.detail, a.account, a.machine FROM event e "
            "LEFT JOIN message m ON m.number = e.message JOIN actor a ON a.number = e.actor "
            "WHERE e.number > ? AND e.kind IN (?, ?, ?) AND e.at >= ? AND e.at < ? ORDER BY e.number");
        query.bind(m_state->lastEventBefore(window.from))
            .bind(names.of(std::string_view("held")))
            .bind(names.of(std::string_view("released")))
            .bind(names.of(std::string_view("acknowledged")))
            .bind(stored(window.from))
            .bind(stored(window.before));
        while (query.step())
            deeds.push_back({std::string(names.text(query.number(0))),
                             timeOf(query.number(1)),
                             query.text(2),
                             query.text(3),
                             {query.text(4), query.text(5)}});
        return deeds;
    });
}

} // namespace connectorscope
