#include "core/site/toml_layout.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

std::string valueOf(const std::string& text, const std::string& path, std::size_t table = 0)
{
    for (const TomlPlace& place : layoutOf(text))
        if (!place.header && place.path == path && place.table == table)
            return text.substr(place.valueBegin, place.valueEnd - place.valueBegin);
    return "none";
}

TEST(TomlLayout, FindsTheWholeValueOfAKey)
{
    const std::string text = "a = \"x # y\" # comment\r\n"
                             "b = '''\n[no]\n''' # comment\n"
                             "c = [ 1, # one ]\n  [2, \"]\"], { x = 3 } ] # comment\n"
                             "d = { e = 1, f = { g = \"}\" } } # comment\n"
                             "h = 2026-11-23 06:00:00  # comment\n"
                             "i.j . \"k\"=true\n";
    EXPECT_EQ(valueOf(text, "a"), "\"x # y\"");
    EXPECT_EQ(valueOf(text, "b"), "'''\n[no]\n'''");
    EXPECT_EQ(valueOf(text, "c"), "[ 1, # one ]\n  [2, \"]\"], { x = 3 } ]");
    EXPECT_EQ(valueOf(text, "d"), "{ e = 1, f = { g = \"}\" } }");
    EXPECT_EQ(valueOf(text, "d.e"), "1");
    EXPECT_EQ(valueOf(text, "d.f.g"), "\"}\"");
    EXPECT_EQ(valueOf(text, "h"), "2026-11-23 06:00:00");
    EXPECT_EQ(valueOf(text, "i.j.k"), "true");
}

TEST(TomlLayout, TellsTheTableOfAKey)
{
    const std::string text = "[watch]\nx = 1\n[[pop3]]\nx = 2\n[[ pop3 ]]\nx = 3\n[watch.cohort]\nx = 4\n";
    EXPECT_EQ(valueOf(text, "watch.x"), "1");
    EXPECT_EQ(valueOf(text, "pop3.x", 1), "2");
    EXPECT_EQ(valueOf(text, "pop3.x", 2), "3");
    EXPECT_EQ(valueOf(text, "watch.cohort.x"), "4");
}

TEST(TomlLayout, CountsTheLinesOfAValueToItsKey)
{
    const std::string text = "a = [\n1,\n2 ]\nb = 1";
    const auto places = layoutOf(text);
    ASSERT_EQ(places.size(), 2U);
    EXPECT_EQ(text.substr(places[0].lineBegin, places[0].lineEnd), "a = [\n1,\n2 ]\n");
    EXPECT_EQ(places[1].lineEnd, text.size());
}

TEST(TomlLayout, EndsWhateverItIsGiven)
{
    for (const std::string text : {"", "=", "a =", "a = [", "a = {", "a = \"", "[", "[[", "a = ]", "a = {,}",
                                   "a.\n", "a = [}]", "a = {]", "\r", "a = '''", "a = \"\\"})
        EXPECT_LE(layoutOf(text).size(), 3U) << text;
}

} // namespace
} // namespace connectorscope
