#pragma once

#include "core/index/index_row.h"
#include "core/index/names.h"
#include "core/index/stored_values.h"
#include "core/watch/folder_health.h"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <unordered_map>
#include <vector>

namespace connectorscope {

struct JournalChanges;

/// Brings the index to what the journal says. Throws SQLiteCpp's exceptions. Internal to core/index.
class IndexWriter
{
public:
    /// `journal` has the names that `journalNames` tells.
    IndexWriter(Database& index, Database& journal, const Names& names, const Names& journalNames);

    /// Writes the rows that a batch has changed, and those that others have changed meanwhile, in one
    /// transaction; afterwards the index knows the journal up to now.
    void write(const JournalChanges& changes);

    /// Whether the journal holds what the index does not know.
    bool isBehind();
    /// Writes everything that the index does not know yet, in many transactions; goes on where it was
    /// stopped. Files whose findings are lost count as not judged, so that they are read again.
    void catchUp(const std::stop_token& stop);

    Diagnosis diagnosis(std::int64_t file);
    void writeHealth(std::span<const FolderHealth> folders);
    void removeFile(std::int64_t number);
    /// Takes back what tally() counted in a transaction that failed.
    void forgetTally() { m_tally.clear(); }
    void writeTally();

private:
    void writeFile(std::int64_t number, const Diagnosis* diagnosis);
    void catchUpFrom(const std::stop_token& stop, const char* sql, const char* position);
    /// The files that the journal tells of after its row `last`, which becomes the last one told of; no
    /// limit: -1.
    std::vector<std::int64_t> filesAfter(const char* sql, std::int64_t& last, std::int64_t limit);
    bool read(IndexRow& row, std::int64_t number);
    std::optional<IndexRow> old(std::int64_t number);
    void insert(const IndexRow& row);
    void update(const IndexRow& row, const IndexRow& before);
    static void bindRow(Query& query, const IndexRow& row);
    void writeRecipients(const IndexRow& row);
    void writeFindings(std::int64_t number, const Diagnosis& diagnosis);
    void addToText(const IndexRow& row);
    void removeFromText(const IndexRow& row);
    void tally(const IndexRow& row, int change);

    Database& m_index;
    Database& m_journal;
    const Names& m_names;
    const Names& m_journalNames;
    std::map<std::array<std::int64_t, 4>, std::int64_t> m_tally;
    std::unordered_map<std::int64_t, std::int64_t> m_translated; ///< the journal's numbers of names to ours
};

} // namespace connectorscope
