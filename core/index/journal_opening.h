#pragma once

#include "core/index/database.h"
#include "core/index/journal_copies.h"
#include "core/index/schemas.h"
#include "core/index/site_ledger.h"

#include <filesystem>
#include <memory>
#include <utility>

namespace connectorscope {

/// Opens the journal in that folder, makes it where it is missing, and makes a `Connection` of the open
/// database and the arguments. The error of a damaged journal names its newest copy. Internal to core/index.
template <class Connection, class... Arguments>
Result<std::unique_ptr<Connection>> openJournal(const std::filesystem::path& workFolder,
                                                const Arguments&... arguments)
{
    const DatabaseFiles files = databaseFiles(workFolder);
    auto opened = Database::open(files.journal, journalKind());
    if (!opened)
        return fail(withNewestCopy(std::move(opened.error()), files.copies));
    Database& database = **opened;
    auto made = database.run([&] { return std::make_unique<Connection>(std::move(*opened), arguments...); });
    if (!made)
        return fail(withNewestCopy(std::move(made.error()), files.copies));
    return made;
}

} // namespace connectorscope
