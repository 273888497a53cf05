#pragma once

#include "core/diagnosis/catalogue.h"
#include "core/message/message.h"
#include "core/message/summary.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {

/// One cause found in a file, with what proves it.
struct Finding
{
    CauseId cause = CauseId::NoFaultFound;
    Severity severity = Severity::Note; ///< usually the cause's own; some depend on where it stands
    std::uint64_t offset = 0;           ///< of the first occurrence, in the file
    std::uint64_t length = 0;           ///< 0 where something is missing
    std::uint64_t line = 1;
    std::uint64_t count = 1;
    /// The quoted bytes, control characters escaped, at most 120 characters; of a size, itself and its limit.
    std::string evidence;
    int part = 0; ///< index in Message::parts
};

enum class Verdict : std::uint8_t
{
    Pending,
    Unreadable,
    Corrupt,
    Blocked,
    AtRisk,
    Clean
};

/// Whether the evidence of that cause is a size and its limit.
bool isOfSize(CauseId cause);

std::string_view toString(Verdict verdict);

/// The folder that a file lies in, as far as judging needs it.
enum class FolderKind : std::uint8_t
{
    None,
    Incoming,
    Failed,
    PickUp,
    BadMail
};

class RoutingTable;

/// What judging depends on besides the message. Cheap to copy; contextOf() (site_context.h) makes that of a
/// site.
struct JudgeContext
{
    FolderKind folder = FolderKind::None;
    /// The limits on size and number of the site; without a site they are risks, never fatal.
    bool hasSite = false;
    /// A message without a recipient cannot be delivered: the site has only global mailboxes and nobody who
    /// takes what is undeliverable.
    bool recipientRequired = false;
    std::uint64_t messageSize = 10 * 1024 * 1024;
    std::uint64_t headerSize = 64 * 1024;
    std::uint64_t lineLength = 998;
    std::size_t recipients = 100;
    std::size_t receivedHops = 30;
    /// Whose mail it is, for the causes that only a site can tell: shared by all contexts of the site, never
    /// changed. nullptr without a site.
    std::shared_ptr<const RoutingTable> routing;
};

struct Diagnosis
{
    Verdict verdict = Verdict::Clean;
    std::optional<CauseId> primary; ///< nullopt when there is no finding
    std::vector<Finding> findings;  ///< most severe first, in the order that chooses the primary
};

/// Judges a message that was read. Pure: the same inputs give the same diagnosis.
Diagnosis judge(const Message& message, const Summary& summary, const JudgeContext& context = {});

/// The diagnosis of a file that could not be read (`FileLocked`, `AccessDenied`, `ReadError`) or is still
/// being written (`StillArriving`).
Diagnosis judgeUnread(CauseId cause, std::string_view reason);

/// Quotes bytes for people: control characters and bytes that are no UTF-8 escaped (\r, \n, \t, \0, \x1B), at
/// most 120 characters, the last of which is an ellipsis where something was cut.
std::string quoteEvidence(std::string_view bytes);

} // namespace connectorscope
