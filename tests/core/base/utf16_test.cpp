#include "core/base/utf16.h"

#include "core/base/utf8.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

TEST(Utf16, BecomesUtf8OfEveryLength)
{
    EXPECT_EQ(utf8FromUtf16(u"a\u00FC\u20AC\U0001F600", LoneSurrogates::Keep), "a\u00FC\u20AC\U0001F600");
}

TEST(Utf16, ComesBackFromUtf8)
{
    EXPECT_EQ(utf16FromUtf8("a\u00FC\u20AC\U0001F600"), u"a\u00FC\u20AC\U0001F600");
}

TEST(Utf16, ShowsHalfASurrogatePairAsOneReplacementCharacter)
{
    const std::u16string lone = {u'a', char16_t{0xD83D}, u'b', char16_t{0xDC00}};
    EXPECT_EQ(utf8FromUtf16(lone, LoneSurrogates::Replace), "a\uFFFD"
                                                            "b\uFFFD");
}

TEST(Utf16, ComesBackExactlyFromWtf8WhateverItIs)
{
    const std::u16string odd = {char16_t{0xDC00}, char16_t{0xD83D}, char16_t{0xD83D}, char16_t{0xDE00}, u'x',
                                char16_t{0xD83D}};
    const std::string bytes = utf8FromUtf16(odd, LoneSurrogates::Keep);
    EXPECT_FALSE(isValidUtf8(bytes));
    EXPECT_EQ(utf16FromUtf8(bytes), odd);
}

TEST(Utf16, ReplacesBytesThatAreNoWtf8)
{
    EXPECT_EQ(utf16FromUtf8("a\xFF"
                            "b\xC3"),
              u"a\uFFFD"
              u"b\uFFFD");
}

} // namespace
} // namespace connectorscope
