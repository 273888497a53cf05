#include "app/connectorctl/progress.h"

#include <gmock/gmock.h>

#include <sstream>

namespace connectorscope {
namespace {

using std::chrono::milliseconds;
using ::testing::EndsWith;
using ::testing::HasSubstr;

TEST(ProgressText, TellsCountRateAndRest)
{
    EXPECT_EQ(progressText(250, 1000, true, milliseconds(1000)), "250 of 1000 files, 250/s, 3 s left");
}

TEST(ProgressText, SaysNothingOfTheEndWhileFoldersAreToBeListed)
{
    EXPECT_EQ(progressText(250, 1000, false, milliseconds(1000)), "250 of 1000+ files, 250/s");
}

TEST(ProgressText, TellsLongTimesInMinutesAndHours)
{
    EXPECT_THAT(progressText(1, 101, true, milliseconds(1000)), EndsWith("1 min 40 s left"));
    EXPECT_THAT(progressText(1, 7262, true, milliseconds(1000)), EndsWith("2 h 1 min left"));
}

TEST(ProgressText, DividesByNothing)
{
    EXPECT_EQ(progressText(0, 0, true, milliseconds(0)), "0 of 0 files, 0/s");
}

class ProgressOnATerminal : public ::testing::Test
{
protected:
    Progress::Clock::time_point begin{};
    std::ostringstream terminal;
};

TEST_F(ProgressOnATerminal, StaysSilentInTheFirstHalfSecond)
{
    Progress progress(terminal, true, begin);
    progress.update(1, 2, true, begin + milliseconds(499));
    EXPECT_EQ(terminal.str(), "");
}

TEST_F(ProgressOnATerminal, WritesOverItsLineAndErasesItAtTheEnd)
{
    {
        Progress progress(terminal, true, begin);
        progress.update(1, 2, true, begin + milliseconds(600));
        EXPECT_THAT(terminal.str(), HasSubstr("1 of 2 files"));
    }
    EXPECT_THAT(terminal.str(), EndsWith("\r\x1B[K"));
}

TEST_F(ProgressOnATerminal, IsNotWrittenMoreOftenThanPeopleRead)
{
    Progress progress(terminal, true, begin);
    progress.update(1, 1000, true, begin + milliseconds(600));
    const std::string before = terminal.str();
    progress.update(2, 1000, true, begin + milliseconds(610));
    EXPECT_EQ(terminal.str(), before);
}

TEST_F(ProgressOnATerminal, IsOffWhereThereIsNoTerminal)
{
    {
        Progress progress(terminal, false, begin);
        progress.update(1, 2, true, begin + milliseconds(5000));
    }
    EXPECT_EQ(terminal.str(), "");
}

} // namespace
} // namespace connectorscope
