#include "core/index/text_function.h"

#include "core/index/text_fold.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace connectorscope {

namespace {

std::string_view valueOf(sqlite3_value* value)
{
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
    return {bytes == nullptr ? "" : bytes, static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

/// Looks without regard to the case of ASCII letters, and without memory.
bool holdsAscii(std::string_view text, std::string_view needle)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    const char first = needle.front();
    const char other = first >= 'a' && first <= 'z' ? static_cast<char>(first - ('a' - 'A')) : first;
    std::size_t small = text.find(first);
    std::size_t capital = text.find(other);
    for (std::size_t at = std::min(small, capital);
         at != std::string_view::npos && at + needle.size() <= text.size(); at = std::min(small, capital)) {
        if (std::ranges::equal(text.substr(at, needle.size()), needle, {}, lower))
            return true;
        if (small == at)
            small = text.find(first, at + 1);
        if (capital == at)
            capital = text.find(other, at + 1);
    }
    return false;
}

/// No byte is 0 or beyond ASCII. Eight at a time: this is asked of nearly all that a search looks into.
bool isPlainAscii(std::string_view text)
{
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t highBits = 0x8080808080808080;
    std::uint64_t odd = 0;
    while (text.size() >= sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), sizeof word);
        odd |= word | (word - ones); // borrows from the high bit of a 0
        text.remove_prefix(sizeof word);
    }
    return (odd & highBits) == 0 &&
           std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) - 1U < 0x7FU; });
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
