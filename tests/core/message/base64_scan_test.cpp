#include "core/message/base64_scan.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace connectorscope {
namespace {

Base64Faults scan(const std::string& text, Base64State& state)
{
    return scanBase64(text.data(), text.size(), state);
}

TEST(Base64Scan, LeavesNoGroupOfAWholeBodyOpen)
{
    Base64State state;
    EXPECT_EQ(scan("SGVs\r\nbG8g\r\nd29y\r\nbGQ=\r\n", state).count, 0U);
    EXPECT_EQ(state.group, 0U);
    EXPECT_TRUE(state.padded);
}

TEST(Base64Scan, CountsTheCharactersOfAnUnfinishedGroup)
{
    Base64State state;
    scan("SGVsbG8gd29ybGQhS", state);
    EXPECT_EQ(state.group, 1U);
}

TEST(Base64Scan, AllowsDataAfterPadding)
{
    Base64State state;
    EXPECT_EQ(scan("Vkk=UlVTISE=", state).count, 0U);
    EXPECT_EQ(state.group, 0U);
}

TEST(Base64Scan, NamesTheFirstByteOutsideTheAlphabet)
{
    Base64State state;
    const Base64Faults faults = scan(std::string(100, 'A') + "!A!", state);
    EXPECT_EQ(faults.count, 2U);
    EXPECT_EQ(faults.first, 100U);
}

TEST(Base64Scan, RefusesPaddingAfterOneCharacter)
{
    Base64State state;
    EXPECT_EQ(scan("QUJDQ===", state).count, 3U);
}

TEST(Base64Scan, GivesTheSameResultHoweverTheBodyIsCut)
{
    std::mt19937 random(11);
    const std::string letters = "ABCDabcdwxyz0129+/==\r\n\t !";
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (std::size_t left = random() % 400; left > 0; --left)
            text += random() % 10 < 8 ? letters[random() % 18] : letters[random() % letters.size()];
        Base64State whole;
        const Base64Faults expected = scan(text, whole);
        Base64State cut;
        const std::size_t at = text.empty() ? 0 : random() % text.size();
        const Base64Faults first = scan(text.substr(0, at), cut);
        const Base64Faults second = scan(text.substr(at), cut);
        ASSERT_EQ(first.count + second.count, expected.count) << text;
        if (expected.count > 0) {
            ASSERT_EQ(first.count > 0 ? first.first : at + second.first, expected.first) << text;
        }
        ASSERT_EQ(cut.group, whole.group) << text;
        ASSERT_EQ(cut.padded, whole.padded) << text;
    }
}

} // namespace
} // namespace connectorscope
