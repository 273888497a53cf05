#pragma once

#include "core/watch/message_ledger.h"

#include <functional>
#include <optional>
#include <span>
#include <string>

namespace connectorscope {

/// Which message a file that was read is, and what it counts as.
struct Relation
{
    std::string message; ///< its id; empty: one never seen before
    bool countsAsArrived = false;
    bool countsAsFailed = false;
    bool countsAsBadMailed = false;
    bool isNewHere = true; ///< no message of this content was in this place before
    /// Where the other copy is or was; nullopt: it is no duplicate.
    std::optional<MessagePlace> duplicateOf;
};

/// What relating a file to messages needs to know.
struct RelationFacts
{
    Place place;
    bool movedIn = false;                   ///< told by a Moved record, which has counted it
    std::optional<std::string> ours;        ///< the message of the run that has put it there
    std::span<const MessagePlace> places;   ///< of this content, the latest first
    std::optional<std::string> likeMessage; ///< by body, From and Subject; asked for PickUp and BadMail only
};

/// Pure but for `isThere`, which looks whether a file that is believed to be in another place still is.
///
/// The same content is the same message. It counts as arrived once; as failed each time it comes to Failed
/// Mail; not again where it only was touched. It is a duplicate when another copy of it lies in one of the
/// folders, or when it comes to Incoming Mail again after it has left from there without failing. A file in
/// PickUp or BadMail is never an arrival.
Relation relate(const RelationFacts& facts, const std::function<bool(const Place&)>& isThere);

Finding duplicateFinding(const MessagePlace& other);

} // namespace connectorscope
