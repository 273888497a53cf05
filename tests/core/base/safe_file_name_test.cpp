#include "core/base/safe_file_name.h"

#include "core/base/utf8.h"

#include <gtest/gtest.h>

namespace connectorscope {
namespace {

std::string safe(std::string_view wanted)
{
    return safeFileName(wanted, "part-1.bin");
}

TEST(SafeFileName, LeavesAUsualNameAsItIs)
{
    EXPECT_EQ(safe("Rechnung 2026-11 (Kopie).pdf"), "Rechnung 2026-11 (Kopie).pdf");
    EXPECT_EQ(safe("Gr\u00FC\u00DFe \u898B\u7A4D\U0001F600.txt"),
              "Gr\u00FC\u00DFe \u898B\u7A4D\U0001F600.txt");
}

TEST(SafeFileName, LeadsToNoOtherFolder)
{
    EXPECT_EQ(safe("..\\..\\x"), "x");
    EXPECT_EQ(safe("../../etc/passwd"), "passwd");
    EXPECT_EQ(safe("C:\\Windows\\win.ini"), "win.ini");
    EXPECT_EQ(safe("C:win.ini"), "C_win.ini");
    EXPECT_EQ(safe("a.txt:stream"), "a.txt_stream");
    EXPECT_EQ(safe("folder/"), "part-1.bin");
    EXPECT_EQ(safe(".."), "part-1.bin");
    EXPECT_EQ(safe(""), "part-1.bin");
}

TEST(SafeFileName, NamesNoDevice)
{
    EXPECT_EQ(safe("CON"), "_CON");
    EXPECT_EQ(safe("nul.txt"), "_nul.txt");
    EXPECT_EQ(safe("Com1 .tar.gz"), "_Com1 .tar.gz");
    EXPECT_EQ(safe("LPT\u00B2"), "_LPT\u00B2");
    EXPECT_EQ(safe("console.txt"), "console.txt");
}

TEST(SafeFileName, HidesAndTurnsNothing)
{
    EXPECT_EQ(safe("invoice\u202Efdp.exe"), "invoicefdp.exe");
    EXPECT_EQ(safe("a\u200Bb\uFEFFc\u2066.txt"), "abc.txt");
    EXPECT_EQ(safe("two\r\nlines\t\x01\x7F.txt"), "twolines.txt");
    EXPECT_EQ(safe("\u2028\u202E"), "part-1.bin");
}

TEST(SafeFileName, BeginsAndEndsWithNeitherDotNorBlank)
{
    EXPECT_EQ(safe(".bashrc"), "bashrc");
    EXPECT_EQ(safe("  a.txt . . "), "a.txt");
    EXPECT_EQ(safe(". \u200B ."), "part-1.bin");
}

TEST(SafeFileName, PutsALineWhereACharacterIsNotAllowedOrNoText)
{
    EXPECT_EQ(safe("a<b>|c?*\".txt"), "a_b__c___.txt");
    EXPECT_EQ(safe("gr\xFC\xDF.txt"), "gr__.txt");
}

TEST(SafeFileName, CutsALongNameAndKeepsItsEnding)
{
    const std::string name = safe(std::string(5000, 'x') + ".pdf");
    EXPECT_EQ(name.size(), longestFileName);
    EXPECT_TRUE(name.ends_with("x.pdf"));
    std::string characters;
    for (int i = 0; i < 100; ++i)
        characters += "\u898B";
    const std::string cut = safe(characters);
    EXPECT_LE(cut.size(), longestFileName);
    EXPECT_TRUE(isValidUtf8(cut));
    EXPECT_EQ(safe(std::string(119, 'x') + " . no ending of a file").size(), 119U);
}

} // namespace
} // namespace connectorscope
