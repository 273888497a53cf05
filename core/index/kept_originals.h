#pragma once

#include "core/base/clock.h"
#include "core/base/hashing.h"
#include "core/base/result.h"
#include "core/index/actor.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace connectorscope {

class JournalConnection;

/// Who needs an original that lies in the vault.
enum class OriginalUse : std::uint8_t
{
    Needed,   ///< a message whose way is not at its end, or to which something has happened lately
    Unneeded, ///< all messages whose runs have put it there are old
    Unknown   ///< no run knows of it
};

/// What the journal knows of the originals in the vault, and how far it has been cleared. One connection: for
/// one thread at a time.
class KeptOriginals
{
public:
    static Result<std::unique_ptr<KeptOriginals>> open(const std::filesystem::path& workFolder,
                                                       const Actor& actor);
    KeptOriginals(const KeptOriginals&) = delete;
    KeptOriginals& operator=(const KeptOriginals&) = delete;
    ~KeptOriginals();

    /// For each, in their order. `since`: what happens then or later is lately.
    Result<std::vector<OriginalUse>> usesOf(std::span<const Sha256Digest> originals, UtcTime since);

    /// A round that has cleared the vault of what was older than `before`.
    struct Round
    {
        UtcTime ended;
        UtcTime before;
    };
    Result<std::optional<Round>> lastRound();
    /// Moves the times that retention goes by, too.
    Result<> noteRound(const Round& round);

private:
    explicit KeptOriginals(std::unique_ptr<JournalConnection> journal);
    std::unique_ptr<JournalConnection> m_journal;
};

} // namespace connectorscope
