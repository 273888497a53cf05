#include "corpora.h"

#include <fstream>
#include <sstream>

namespace connectorscope {
namespace {

std::vector<std::string> splitAtTabs(const std::string& line)
{
    std::vector<std::string> cells;
    std::string cell;
    std::istringstream in(line + '\t');
    while (std::getline(in, cell, '\t'))
        cells.push_back(cell);
    return cells;
}

} // namespace

std::optional<std::filesystem::path> corporaFolder()
{
    std::filesystem::path folder =
        std::filesystem::path(CONNECTORSCOPE_SOURCE_DIR).parent_path() / "shared" / "corpora";
    std::error_code error;
    if (!std::filesystem::exists(folder / "INDEX.tsv", error))
        return std::nullopt;
    return folder;
}

std::vector<TableRow> readTable(const std::filesystem::path& file)
{
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    const std::vector<std::string> names = splitAtTabs(line);
    std::vector<TableRow> rows;
    while (std::getline(in, line)) {
        const std::vector<std::string> cells = splitAtTabs(line);
        TableRow& row = rows.emplace_back();
        for (std::size_t i = 0; i < names.size() && i < cells.size(); ++i)
            row[names[i]] = cells[i];
    }
    return rows;
}

std::string_view withoutMboxLine(std::string_view bytes)
{
    if (!bytes.starts_with("From "))
        return bytes;
    const std::size_t end = bytes.find('\n');
    return end == std::string_view::npos ? std::string_view{} : bytes.substr(end + 1);
}

std::string crlfTwin(std::string_view bytes)
{
    std::string twin;
    twin.reserve(bytes.size() + bytes.size() / 32);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (bytes[i] == '\n' && (i == 0 || bytes[i - 1] != '\r'))
            twin += '\r';
        twin += bytes[i];
    }
    return twin;
}

} // namespace connectorscope
