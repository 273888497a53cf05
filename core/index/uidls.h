#pragma once

#include "core/base/clock.h"
#include "core/base/hashing.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace connectorscope {

class JournalConnection;

/// What became of a message that a POP3 server listed. Storing -> Stored or Unknown; Unknown -> Stored;
/// Stored -> Removed.
enum class UidlState : std::uint8_t
{
    Storing, ///< its file is whole, and is about to get its name in Incoming Mail
    Stored,  ///< its file had that name
    Unknown, ///< a power failure in between: reported, not fetched again
    Removed  ///< stored, and deleted from the server
};

/// "storing", "stored", "unknown", "removed": what is stored and printed.
std::string_view toString(UidlState state);

/// A message of a POP3 account.
struct SeenUidl
{
    std::string uidl; ///< the server's bytes
    UidlState state = UidlState::Storing;
    UtcTime at; ///< of the last change
    std::uint64_t size = 0;
    Sha256Digest hash = {}; ///< of its file
    std::string name;       ///< of its file in Incoming Mail, as bytes
};

/// Which messages of which POP3 accounts were downloaded, in the journal: so that none is fetched twice. What
/// a call has written survives a power failure when it returns; it has written all of it or nothing.
///
/// One connection: for one thread at a time.
class Uidls
{
public:
    static Result<std::unique_ptr<Uidls>> open(const std::filesystem::path& workFolder);
    Uidls(const Uidls&) = delete;
    Uidls& operator=(const Uidls&) = delete;
    ~Uidls();

    static constexpr std::size_t uidlLimit = 1000; ///< bytes; RFC 1939 allows 70

    /// Before their files get their names. Their state is Storing and `at` is theirs, whatever they say.
    /// ErrorCode::AlreadyExists, and nothing is written, where one is known: it is not fetched twice.
    Result<> beginStoring(const std::string& account, std::span<const SeenUidl> seen, UtcTime at);
    /// Changes the state of one. ErrorCode::NotFound for one never seen, ErrorCode::BadInput for what may not
    /// follow. To say again what it is changes nothing.
    Result<> become(const std::string& account, const std::string& uidl, UidlState state, UtcTime at);

    /// nullopt: it may be fetched.
    Result<std::optional<SeenUidl>> find(const std::string& account, const std::string& uidl);
    Result<bool> isKnown(const std::string& account, const std::string& uidl);
    /// All of an account in one state, the oldest first.
    Result<std::vector<SeenUidl>> inState(const std::string& account, UidlState state);
    /// Forgets those of the account that the server lists no longer; `listed` is all that it lists now, of a
    /// listing that came to its end. What is still being stored, or of unknown fate, stays. Returns how many.
    Result<std::size_t> prune(const std::string& account, const std::unordered_set<std::string>& listed);

private:
    explicit Uidls(std::unique_ptr<JournalConnection> journal);
    std::unique_ptr<JournalConnection> m_journal;
};

} // namespace connectorscope
