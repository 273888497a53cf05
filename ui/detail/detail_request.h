#pragma once

#include "core/diagnosis/repairs/repair.h"
#include "core/index/journal_reader.h"
#include "core/index/message_query.h"
#include "ui/acting/deed.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace connectorscope {

/// The message that a DetailView is to show: a file alone, or one that a site knows of. Plain values.
struct DetailRequest
{
    std::filesystem::path path;
    /// Not empty: why the file is not opened (it is on its way in PickUp, it has left). What the site knows
    /// is shown all the same.
    std::string whyNotRead;
    /// The site's own: the row, what it found, what happened. Without a row the file is judged as it is read.
    std::optional<MessageRow> row;
    std::vector<Finding> findings; ///< of the row, most severe first
    std::vector<HistoryEntry> history;
    bool isHistoryRead = true; ///< else something keeps what happened from being read
    std::optional<Acknowledgement> acknowledgement;
    /// How a repair would be made and, without a row, how the file is judged (its `context` and `limits`).
    RepairOptions options;
    std::vector<std::string> mailboxes; ///< of the site, to choose from
    bool repairsRecipient = false;      ///< who gets it has to stand in the message itself
    UtcTime now;                        ///< ages count to then
};

} // namespace connectorscope
