#include "core/diagnosis/catalogue.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

namespace connectorscope {
namespace {

using testing::AllOf;
using testing::ElementsAreArray;
using testing::EndsWith;
using testing::Gt;
using testing::HasSubstr;
using testing::Le;
using testing::Not;
using testing::SizeIs;

/// The catalogue as the design keeps it; a released source tree does not bring it.
std::filesystem::path designTable()
{
    return std::filesystem::path(CONNECTORSCOPE_SOURCE_DIR) / ".." / "shared" / "causes.tsv";
}

std::vector<std::string> columnsOf(const std::string& line)
{
    std::vector<std::string> columns;
    std::size_t begin = 0;
    for (std::size_t tab = line.find('\t'); tab != std::string::npos; tab = line.find('\t', begin)) {
        columns.push_back(line.substr(begin, tab - begin));
        begin = tab + 1;
    }
    columns.push_back(line.substr(begin));
    return columns;
}

std::string dashIfEmpty(std::string_view text)
{
    return text.empty() ? "-" : std::string(text);
}

std::vector<std::string> columnsOf(const Cause& cause)
{
    return {std::string(cause.id),
            std::string(toString(cause.scope)),
            dashIfEmpty(toString(cause.stage)),
            std::string(toString(cause.severity)),
            dashIfEmpty(cause.symbol),
            dashIfEmpty(cause.hresult),
            std::string(toString(cause.basis)),
            dashIfEmpty(toString(cause.retry)),
            dashIfEmpty(cause.repair),
            std::string(cause.meaning)};
}

TEST(Catalogue, AgreesWithTheDesignInEveryColumn)
{
    std::ifstream table(designTable());
    if (!table)
        GTEST_SKIP() << designTable() << " is not there: the catalogue is not compared with the design";
    std::string line;
    std::getline(table, line);
    std::vector<std::vector<std::string>> expected;
    while (std::getline(table, line))
        if (!line.empty())
            expected.push_back(columnsOf(line));
    std::vector<std::vector<std::string>> actual;
    for (const Cause& cause : catalogue())
        actual.push_back(columnsOf(cause));
    EXPECT_THAT(actual, ElementsAreArray(expected));
}

TEST(Catalogue, FindsEachCauseByItsKeyAndByItsId)
{
    for (const Cause& cause : catalogue()) {
        EXPECT_EQ(&causeOf(cause.key), &cause);
        EXPECT_EQ(findCause(cause.id), &cause);
    }
}

TEST(Catalogue, FindsNothingByAnUnknownId)
{
    EXPECT_EQ(findCause("no-such-cause"), nullptr);
    EXPECT_EQ(findCause(""), nullptr);
    EXPECT_EQ(findCause("Missing-From"), nullptr);
}

TEST(Catalogue, TellsEachCauseInWordsForAPerson)
{
    for (const Cause& cause : catalogue()) {
        SCOPED_TRACE(cause.id);
        EXPECT_THAT(cause.title, SizeIs(AllOf(Gt(5u), Le(40u))));
        EXPECT_THAT(cause.title, Not(EndsWith(".")));
        EXPECT_THAT(cause.meaning, EndsWith("."));
        EXPECT_THAT(cause.advice, EndsWith("."));
        EXPECT_THAT(cause.advice, Not(HasSubstr("  ")));
        EXPECT_NE(cause.advice, cause.meaning);
    }
}

TEST(Catalogue, SaysInTheAdviceWhatTheRepairDoes)
{
    for (const Cause& cause : catalogue()) {
        SCOPED_TRACE(cause.id);
        if (cause.repair.empty())
            EXPECT_THAT(cause.advice, Not(HasSubstr("he repair")));
        else
            EXPECT_THAT(cause.advice, HasSubstr("he repair"));
    }
}

TEST(Catalogue, GivesTitlesThatTellTheCausesApart)
{
    std::vector<std::string_view> titles;
    for (const Cause& cause : catalogue())
        titles.push_back(cause.title);
    std::ranges::sort(titles);
    EXPECT_EQ(std::ranges::adjacent_find(titles), titles.end());
}

} // namespace
} // namespace connectorscope
