#include "core/site/toml_value.h"

#include "core/site/toml_guard.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::HasSubstr;

std::string repeated(std::string_view piece, int times)
{
    std::string text;
    for (int i = 0; i < times; ++i)
        text += piece;
    return text;
}

TEST(Toml, TellsWhereEachNameAndValueStands)
{
    const auto parsed = parseToml("# first\n[watch]\npoll = \"15s\"\n");
    const auto& root = std::get<TomlValue>(parsed);
    ASSERT_EQ(root.entries.size(), 1U);
    EXPECT_EQ(root.entries[0].line, 2);
    const TomlEntry& poll = root.entries[0].value.entries.at(0);
    EXPECT_EQ(poll.name, "poll");
    EXPECT_EQ(poll.line, 3);
    EXPECT_EQ(poll.value.text, "15s");
    EXPECT_EQ(poll.value.column, 8);
}

TEST(Toml, KeepsTheOrderOfTheFile)
{
    const auto parsed = parseToml("b = 1\na = 2\n");
    EXPECT_EQ(std::get<TomlValue>(parsed).entries.at(0).name, "b");
}

TEST(Toml, TellsTheLineThatIsNone)
{
    const auto parsed = parseToml("a = 1\nb = \n");
    EXPECT_EQ(std::get<TomlError>(parsed).line, 2);
}

TEST(Toml, RefusesNamesThatNestWithoutBound)
{
    for (const std::string& text :
         {repeated("a.", 400'000) + "a = 1", "[" + repeated("a.", 400'000) + "a]\n",
          "x = { " + repeated("\"a\".", 200'000) + "a = 1 }", repeated("'=' . ", 100'000) + "a = 1"}) {
        const auto parsed = parseToml(text);
        ASSERT_TRUE(std::holds_alternative<TomlError>(parsed));
        EXPECT_THAT(std::get<TomlError>(parsed).message, HasSubstr("joined with dots"));
    }
}

TEST(Toml, RefusesValuesThatNestWithoutBound)
{
    EXPECT_TRUE(std::holds_alternative<TomlError>(parseToml("x = " + repeated("[", 500'000))));
    EXPECT_TRUE(std::holds_alternative<TomlError>(parseToml("x = " + repeated("{ a = ", 150'000))));
}

TEST(Toml, TellsTheLineWhereTheLibraryOnlyAsserts)
{
    for (const std::string text :
         {"a = 1\n[(x]\n", "a = 1\n[[(x]]\n", "a = 1\n [ =x]\n", "a = 1\n[[[x]]\n", "a = 1\n[\n",
          "a = 1\nb = [}", "a = 1\nb = [1, }\nc = 1", "a = 1\nb = ['x', }]\n\n",
          "a = 1\nb = 1979-06-27 5 7=p&\n\n", "a = 1\nb = 0['\xEF\xBB\xB7']\n"}) {
        const auto parsed = parseToml(text);
        ASSERT_TRUE(std::holds_alternative<TomlError>(parsed)) << text;
        EXPECT_EQ(std::get<TomlError>(parsed).line, 2) << text;
    }
}

TEST(Toml, TakesTablesInListsAndEmptyOnes)
{
    for (const std::string text : {"b = [{}]", "b = [{ a = [1, 2] }, { a = ['}'] }]", "b = { }", "b = [1, ]"})
        EXPECT_TRUE(std::holds_alternative<TomlValue>(parseToml(text))) << text;
}

TEST(Toml, TellsOfCharactersThatTheLibraryCallsUnreachable)
{
    // A letter that has a form of its own at a word's end, an umlaut, a no-break space, quotation marks.
    for (const std::string text : {"a = 1\n\xEF\xBB\xB7[x]\n", "a = 1\n\xC3\xBC = 1\n",
                                   "a = 1\nb =\xC2\xA0 2\n", "a = 1\nb = \xE2\x80\x9Cx\xE2\x80\x9D\n"}) {
        const auto parsed = parseToml(text);
        ASSERT_TRUE(std::holds_alternative<TomlError>(parsed)) << text;
        EXPECT_EQ(std::get<TomlError>(parsed).line, 2) << text;
        EXPECT_THAT(std::get<TomlError>(parsed).message, HasSubstr("outside of quotes")) << text;
    }
}

TEST(Toml, TakesAllLettersInStringsAndComments)
{
    for (const std::string text :
         {"a = \"\xC3\xBC\"", "a = '\xC3\xBC' # \xC3\xBC", "\"\xC3\xBC\" = 1", "a = '''\n\xC3\xBC'''\n"})
        EXPECT_TRUE(std::holds_alternative<TomlValue>(parseToml(text))) << text;
}

TEST(TomlDepth, DoesNotCountTheDotsOfTextsAndComments)
{
    const std::string dots = repeated(".", 100);
    for (const std::string& text :
         {"a = \"" + dots + "\"", "a = '" + dots + "'", "# " + dots, "a = \"\"\"\n" + dots + "\n\"\"\"",
          "a = '''x'" + dots + "'''", R"(a = "\")" + dots + "\"", "a = \"\" # " + dots})
        EXPECT_EQ(lineWithTooDeepName(text), 0) << text;
}

TEST(TomlDepth, CountsAgainForEachName)
{
    EXPECT_EQ(lineWithTooDeepName("a = [" + repeated("1.5, ", 100) + "]"), 0);
    EXPECT_EQ(lineWithTooDeepName(repeated("a.b.c = 1\n", 100)), 0);
}

TEST(TomlDepth, TellsTheLine)
{
    EXPECT_EQ(lineWithTooDeepName("a = '''\n\n'''\n" + repeated("a.", 40) + "a = 1"), 4);
}

} // namespace
} // namespace connectorscope
