#include "core/base/windows_path.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

constexpr std::wstring_view current = L"C:\\Users\\anna";

TEST(ExtendedPath, PrefixesAPathOnADrive)
{
    EXPECT_EQ(extendedPath(L"D:\\Mail/Failed Mail\\a.eml", current), L"\\\\?\\D:\\Mail\\Failed Mail\\a.eml");
    EXPECT_EQ(extendedPath(L"D:\\", current), L"\\\\?\\D:\\");
}

TEST(ExtendedPath, PrefixesAPathOnAShare)
{
    EXPECT_EQ(extendedPath(L"\\\\server\\c$\\PickUp\\a.eml", current),
              L"\\\\?\\UNC\\server\\c$\\PickUp\\a.eml");
    EXPECT_EQ(extendedPath(L"//server/c$", current), L"\\\\?\\UNC\\server\\c$\\");
}

TEST(ExtendedPath, BeginsARelativePathAtTheCurrentFolder)
{
    EXPECT_EQ(extendedPath(L"a.eml", current), L"\\\\?\\C:\\Users\\anna\\a.eml");
    EXPECT_EQ(extendedPath(L"..\\.\\bert\\a.eml", current), L"\\\\?\\C:\\Users\\bert\\a.eml");
    EXPECT_EQ(extendedPath(L"a.eml", L"\\\\server\\share\\folder"),
              L"\\\\?\\UNC\\server\\share\\folder\\a.eml");
    EXPECT_EQ(extendedPath(L"a.eml", L"\\\\?\\UNC\\server\\share"), L"\\\\?\\UNC\\server\\share\\a.eml");
}

TEST(ExtendedPath, KnowsPathsThatAreOnlyHalfAbsolute)
{
    EXPECT_EQ(extendedPath(L"\\Mail\\a.eml", current), L"\\\\?\\C:\\Mail\\a.eml");
    EXPECT_EQ(extendedPath(L"c:a.eml", current), L"\\\\?\\C:\\Users\\anna\\a.eml");
    EXPECT_EQ(extendedPath(L"D:a.eml", current), L"\\\\?\\D:\\a.eml");
}

TEST(ExtendedPath, NeverClimbsAboveTheRoot)
{
    EXPECT_EQ(extendedPath(L"C:\\a\\..\\..\\..\\b", current), L"\\\\?\\C:\\b");
    EXPECT_EQ(extendedPath(L"\\\\server\\share\\..\\..\\b", current), L"\\\\?\\UNC\\server\\share\\b");
}

TEST(ExtendedPath, KeepsDotsAndBlanksAtTheEndOfNames)
{
    EXPECT_EQ(extendedPath(L"C:\\Mail \\a.eml. ", current), L"\\\\?\\C:\\Mail \\a.eml. ");
}

TEST(ExtendedPath, LeavesWhatIsExtendedAlready)
{
    EXPECT_EQ(extendedPath(L"\\\\?\\C:\\a", current), L"\\\\?\\C:\\a");
    EXPECT_EQ(extendedPath(L"\\\\.\\pipe\\x", current), L"\\\\.\\pipe\\x");
    EXPECT_EQ(extendedPath(L"", current), L"");
}

TEST(UsableWindowsName, IsAnUsualName)
{
    for (const wchar_t* name :
         {L"a.eml", L".hidden", L"CONTACT", L"com10.eml", L"COMA", L"a b.eml", L"console.eml"})
        EXPECT_TRUE(isUsableWindowsName(name)) << testing::PrintToString(std::wstring(name));
}

TEST(UsableWindowsName, IsNoDeviceWhateverItsExtension)
{
    for (const wchar_t* name :
         {L"CON", L"nul.txt", L"Aux .eml", L"com1", L"LPT9.a.b", L"COM\u00B2", L"conin$"})
        EXPECT_FALSE(isUsableWindowsName(name)) << testing::PrintToString(std::wstring(name));
}

TEST(UsableWindowsName, HasNoForbiddenCharacterAndNoDotOrBlankAtItsEnd)
{
    for (const wchar_t* name : {L"", L"a.", L"a ", L"a:b", L"a\\b", L"a/b", L"a?", L"a\nb", L"..", L"a*"})
        EXPECT_FALSE(isUsableWindowsName(name)) << testing::PrintToString(std::wstring(name));
}

} // namespace
} // namespace connectorscope
