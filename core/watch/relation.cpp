#include "core/watch/relation.h"

#include "core/base/path_text.h"

#include <algorithm>

namespace connectorscope {

namespace {

std::optional<MessagePlace> otherCopy(const RelationFacts& facts,
                                      const std::function<bool(const Place&)>& isThere)
{
    for (const MessagePlace& seen : facts.places)
        if (seen.present && seen.place != facts.place && seen.place.folder != FolderKind::PickUp &&
            isThere(seen.place))
            return seen;
    return std::nullopt;
}

/// It went from Incoming Mail to wherever, did not fail, and comes again.
bool comesAgain(const RelationFacts& facts)
{
    const MessagePlace& last = facts.places.front();
    return facts.place.folder == FolderKind::Incoming && last.place.folder == FolderKind::Incoming &&
           !last.present;
}

} // namespace

Relation relate(const RelationFacts& facts, const std::function<bool(const Place&)>& isThere)
{
    const FolderKind folder = facts.place.folder;
    const bool isTransferred = folder == FolderKind::PickUp || folder == FolderKind::BadMail;
    Relation relation;
    if (facts.places.empty()) {
        relation.message = facts.ours.value_or(facts.likeMessage.value_or(std::string()));
        relation.countsAsArrived = relation.message.empty() && !isTransferred && !facts.ours;
        relation.countsAsFailed = folder == FolderKind::Failed && !facts.movedIn && !facts.ours;
        relation.countsAsBadMailed = folder == FolderKind::BadMail && !facts.movedIn;
        return relation;
    }
    relation.message = facts.ours.value_or(facts.places.front().message);
    const bool wasHere = std::ranges::any_of(
        facts.places, [&](const MessagePlace& seen) { return seen.present && seen.place == facts.place; });
    relation.isNewHere = !wasHere;
    if (!wasHere && !facts.movedIn) {
        relation.countsAsFailed = folder == FolderKind::Failed && !facts.ours;
        relation.countsAsBadMailed = folder == FolderKind::BadMail;
    }
    if (isTransferred || facts.ours)
        return relation;
    relation.duplicateOf = otherCopy(facts, isThere);
    if (!relation.duplicateOf && !wasHere && !facts.movedIn && comesAgain(facts))
        relation.duplicateOf = facts.places.front();
    return relation;
}

Finding duplicateFinding(const MessagePlace& other)
{
    Finding finding;
    finding.cause = CauseId::DuplicateMessage;
    finding.severity = causeOf(CauseId::DuplicateMessage).severity;
    finding.evidence =
        quoteEvidence((other.present ? "also in " : "was in ") + std::string(toString(other.place.folder)) +
                      ": " + displayText(pathFromBytes(other.place.name)));
    return finding;
}

} // namespace connectorscope
