#pragma once

#include "core/index/actor.h"
#include "core/index/hold_states.h"
#include "core/index/run_journal.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

class JournalConnection;

struct Hold
{
    std::string message; ///< its id
    HoldState state = HoldState::Holding;
    UtcTime at;
    Place place;                     ///< where its file came from
    std::string staged;              ///< the path of the file that is held, as bytes
    std::optional<Place> releasedTo; ///< of HoldState::Releasing
    std::string note;
    Actor actor;
};

/// Messages that somebody has taken out of the way, in the journal. The file is moved by the caller, between
/// the two calls of each change, so that after a stop `all()` and the names on the disk tell what is to be
/// done; what a call has written survives a power failure when it returns. A change that may not follow is
/// ErrorCode::BadInput.
///
/// One connection: for one thread at a time.
class Holds
{
public:
    static Result<std::unique_ptr<Holds>> open(const std::filesystem::path& workFolder, const Actor& actor);
    Holds(const Holds&) = delete;
    Holds& operator=(const Holds&) = delete;
    ~Holds();

    /// Before its file is moved from `place` to the path `staged`. ErrorCode::NotFound where there is no such
    /// message, ErrorCode::AlreadyExists where it is held or in a run.
    Result<> beginHold(const std::string& message, const Place& place, std::string_view staged,
                       std::string_view note, UtcTime at);
    /// The file lies there: the message is held, and in no folder any more.
    Result<> finishHold(const std::string& message, UtcTime at);
    /// The file could not be moved away.
    Result<> giveUpHold(const std::string& message);

    /// Before the held file gets a name in a folder of the site; by that name and its stamp the watcher knows
    /// it again, so that it counts neither as an arrival nor as a failure.
    Result<> beginRelease(const std::string& message, const RunFile& file, UtcTime at);
    /// The file has that name: the message is held no more. The note stands in its history.
    Result<> finishRelease(const std::string& message, std::string_view note, UtcTime at);
    /// The file could not be moved back: it still is held.
    Result<> giveUpRelease(const std::string& message);

    Result<std::optional<Hold>> hold(const std::string& message);
    /// The oldest first.
    Result<std::vector<Hold>> all();

private:
    explicit Holds(std::unique_ptr<JournalConnection> journal);
    std::unique_ptr<JournalConnection> m_journal;
};

} // namespace connectorscope
