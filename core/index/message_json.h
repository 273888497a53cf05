#pragma once

#include "core/index/journal_reader.h"
#include "core/index/message_query.h"
#include "core/site/site.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace connectorscope {

/// A message of the site as lists show it.
struct ListedMessage
{
    MessageRow row;
    bool stuck = false;
    std::optional<Acknowledgement> acknowledgement;
    TriedMessage tried; ///< without `retryAt` where the site tries nothing by itself
    UtcTime now;        ///< what its age counts to
};

/// `row` with what the journal and the site's limits add to it.
Result<ListedMessage> listedMessage(const Site& site, JournalReader& journal, MessageRow row, UtcTime now);

/// The keys that all lists of messages share; docs/json.md names them.
nlohmann::ordered_json messageJson(const Site& site, const ListedMessage& message);

} // namespace connectorscope
