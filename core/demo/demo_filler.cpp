#include "core/demo/demo_filler.h"

#include "core/demo/demo_text.h"

#include <array>

namespace connectorscope {

namespace {

constexpr std::string_view lineEnd = "\r\n";
constexpr std::string_view base64Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::string nulBytes(std::size_t bytes)
{
    return std::string(bytes, '\0');
}

/// One line of that length, as a program writes that knows no line ends: cells of a table.
std::string longLine(std::size_t bytes)
{
    std::string line;
    line.reserve(bytes + 48);
    for (std::size_t row = 1; line.size() < bytes; ++row)
        line += "<tr><td>" + std::to_string(1000 + row % 9000) + "</td><td>A4, 80 g/m2</td></tr>";
    line.resize(bytes);
    return line;
}

/// Whole header fields, at least so many bytes of them.
std::string headerFields(std::size_t bytes)
{
    std::string fields;
    for (std::size_t number = 1; fields.size() < bytes; ++number) {
        fields +=
            "X-Gateway-Trace-" + std::to_string(number) + ": rule=" + std::to_string(number * 37 % 1000);
        fields += "; action=pass; score=0.00; id=";
        for (std::size_t i = 0; i < 24; ++i)
            fields += base64Letters[(number * 31 + i * 17) % 62];
        fields += lineEnd;
    }
    return fields;
}

/// Full lines of base64, at least so many bytes of them.
std::string base64Lines(std::size_t bytes)
{
    std::string lines;
    lines.reserve(bytes + 80);
    std::uint32_t state = 1;
    std::array<char, 76> line{};
    while (lines.size() < bytes) {
        for (char& letter : line) {
            state = state * 1664525U + 1013904223U;
            letter = base64Letters[state >> 26U];
        }
        lines.append(line.data(), line.size());
        lines += lineEnd;
    }
    return lines;
}

/// Multiparts within each other, below one whose boundary is "level-0".
std::string nestedParts(std::size_t levels)
{
    std::string parts;
    for (std::size_t level = 1; level <= levels; ++level)
        parts += "--level-" + std::to_string(level - 1) +
                 "\r\nContent-Type: multipart/mixed; boundary=\"level-" + std::to_string(level) +
                 "\"\r\n\r\n";
    parts += "--level-" + std::to_string(levels) +
             "\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\nForwarded once more.\r\n";
    for (std::size_t level = levels + 1; level > 0; --level)
        parts += "--level-" + std::to_string(level - 1) + "--\r\n";
    return parts;
}

/// Small images of a multipart whose boundary is "pages"; it is not closed.
std::string manyParts(std::size_t count)
{
    std::string parts;
    for (std::size_t number = 1; number <= count; ++number)
        parts += "--pages\r\nContent-Type: text/csv; name=\"page" + std::to_string(number) +
                 ".csv\"\r\nContent-Disposition: attachment; filename=\"page" + std::to_string(number) +
                 ".csv\"\r\n\r\n" + std::to_string(number) + ";" + std::to_string(number * 250) + "\r\n";
    return parts;
}

/// A folded list of addresses.
std::string addressList(std::size_t count)
{
    std::string addresses;
    for (std::size_t number = 1; number <= count; ++number)
        addresses += (number == 1 ? "" : ",\r\n\t") + std::string("member") + std::to_string(number) +
                     "@verein.example";
    return addresses;
}

struct Filler
{
    std::string_view name;
    std::string (*make)(std::size_t);
    std::size_t most;
};

constexpr std::size_t mostBytes = 4 * 1024 * 1024;

constexpr std::array<Filler, 7> fillers{{
    {"nul", nulBytes, mostBytes},
    {"line", longLine, mostBytes},
    {"fields", headerFields, mostBytes},
    {"base64", base64Lines, mostBytes},
    {"nested", nestedParts, 1000},
    {"parts", manyParts, 10'000},
    {"addresses", addressList, 10'000},
}};

} // namespace

std::optional<Result<std::string>> demoFiller(std::string_view name,
                                              const std::vector<std::string_view>& words)
{
    for (const Filler& filler : fillers) {
        if (filler.name != name)
            continue;
        if (words.size() != 2)
            return Result<std::string>(
                fail(ErrorCode::BadInput, "{{" + std::string(name) + "}} takes one number"));
        const Result<std::size_t> count = parseDemoCount(words[1], filler.most);
        if (!count)
            return Result<std::string>(fail(count.error()));
        return Result<std::string>(filler.make(*count));
    }
    return std::nullopt;
}

} // namespace connectorscope
