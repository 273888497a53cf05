#include "core/index/meta_values.h"

#include "core/index/stored_values.h"

namespace connectorscope {

namespace {

std::optional<std::int64_t> metaValue(Database& database, std::string_view key)
{
    Query query = database.query("SELECT value FROM meta WHERE key = ?");
    query.bind(key);
    return query.step() ? std::optional(query.number(0)) : std::nullopt;
}

} // namespace

std::int64_t metaNumber(Database& database, std::string_view key)
{
    return metaValue(database, key).value_or(0);
}

void setMetaNumber(Database& database, std::string_view key, std::int64_t value)
{
    database.query("INSERT INTO meta VALUES(?, ?) ON CONFLICT DO UPDATE SET value = excluded.value")
        .bind(key)
        .bind(value)
        .execute();
}

std::optional<UtcTime> metaTime(Database& database, std::string_view key)
{
    const auto value = metaValue(database, key);
    return value ? std::optional(timeOf(*value)) : std::nullopt;
}

void setMetaTime(Database& database, std::string_view key, UtcTime time)
{
    setMetaNumber(database, key, stored(time));
}

} // namespace connectorscope
