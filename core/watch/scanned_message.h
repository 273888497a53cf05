#pragma once

#include "core/base/hashing.h"
#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/filters.h"
#include "core/message/address.h"
#include "core/watch/folder_listing.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace connectorscope {

/// How far the reading of a file came.
enum class ReadState : std::uint8_t
{
    Read,       ///< all of it, and it was the same file at the end
    Changed,    ///< it was written to meanwhile: Verdict::Pending
    Vanished,   ///< it was not there any more; the next listing tells where it went
    Unreadable, ///< locked, no rights, a read error: Verdict::Unreadable
    Cancelled
};

/// What a scan found in one file: all that is stored of a message. Hashes and the fields of the message are
/// there only with ReadState::Read.
struct ScannedMessage
{
    ReadState state = ReadState::Read;
    FileStamp stamp;         ///< of the listing by which it was read
    Xxh3Digest content = {}; ///< of all bytes
    /// Of what follows the header block: the same after the transfer has changed the header. Of all bytes
    /// where there is no header.
    Xxh3Digest body = {};
    std::string subject; ///< UTF-8, as Summary::subject
    bool hasSubject = false;
    std::vector<Address> from;               ///< the usable ones
    std::vector<std::string> to;             ///< the usable ones of To, Cc and Bcc
    std::optional<std::string> date;         ///< ISO 8601 with offset
    std::optional<std::int64_t> dateSeconds; ///< since 1970 UTC
    std::string messageId;                   ///< without < and >; empty when there is none
    /// The address of the host that handed the message to the first server that noted it: of the topmost
    /// Received field with a public address. Empty when there is none.
    std::string receivedFrom;
    Diagnosis diagnosis;
    std::vector<FilterVerdict> filtered; ///< what the bypassed filters would have said
    std::string error;                   ///< why it could not be read
};

/// What ties a file in PickUp to the message that it was made of, when its name does not.
struct MessageLikeness
{
    Xxh3Digest body = {};
    std::string from; ///< the first usable address of From, as spec(); may be empty
    std::string subject;

    bool operator==(const MessageLikeness&) const = default;
};

MessageLikeness likenessOf(const ScannedMessage& message);

/// The diagnosis with one more finding, in its place of the order, verdict and primary renewed. A finding of
/// the same cause is replaced.
Diagnosis withFinding(Diagnosis diagnosis, Finding finding);

} // namespace connectorscope
