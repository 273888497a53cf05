#include "core/index/run_files.h"

#include "core/index/stored_values.h"

#include <bit>
#include <cstring>

namespace connectorscope {

namespace {

/// What nobody can know (RunState::UndoUncertain) counts as taken back until a person says otherwise.
bool isTakenBack(std::optional<RunState> state, std::optional<StepPhase> undo)
{
    switch (state.value_or(RunState::Running)) {
    case RunState::UndoUncertain:
    case RunState::Failed:
    case RunState::Cancelled:
    case RunState::Undone:
        return true;
    case RunState::HandedOver:
    case RunState::Ineffective:
    case RunState::BadMailed:
        return false;
    default:
        return undo == StepPhase::Begun || undo == StepPhase::Exposing;
    }
}

} // namespace

void writeRunFile(Database& journal, const Names& names, const RunFile& file, std::string_view run,
                  std::string_view message, UtcTime at)
{
    Query query = journal.query(
        "INSERT OR REPLACE INTO run_file(folder, name, run, message, at, size, modified, identity, content) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)");
    query.bind(names.of(file.place.folder))
        .bindBytes(file.place.name)
        .bind(run)
        .bind(message)
        .bind(stored(at))
        .bind(static_cast<std::int64_t>(file.stamp.size))
        .bind(stored(file.stamp.modified))
        .bind(std::bit_cast<std::int64_t>(file.stamp.identity));
    if (file.content)
        query.bindBytes(bytesOf(*file.content));
    else
        query.bindNull();
    query.execute();
}

std::vector<RunFile> filesOfRun(Database& journal, const Names& names, const std::string& run)
{
    Query query = journal.query("SELECT folder, name, size, modified, identity, content FROM run_file "
                                "WHERE run = ? ORDER BY at, folder, name");
    query.bind(run);
    std::vector<RunFile> files;
    while (query.step()) {
        RunFile file;
        file.place = {names.folder(query.number(0)), query.text(1)};
        file.stamp.size = static_cast<std::uint64_t>(query.number(2));
        file.stamp.modified = timeOf(query.number(3));
        file.stamp.identity = std::bit_cast<std::uint64_t>(query.number(4));
        const std::string_view content = query.view(5);
        if (content.size() == sizeof(Xxh3Digest))
            std::memcpy(file.content.emplace().data(), content.data(), content.size());
        files.push_back(std::move(file));
    }
    return files;
}

std::optional<MessageLedger::RunOfFile> runOfFile(Database& journal, const Names& names, const Place& place,
                                                  const FileStamp& stamp)
{
    Query query =
        journal.query("SELECT f.run, f.message, r.state, (SELECT s.phase FROM step s WHERE s.run = r.number "
                      "AND s.step = ?1 ORDER BY s.number DESC LIMIT 1) FROM run_file f "
                      "LEFT JOIN run r ON r.id = f.run WHERE f.folder = ?2 AND f.name = ?3 AND f.size = ?4 "
                      "AND (f.modified = ?5 OR (f.identity = ?6 AND f.identity != 0))");
    query.bind(toString(RunStep::Undo))
        .bind(names.of(place.folder))
        .bindBytes(place.name)
        .bind(static_cast<std::int64_t>(stamp.size))
        .bind(stored(stamp.modified))
        .bind(std::bit_cast<std::int64_t>(stamp.identity));
    if (!query.step())
        return std::nullopt;
    return MessageLedger::RunOfFile{query.text(0), query.text(1),
                                    isTakenBack(runStateFrom(query.view(2)), stepPhaseFrom(query.view(3)))};
}

std::optional<std::int64_t> countHandedOverAfterAll(Database& journal, const Names& names,
                                                    std::string_view run, UtcTime at)
{
    Query found = journal.query(
        "SELECT f.number, f.cause FROM run_file p JOIN file f ON f.run = p.run AND f.folder = p.folder "
        "AND f.name = p.name JOIN message m ON m.number = f.message AND m.id = p.message "
        "WHERE p.run = ? AND p.folder = ? AND NOT f.is_present AND f.state = ? LIMIT 1");
    found.bind(run).bind(names.of(FolderKind::PickUp)).bind(names.of(MessageState::Gone));
    if (!found.step())
        return std::nullopt;
    const std::int64_t file = found.number(0);
    journal.query("UPDATE file SET state = ? WHERE number = ?")
        .bind(names.of(MessageState::HandedOver))
        .bind(file)
        .execute();
    journal
        .query("INSERT INTO figure(quarter, folder, cause, handed_over) VALUES(?, ?, ?, 1) "
               "ON CONFLICT DO UPDATE SET handed_over = handed_over + 1")
        .bind(quarterOf(at))
        .bind(names.of(FolderKind::PickUp))
        .bind(found.number(1))
        .execute();
    return file;
}

} // namespace connectorscope
