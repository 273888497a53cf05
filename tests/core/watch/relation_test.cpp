#include "core/watch/relation.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

const Place incoming{FolderKind::Incoming, "a.eml"};
const Place failed{FolderKind::Failed, "a.eml"};
const Place badmail{FolderKind::BadMail, "1.BAD"};
const Place pickup{FolderKind::PickUp, "x.eml"};

bool everywhere(const Place&)
{
    return true;
}
bool nowhere(const Place&)
{
    return false;
}

Relation related(const Place& place, const std::vector<MessagePlace>& places,
                 bool (*isThere)(const Place&) = everywhere)
{
    RelationFacts facts;
    facts.place = place;
    facts.places = places;
    return relate(facts, isThere);
}

MessagePlace seen(const Place& place, bool present)
{
    return {"m1", place, present, {}};
}

TEST(Relation, CountsAMessageNeverSeenBefore)
{
    const Relation relation = related(incoming, {});
    EXPECT_EQ(relation.message, "");
    EXPECT_TRUE(relation.countsAsArrived);
    EXPECT_FALSE(relation.countsAsFailed);
    EXPECT_TRUE(related(failed, {}).countsAsArrived) << "its stay in Incoming Mail was not seen";
    EXPECT_TRUE(related(failed, {}).countsAsFailed);
}

TEST(Relation, NeverCountsAFileInPickUpOrBadMailAsArrived)
{
    EXPECT_FALSE(related(pickup, {}).countsAsArrived);
    EXPECT_FALSE(related(badmail, {}).countsAsArrived);
    EXPECT_TRUE(related(badmail, {}).countsAsBadMailed);
}

TEST(Relation, IsTheSameMessageWhereItWas)
{
    const Relation relation = related(failed, {seen(failed, true)});
    EXPECT_EQ(relation.message, "m1");
    EXPECT_FALSE(relation.countsAsArrived || relation.countsAsFailed || relation.duplicateOf);
    EXPECT_FALSE(relation.isNewHere);
}

TEST(Relation, SeesThatAMessageHasFailedByItsContent)
{
    for (const bool stillListed : {false, true}) {
        const Relation relation = related(failed, {seen(incoming, stillListed)}, nowhere);
        EXPECT_EQ(relation.message, "m1");
        EXPECT_TRUE(relation.countsAsFailed);
        EXPECT_FALSE(relation.countsAsArrived);
        EXPECT_FALSE(relation.duplicateOf);
    }
}

TEST(Relation, DoesNotCountTwiceWhatWasToldAsAMove)
{
    RelationFacts facts;
    facts.place = failed;
    facts.movedIn = true;
    const std::vector<MessagePlace> places = {seen(failed, true)};
    facts.places = places;
    EXPECT_FALSE(relate(facts, everywhere).countsAsFailed);
}

TEST(Relation, SeesACopyThatLiesInAnotherPlace)
{
    const Relation relation = related({FolderKind::Incoming, "b.eml"}, {seen(incoming, true)});
    ASSERT_TRUE(relation.duplicateOf);
    EXPECT_EQ(relation.duplicateOf->place, incoming);
    EXPECT_EQ(duplicateFinding(*relation.duplicateOf).evidence, "also in incoming: a.eml");
}

TEST(Relation, SeesThatAMessageComesAgain)
{
    EXPECT_TRUE(related({FolderKind::Incoming, "b.eml"}, {seen(incoming, false)}).duplicateOf);
    EXPECT_FALSE(related(incoming, {seen(failed, false)}).duplicateOf) << "it was put back after it failed";
}

TEST(Relation, KnowsWhatOurRunsHavePutThere)
{
    RelationFacts facts;
    facts.place = incoming;
    facts.ours = "m9";
    const std::vector<MessagePlace> places = {seen({FolderKind::Incoming, "b.eml"}, false)};
    EXPECT_EQ(relate(facts, everywhere).message, "m9");
    EXPECT_FALSE(relate(facts, everywhere).countsAsArrived);
    facts.places = places;
    EXPECT_EQ(relate(facts, everywhere).message, "m9");
    EXPECT_FALSE(relate(facts, everywhere).duplicateOf);
}

TEST(Relation, CountsNoFailureOfWhatWeHavePutBack)
{
    RelationFacts facts;
    facts.place = failed;
    const std::vector<MessagePlace> places = {seen(failed, false)};
    facts.places = places;
    EXPECT_TRUE(relate(facts, everywhere).countsAsFailed);
    facts.ours = "m1";
    EXPECT_FALSE(relate(facts, everywhere).countsAsFailed);
    facts.places = {};
    EXPECT_FALSE(relate(facts, everywhere).countsAsFailed);
}

} // namespace
} // namespace connectorscope
