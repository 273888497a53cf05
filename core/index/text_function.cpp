#include "core/index/text_function.h"

#include "core/index/text_fold.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>

namespace connectorscope {

namespace {

std::string_view valueOf(sqlite3_value* value)
{
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
    return {bytes == nullptr ? "" : bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

/// Folds and looks at once where both are ASCII, without memory; nullopt where the text is not.
bool holdsAscii(std::string_view text, std::string_view needle)
{
    const auto equal = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + ('a' - 'A') : a) == b; };
    return std::search(text.begin(), text.end(), needle.begin(), needle.end(), equal) != text.end();
}

bool isPlainAscii(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) - 1U < 0x7FU; });
}

bool holds(std::string_view text, std::string_view needle)
{
    if (text.size() < needle.size() && isPlainAscii(text))
        return false;
    return isPlainAscii(text) ? holdsAscii(text, needle) : foldText(text).find(needle) != std::string::npos;
}

void hasText(sqlite3_context* context, int count, sqlite3_value** values)
{
    const std::string_view needle = valueOf(values[count - 1]);
    bool found = false;
    for (int i = 0; i + 1 < count && !found; ++i)
        found = holds(valueOf(values[i]), needle);
    sqlite3_result_int(context, found ? 1 : 0);
}

} // namespace

void addTextFunction(Database& database)
{
    sqlite3* handle = database.handle().getHandle();
    const int result = sqlite3_create_function_v2(handle, "has_text", -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                                                  nullptr, hasText, nullptr, nullptr, nullptr);
    if (result != SQLITE_OK)
        throw SQLite::Exception(handle, result);
}

} // namespace connectorscope
