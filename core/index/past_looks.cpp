#include "core/index/past_looks.h"

#include "core/index/journal_connection.h"
#include "core/index/looks.h"
#include "core/index/stored_values.h"

#include <utility>

namespace connectorscope {

PastLooks::PastLooks(std::unique_ptr<JournalConnection> journal)
    : m_journal(std::move(journal))
    , m_looks(std::make_unique<Looks>(*m_journal->database, m_journal->names))
{
}

PastLooks::~PastLooks() = default;

Result<std::unique_ptr<PastLooks>> PastLooks::open(const std::filesystem::path& workFolder)
{
    auto opened = JournalConnection::open(workFolder, currentActor());
    if (!opened)
        return fail(std::move(opened.error()));
    return std::unique_ptr<PastLooks>(new PastLooks(std::move(*opened)));
}

Result<> PastLooks::write(std::span<const std::vector<FolderHealth>> looks, UtcTime began)
{
    if (looks.empty())
        return {};
    Database& database = *m_journal->database;
    return database.run([&] {
        Transaction transaction(database);
        for (const FolderHealth& health : looks.back()) {
            database
                .query("INSERT INTO watched VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET until = excluded.until")
                .bind(m_journal->names.of(health.folder))
                .bind(stored(began))
                .bind(stored(health.lastListing.value_or(began)))
                .execute();
        }
        for (const std::vector<FolderHealth>& folders : looks)
            m_looks->write(folders);
        transaction.commit();
    });
}

} // namespace connectorscope
