#include "core/index/run_files.h"

#include "core/index/stored_values.h"

#include <bit>
#include <cstring>

namespace connectorscope {

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
        journal.query("SELECT run, message FROM run_file WHERE folder = ? AND name = ? AND size = ? "
                      "AND (modified = ? OR (identity = ? AND identity != 0))");
    query.bind(names.of(place.folder))
        .bindBytes(place.name)
        .bind(static_cast<std::int64_t>(stamp.size))
        .bind(stored(stamp.modified))
        .bind(std::bit_cast<std::int64_t>(stamp.identity));
    return query.step() ? std::optional(MessageLedger::RunOfFile{query.text(0), query.text(1)})
                        : std::nullopt;
}

} // namespace connectorscope
