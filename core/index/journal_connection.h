#pragma once

#include "core/base/clock.h"
#include "core/index/actor.h"
#include "core/index/names.h"
#include "core/watch/message_ledger.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

namespace connectorscope {

/// An open journal with what nearly every use of it needs. Internal to core/index; for one thread at a time.
/// All but `open` throws SQLiteCpp's exceptions.
class JournalConnection
{
public:
    /// Opens the journal in that folder and makes it where it is missing; `actor` stands in what is written.
    static Result<std::unique_ptr<JournalConnection>> open(const std::filesystem::path& workFolder,
                                                           const Actor& actor);
    JournalConnection(std::unique_ptr<Database> opened, const Actor& who);

    std::unique_ptr<Database> database;
    Names names;
    std::int64_t actor = 0; ///< the number of who acts

    std::optional<std::int64_t> messageNumber(std::string_view id);
    /// Whether SQLite takes the text for JSON.
    bool isJson(std::string_view text);
    /// The message's file of that name is in no folder any more; what became of it is that. Returns the
    /// number of the file, for the event that tells it; nullopt where it was never seen.
    std::optional<std::int64_t> takeOutOfFolder(std::int64_t message, const Place& place, MessageState state);
    /// What happened to a message, for its history.
    struct Event
    {
        std::string_view kind = {};
        UtcTime at = {};
        std::int64_t message = 0;
        std::optional<std::int64_t> file = {}; ///< whose row has changed: the index looks at it again
        Place place = {};
        std::string_view run = {};
        std::string_view detail = {};
    };
    void addEvent(const Event& event);
};

} // namespace connectorscope
