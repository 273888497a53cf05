#include "core/base/escape.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

TEST(EscapeControls, LeavesTextAndBackslashesAlone)
{
    EXPECT_EQ(escapeControls("C:\\PickUp\\Gr\u00FC\u00DFe \U0001F600.eml"),
              "C:\\PickUp\\Gr\u00FC\u00DFe \U0001F600.eml");
}

TEST(EscapeControls, KeepsEverythingOnOneLine)
{
    EXPECT_EQ(escapeControls("a\r\nb\tc"), "a\\r\\nb\\tc");
    EXPECT_EQ(escapeControls("a\u2028b\u0085"), "a\\u2028b\\u0085");
}

TEST(EscapeControls, ShowsNulAndTerminalSequences)
{
    EXPECT_EQ(escapeControls(std::string_view("\0\x1B[31m\x7F", 7)), "\\0\\x1B[31m\\x7F");
    EXPECT_EQ(escapeControls("\u009B"
                             "31m"),
              "\\u009B31m");
}

TEST(EscapeControls, ShowsMarksThatTurnTheDirectionOfText)
{
    EXPECT_EQ(escapeControls("invoice\u202Efdp.exe"), "invoice\\u202Efdp.exe");
    EXPECT_EQ(escapeControls("\u2066\u2069\u061C\u200F"), "\\u2066\\u2069\\u061C\\u200F");
}

TEST(EscapeControls, ReplacesBytesThatAreNoUtf8)
{
    EXPECT_EQ(escapeControls("caf\xE9."), "caf\uFFFD.");
}

} // namespace
} // namespace connectorscope
