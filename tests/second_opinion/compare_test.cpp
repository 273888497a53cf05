#include "tests/second_opinion/compare.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Reading sample()
{
    Reading reading;
    reading.readable = true;
    reading.subject = "Quarterly figures";
    reading.from = {{"Anna", "anna@contoso.com"}};
    reading.to = {{"", "ben@contoso.com"}};
    reading.date = ReadDate{1'795'426'867, 3600};
    reading.leaves = {{"text/plain", "", "Hello\n"}, {"image/png", "chart.png", {}}};
    return reading;
}

TEST(Comparison, NamesEachFieldThatNeitherOpinionShares)
{
    Reading other = sample();
    other.subject = "Figures";
    other.from[0].name = "Bea";
    other.to.clear();
    other.date.reset();
    other.leaves[0].text = "Good day\n";
    other.leaves[1].name = "chart.gif";
    EXPECT_THAT(findDisagreements(sample(), {&other, &other}),
                ElementsAre("subject", "from", "to", "date", "names", "text"));
}

TEST(Comparison, AsksNothingMoreAboutLeavesThatNoOpinionHas)
{
    Reading other = sample();
    other.leaves[0].text = "Good day\n";
    other.leaves[1].type = "image/gif";
    EXPECT_THAT(findDisagreements(sample(), {&other}), ElementsAre("parts"));
}

TEST(Comparison, IsContentWithOneOpinionForEachField)
{
    Reading first = sample();
    Reading second = sample();
    first.subject = "other";
    second.date = ReadDate{};
    EXPECT_THAT(findDisagreements(sample(), {&first, &second}), IsEmpty());
}

TEST(Comparison, NamesTheWholeMessageWhenOnlyTheOthersCouldReadIt)
{
    const Reading other = sample();
    EXPECT_THAT(findDisagreements(Reading{}, {&other}), ElementsAre("message"));
    const Reading none;
    EXPECT_THAT(findDisagreements(Reading{}, {&none, &none}), IsEmpty());
}

TEST(Comparison, DoesNotHearAnOpinionThatCouldNotRead)
{
    Reading first = sample();
    first.subject = "other";
    const Reading second;
    EXPECT_THAT(findDisagreements(sample(), {&first, &second}), ElementsAre("subject"));
}

TEST(Comparison, LeavesPresentationOut)
{
    Reading other = sample();
    other.subject = " Quarterly\r\n figures";
    other.from[0].spec = "anna@CONTOSO.com";
    other.to.push_back({"", "undisclosed-recipients"});
    other.leaves[0].text = "Hello \r\n\r\n";
    EXPECT_THAT(findDisagreements(sample(), {&other}), IsEmpty());
}

TEST(Comparison, ComparesTheInstantOrTheClockOfAReaderThatKnowsNoZone)
{
    Reading other = sample();
    other.date = ReadDate{sample().date->clock - 3600, 0};
    EXPECT_THAT(findDisagreements(sample(), {&other}), IsEmpty());
    other.date = ReadDate{sample().date->clock, {}};
    EXPECT_THAT(findDisagreements(sample(), {&other}), IsEmpty());
    other.date = ReadDate{sample().date->clock, 0};
    EXPECT_THAT(findDisagreements(sample(), {&other}), ElementsAre("date"));
}

TEST(Comparison, TakesOneFormOfAnAddress)
{
    Reading ours = sample();
    Reading other = sample();
    ours.from[0].spec = "\"a..b\"@contoso.com";
    other.from[0].spec = "a..b@contoso.com.";
    EXPECT_THAT(findDisagreements(ours, {&other}), IsEmpty());
    other.from.push_back({"", "\"a@b\""});
    other.from.push_back({"", "a@b@example.org"});
    EXPECT_THAT(findDisagreements(ours, {&other}), IsEmpty());
    other.from.push_back({"", "c@example.org"});
    EXPECT_THAT(findDisagreements(ours, {&other}), ElementsAre("from"));
}

TEST(Comparison, LetsAnOpinionLeaveOutWhatWeReportAsBroken)
{
    Reading ours = sample();
    ours.from.push_back({"", "rescued@contoso.com", false});
    Reading other = ours;
    EXPECT_THAT(findDisagreements(ours, {&other}), IsEmpty());
    other.from.pop_back();
    EXPECT_THAT(findDisagreements(ours, {&other}), IsEmpty());
    ours.from.back().sound = true;
    EXPECT_THAT(findDisagreements(ours, {&other}), ElementsAre("from"));
}

TEST(Comparison, AsksAboutEachLeaf)
{
    Reading first = sample();
    Reading second = sample();
    first.leaves[0].text = "other";
    second.leaves[1].name = "other.png";
    EXPECT_THAT(findDisagreements(sample(), {&first, &second}), IsEmpty());
    second.leaves[0].text = "other";
    EXPECT_THAT(findDisagreements(sample(), {&first, &second}), ElementsAre("text"));
}

TEST(Comparison, LeavesReplacementCharactersOutOnlyWhereTextsDiffer)
{
    Reading ours = sample();
    Reading other = sample();
    ours.subject = "caf\xEF\xBF\xBD";
    other.subject = "caf??";
    EXPECT_THAT(findDisagreements(ours, {&other}), IsEmpty());
    ours.subject = "a caf\xC3\xA9 in Ulm";
    other.subject = "a caf\xEF\xBF\xBD in Ulm";
    EXPECT_THAT(findDisagreements(ours, {&other}), IsEmpty());
    other.subject = "a caf\xEF\xBF\xBD near Ulm";
    EXPECT_THAT(findDisagreements(ours, {&other}), ElementsAre("subject"));
    ours.subject = "caf";
    other.subject = "cafe";
    EXPECT_THAT(findDisagreements(ours, {&other}), ElementsAre("subject"));
}

TEST(Comparison, KeepsBlanksInsideTextAndTheCaseOfLocalParts)
{
    Reading other = sample();
    other.leaves[0].text = "Hel lo\n";
    other.from[0].spec = "Anna@contoso.com";
    EXPECT_THAT(findDisagreements(sample(), {&other}), ElementsAre("from", "text"));
}

} // namespace
} // namespace connectorscope
