#include "core/index/closed_reports.h"

#include "core/index/journal_connection.h"
#include "core/index/stored_values.h"

#include <algorithm>

namespace connectorscope {

namespace {

constexpr const char* lastWrittenKey = "report_written";

/// "2026-11-23", and a day that there is.
bool isDay(std::string_view text)
{
    constexpr std::string_view pattern = "dddd-dd-dd";
    const bool isWritten =
        text.size() == pattern.size() && std::ranges::equal(text, pattern, [](char character, char wanted) {
            return wanted == 'd' ? character >= '0' && character <= '9' : character == wanted;
        });
    if (!isWritten)
        return false;
    const auto number = [&](std::size_t begin, std::size_t length) {
        int value = 0;
        for (const char digit : text.substr(begin, length))
            value = value * 10 + (digit - '0');
        return value;
    };
    return std::chrono::year_month_day(std::chrono::year(number(0, 4)),
                                       std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                       std::chrono::day(static_cast<unsigned>(number(8, 2))))
        .ok();
}

std::optional<std::string> storedReport(Database& journal, const std::string& day)
{
    Query query = journal.query("SELECT json FROM closed_report WHERE day = ?");
    query.bind(day);
    return query.step() ? std::optional(query.text(0)) : std::nullopt;
}

} // namespace

ClosedReports::ClosedReports(std::unique_ptr<JournalConnection> journal)
    : m_journal(std::move(journal))
{
}

ClosedReports::~ClosedReports() = default;

Result<std::unique_ptr<ClosedReports>> ClosedReports::open(const std::filesystem::path& workFolder)
{
    auto opened = JournalConnection::open(workFolder, currentActor());
    if (!opened)
        return fail(std::move(opened.error()));
    return std::unique_ptr<ClosedReports>(new ClosedReports(std::move(*opened)));
}

Result<> ClosedReports::store(const std::string& day, std::string_view json, UtcTime at)
{
    Database& database = *m_journal->database;
    return database.run([&]() -> Result<> {
        if (!isDay(day))
            return fail(ErrorCode::BadInput, "'" + day + "' is no day", "Write a day like 2026-11-23.");
        if (!m_journal->isJson(json))
            return fail(ErrorCode::BadInput, "the report of " + day + " is no JSON");
        Transaction transaction(database);
        if (const auto before = storedReport(database, day)) {
            if (*before == json)
                return {};
            return fail(ErrorCode::AlreadyExists,
                        "the report of " + day + " is closed and says something else",
                        "A closed report is never changed.");
        }
        database.query("INSERT INTO closed_report(day, at, json) VALUES(?, ?, ?)")
            .bind(day)
            .bind(stored(at))
            .bind(json)
            .execute();
        transaction.commit();
        return {};
    });
}

Result<std::optional<std::string>> ClosedReports::report(const std::string& day)
{
    return m_journal->database->run([&] { return storedReport(*m_journal->database, day); });
}

Result<std::vector<std::string>> ClosedReports::days(std::size_t limit)
{
    return m_journal->database->run([&] {
        Query query = m_journal->database->query("SELECT day FROM closed_report ORDER BY day DESC LIMIT ?");
        query.bind(static_cast<std::int64_t>(limit));
        std::vector<std::string> days;
        while (query.step())
            days.push_back(query.text(0));
        return days;
    });
}

Result<std::optional<std::string>> ClosedReports::lastWritten()
{
    return m_journal->database->run([&]() -> std::optional<std::string> {
        Query query = m_journal->database->query("SELECT value FROM meta WHERE key = ?");
        query.bind(std::string_view(lastWrittenKey));
        return query.step() ? std::optional(query.text(0)) : std::nullopt;
    });
}

Result<> ClosedReports::noteWritten(const std::string& day)
{
    return m_journal->database->run([&]() -> Result<> {
        if (!isDay(day))
            return fail(ErrorCode::BadInput, "'" + day + "' is no day", "Write a day like 2026-11-23.");
        m_journal->database
            ->query(
                "INSERT INTO meta VALUES(?, ?) ON CONFLICT DO UPDATE SET value = max(value, excluded.value)")
            .bind(std::string_view(lastWrittenKey))
            .bind(day)
            .execute();
        return {};
    });
}

} // namespace connectorscope
