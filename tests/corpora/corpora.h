#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// Collections of real messages that lie beside the source folder where there are any; they are no part of
/// it. nullopt where they are absent.
std::optional<std::filesystem::path> corporaFolder();

/// One row of a table with tabs, by column name.
using TableRow = std::map<std::string, std::string, std::less<>>;
std::vector<TableRow> readTable(const std::filesystem::path& file);

/// Many collections put an mbox line before each message: without it.
std::string_view withoutMboxLine(std::string_view bytes);

/// As the connector would have stored it: each line ends with CR LF.
std::string crlfTwin(std::string_view bytes);

} // namespace connectorscope
