#include "core/base/path_text.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

TEST(PathText, ShowsUnicodeNamesAsUtf8)
{
    const auto path = pathFromBytes("Gr\u00FC\u00DFe \U0001F600.eml");
    EXPECT_EQ(displayText(path), "Gr\u00FC\u00DFe \U0001F600.eml");
    EXPECT_TRUE(hasExactText(path));
}

TEST(PathText, QuotesANameOnOneLine)
{
    EXPECT_EQ(quotedPath(pathFromBytes("a\nb.eml")), "\"a\\nb.eml\"");
}

TEST(PathText, GivesTheSamePathBackFromItsBytes)
{
    const auto path = pathFromBytes("Incoming Mail/Gr\u00FC\u00DFe.eml");
    EXPECT_EQ(pathFromBytes(pathBytes(path)), path);
}

#ifdef _WIN32

TEST(PathText, KeepsHalfASurrogatePairInTheBytesAndShowsAReplacement)
{
    const std::filesystem::path path(std::wstring{L'a', wchar_t{0xD83D}, L'.', L'e'});
    EXPECT_EQ(displayText(path), "a\uFFFD.e");
    EXPECT_FALSE(hasExactText(path));
    EXPECT_EQ(pathBytes(path), "a\xED\xA0\xBD.e");
    EXPECT_EQ(pathFromBytes(pathBytes(path)), path);
}

#else

TEST(PathText, KeepsBytesThatAreNoUtf8AndShowsAReplacement)
{
    const std::filesystem::path path("caf\xE9.eml");
    EXPECT_EQ(displayText(path), "caf\uFFFD.eml");
    EXPECT_FALSE(hasExactText(path));
    EXPECT_EQ(pathBytes(path), "caf\xE9.eml");
    EXPECT_EQ(pathFromBytes(pathBytes(path)), path);
}

#endif

} // namespace
} // namespace connectorscope
