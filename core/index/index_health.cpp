#include "core/index/index_health.h"

#include "core/base/path_text.h"
#include "core/index/index_writer.h"

#include <array>
#include <charconv>
#include <utility>

namespace connectorscope {

namespace {

constexpr std::array<std::pair<ErrorCode, std::string_view>, 7> codes = {{
    {ErrorCode::NotFound, "not-found"},
    {ErrorCode::AccessDenied, "access-denied"},
    {ErrorCode::Locked, "locked"},
    {ErrorCode::NotAFile, "not-a-file"},
    {ErrorCode::ReadFault, "read-fault"},
    {ErrorCode::BadInput, "bad-input"},
    {ErrorCode::Other, "other"},
}};

std::string_view textOf(ErrorCode code)
{
    for (const auto& [known, text] : codes) {
        if (known == code)
            return text;
    }
    return codes.back().second;
}

ErrorCode codeNamed(std::string_view text)
{
    for (const auto& [code, known] : codes) {
        if (known == text)
            return code;
    }
    return ErrorCode::Other;
}

std::string leftOutText(const FolderHealth& health)
{
    std::string text;
    for (std::size_t i = 0; i < notLookedAtReasons; ++i) {
        text += toString(static_cast<NotLookedAt>(i));
        text += ' ' + std::to_string(health.notLookedAt[i]) + '\n';
    }
    return text;
}

void readLeftOut(std::string_view text, FolderHealth& health)
{
    for (const std::string& line : splitLines(text)) {
        const std::size_t blank = line.rfind(' ');
        if (blank == std::string::npos)
            continue;
        for (std::size_t i = 0; i < notLookedAtReasons; ++i) {
            if (toString(static_cast<NotLookedAt>(i)) == std::string_view(line).substr(0, blank))
                std::from_chars(line.data() + blank + 1, line.data() + line.size(), health.notLookedAt[i]);
        }
    }
}

std::optional<std::int64_t> nanoseconds(const std::optional<std::chrono::nanoseconds>& duration)
{
    return duration ? std::optional<std::int64_t>(duration->count()) : std::nullopt;
}

} // namespace

void IndexWriter::writeHealth(std::span<const FolderHealth> folders)
{
    Transaction transaction(m_index);
    m_index.execute("DELETE FROM folder_health");
    for (const FolderHealth& health : folders) {
        m_index.query("INSERT INTO folder_health VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .bind(m_names.of(health.folder))
            .bindBytes(pathBytes(health.path))
            .bind(std::int64_t{health.news == NewsSource::Events})
            .bind(health.whyPolling)
            .bind(stored(health.lastListing))
            .bind(stored(health.unreachableSince))
            .bind(health.whyUnreachable)
            .bind(textOf(health.unreachableCode))
            .bind(static_cast<std::int64_t>(health.entries))
            .bind(static_cast<std::int64_t>(health.companions))
            .bind(leftOutText(health))
            .bind(nanoseconds(health.skew))
            .bind(health.whySkewUnknown)
            .bind(stored(health.oldest))
            .bind(health.freeSpace ? std::optional(static_cast<std::int64_t>(*health.freeSpace))
                                   : std::nullopt)
            .execute();
    }
    transaction.commit();
}

std::vector<FolderHealth> readHealth(Database& index, const Names& names)
{
    std::vector<FolderHealth> folders;
    Query query =
        index.query("SELECT folder, path, has_events, why_polling, last_listing, unreachable_since, "
                    "why_unreachable, unreachable_code, entries, companions, not_looked_at, skew, "
                    "why_skew_unknown, oldest, free_space FROM folder_health ORDER BY folder");
    while (query.step()) {
        int column = 0;
        FolderHealth health;
        health.folder = names.folder(query.number(column++));
        health.path = pathFromBytes(query.view(column++));
        health.news = query.number(column++) != 0 ? NewsSource::Events : NewsSource::Polling;
        health.whyPolling = query.text(column++);
        health.lastListing = optionalTime(query, column++);
        health.unreachableSince = optionalTime(query, column++);
        health.whyUnreachable = query.text(column++);
        health.unreachableCode = codeNamed(query.view(column++));
        health.entries = static_cast<std::uint64_t>(query.number(column++));
        health.companions = static_cast<std::uint64_t>(query.number(column++));
        readLeftOut(query.view(column++), health);
        if (const auto skew = optionalNumber(query, column++))
            health.skew = std::chrono::nanoseconds(*skew);
        health.whySkewUnknown = query.text(column++);
        health.oldest = optionalTime(query, column++);
        if (const auto space = optionalNumber(query, column++))
            health.freeSpace = static_cast<std::uint64_t>(*space);
        folders.push_back(std::move(health));
    }
    return folders;
}

} // namespace connectorscope
