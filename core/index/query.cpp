#include "core/index/database.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>

#include <utility>

namespace connectorscope {

Query::Query(SQLite::Statement& statement)
    : m_statement(&statement)
{
}

Query::Query(Query&& other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr))
    , m_next(other.m_next)
{
}

Query::~Query()
{
    if (m_statement == nullptr)
        return;
    (void)m_statement->tryReset();
    try {
        m_statement->clearBindings();
    } catch (const SQLite::Exception&) {
        // Only old values stay until the next ones are bound.
        return;
    }
}

Query& Query::bind(std::int64_t value)
{
    m_statement->bind(++m_next, value);
    return *this;
}

Query& Query::bind(std::string_view text)
{
    m_statement->bind(++m_next, std::string(text));
    return *this;
}

Query& Query::bindBytes(std::string_view bytes)
{
    m_statement->bind(++m_next, static_cast<const void*>(bytes.data()), static_cast<int>(bytes.size()));
    return *this;
}

Query& Query::bindNull()
{
    m_statement->bind(++m_next);
    return *this;
}

Query& Query::bind(const std::optional<std::int64_t>& value)
{
    return value ? bind(*value) : bindNull();
}

bool Query::step()
{
    return m_statement->executeStep();
}

int Query::execute()
{
    return m_statement->exec();
}

std::int64_t Query::number(int column) const
{
    return m_statement->getColumn(column).getInt64();
}

std::string Query::text(int column) const
{
    return std::string(view(column));
}

std::string_view Query::view(int column) const
{
    const auto value = m_statement->getColumn(column);
    const auto* bytes = static_cast<const char*>(value.getBlob());
    return {bytes == nullptr ? "" : bytes, static_cast<std::size_t>(value.getBytes())};
}

bool Query::isNull(int column) const
{
    return m_statement->isColumnNull(column);
}

void Query::again()
{
    m_statement->reset();
    m_next = 0;
}

} // namespace connectorscope
