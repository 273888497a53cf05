#include "core/index/retention.h"

#include "core/base/hashing.h"
#include "core/index/message_need.h"

#include <array>
#include <system_error>

namespace connectorscope {

namespace {

/// Each takes rows out that refer to the message ?1, at most ?2, children first. The events go from the
/// oldest on: the last one says to the end that the message is old.
constexpr std::array partsSql = {
    "DELETE FROM event WHERE number IN (SELECT e.number FROM file f CROSS JOIN event e ON e.file = f.number "
    "WHERE f.message = ? AND e.message IS NULL LIMIT ?)",
    "DELETE FROM event WHERE number IN (SELECT number FROM event WHERE message = ? ORDER BY number LIMIT ?)",
    "DELETE FROM step WHERE number IN (SELECT s.number FROM run r CROSS JOIN step s ON s.run = r.number "
    "WHERE r.message = ? LIMIT ?)",
    "DELETE FROM run WHERE number IN (SELECT number FROM run WHERE message = ? LIMIT ?)",
    "DELETE FROM attempt WHERE message = ?1 AND attempt IN "
    "(SELECT attempt FROM attempt WHERE message = ?1 LIMIT ?2)",
    "DELETE FROM acknowledgement WHERE message IN "
    "(SELECT message FROM acknowledgement WHERE message = ? LIMIT ?)",
    "DELETE FROM filtered WHERE message = ?1 AND filter IN "
    "(SELECT filter FROM filtered WHERE message = ?1 LIMIT ?2)",
    "DELETE FROM content WHERE message = ?1 AND hash IN "
    "(SELECT hash FROM content WHERE message = ?1 LIMIT ?2)"};

} // namespace

bool Retention::isNeeded(std::int64_t message, std::string_view id, const RetentionTerms& terms)
{
    return isMessageNeeded(m_journal, m_names, message, id, terms.before) || m_members.contains(id) ||
           liesInVault(message);
}

/// What cannot be looked at counts as there: to keep a row too long harms nobody.
bool Retention::liesInVault(std::int64_t message)
{
    Query query = m_journal.query("SELECT original FROM run WHERE message = ? AND original IS NOT NULL");
    query.bind(message);
    while (query.step()) {
        const std::string_view hash = query.view(0);
        const std::string name = hexText({reinterpret_cast<const std::uint8_t*>(hash.data()), hash.size()});
        std::error_code failure;
        if (std::filesystem::exists(m_vault / name.substr(0, 2) / (name + ".eml.gz"), failure) || failure)
            return true;
    }
    return false;
}

bool Retention::forgetMessage(std::int64_t message, JournalChanges& changes)
{
    for (const char* const sql : partsSql) {
        if (!takeOut(sql, message))
            return false;
    }
    std::vector<std::int64_t> files;
    {
        Query query = m_journal.query("SELECT number FROM file WHERE message = ?");
        query.bind(message);
        while (query.step())
            files.push_back(query.number(0));
    }
    // One that lay in very many files leaves them step by step, too.
    for (const std::int64_t file : files) {
        if (m_rows-- <= 0)
            return false;
        m_journal.query("DELETE FROM file WHERE number = ?").bind(file).execute();
        m_journal.query("INSERT INTO removed_file(file) VALUES(?)").bind(file).execute();
        changes.rows[file].removed = true;
    }
    m_journal.query("DELETE FROM message WHERE number = ?").bind(message).execute();
    --m_rows;
    return true;
}

bool Retention::takeOut(const char* sql, std::int64_t message)
{
    if (m_rows > 0)
        m_rows -= m_journal.query(sql).bind(message).bind(m_rows).execute();
    return m_rows > 0;
}

} // namespace connectorscope
