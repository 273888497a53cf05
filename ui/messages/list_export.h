#pragma once

#include "ui/messages/list_reading.h"

#include <filesystem>
#include <string>

namespace connectorscope {

enum class ListFormat : std::uint8_t
{
    Csv, ///< RFC 4180; what a spreadsheet would take for a formula is defused
    Json ///< an object a line, with the keys of `connectorctl list --json`
};

/// Writes the rows to the file, which is replaced when all is written. Returns how many there are.
Result<std::uint64_t> exportRows(EngineTools& tools, const std::vector<ChosenRows>& rows,
                                 const MessageOrder& order, const std::filesystem::path& target,
                                 ListFormat format, const std::stop_token& stop);

/// Copies the files of the messages into the folder, as .eml, each under a free name; nothing there is
/// replaced.
Result<std::uint64_t> saveMessages(EngineTools& tools, const std::vector<ChosenRows>& rows,
                                   const MessageOrder& order, const std::filesystem::path& folder,
                                   const std::stop_token& stop);

/// Notes for each of them that a person knows of it.
Result<std::uint64_t> acknowledgeRows(EngineTools& tools, const std::vector<ChosenRows>& rows,
                                      const MessageOrder& order, const std::string& note,
                                      const std::stop_token& stop);

} // namespace connectorscope
