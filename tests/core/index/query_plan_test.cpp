#include "core/index/query_planner.h"
#include "core/index/text_function.h"
#include "tests/core/index/ledger_fixture.h"

#include <algorithm>
#include <array>
#include <utility>

namespace connectorscope {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr SearchTuning manyRows = {
    .few = 0, .fewNumbers = 0, .fewToCount = 0}; ///< as if everything fitted many
constexpr SearchTuning someRows = {.few = 0};    ///< too many to sort, not to gather
constexpr SearchTuning fewRows = {};

constexpr std::array allColumns = {
    SortColumn::Since, SortColumn::Folder,  SortColumn::Verdict, SortColumn::Cause,     SortColumn::State,
    SortColumn::Size,  SortColumn::Subject, SortColumn::Sender,  SortColumn::Recipient, SortColumn::FileName};

/// How SQLite reaches rows and sorts them, in its own words (EXPLAIN QUERY PLAN).
class QueryPlanTest : public LedgerFixture
{
protected:
    QueryPlanTest()
    {
        record({judged(failed, 1, CauseId::MissingFrom), judged(incoming, 2)});
        m_index = index();
        addTextFunction(*m_index);
        m_names = std::make_unique<Names>(*m_index);
    }

    std::vector<std::string> explained(BoundSql sql)
    {
        constexpr int detail = 3;
        sql.sql = "EXPLAIN QUERY PLAN " + sql.sql;
        std::vector<std::string> steps;
        const auto done = m_index->run([&] {
            Query query = sql.prepare(*m_index);
            while (query.step())
                steps.push_back(query.text(detail));
        });
        EXPECT_TRUE(done) << done.error().message;
        EXPECT_FALSE(steps.empty());
        return steps;
    }

    std::vector<std::string> pagePlan(const MessageFilter& filter, const MessageOrder& order = {},
                                      const std::optional<PageKey>& after = {},
                                      const SearchTuning& tuning = manyRows)
    {
        const QueryPlan plan = planPage(*m_index, *m_names, filter, order.column, tuning);
        return explained(pageSql(*m_names, plan, filter, order, 200, after));
    }

    std::vector<std::string> countPlan(const MessageFilter& filter, GroupBy group,
                                       const SearchTuning& tuning = manyRows)
    {
        const QueryPlan plan = planCount(*m_index, *m_names, filter, tuning);
        return explained(countSql(*m_names, plan, filter, group, 100));
    }

    std::vector<std::string> totalPlan(const MessageFilter& filter, const SearchTuning& tuning = manyRows)
    {
        const QueryPlan plan = planCount(*m_index, *m_names, filter, tuning);
        return explained(totalSql(*m_names, plan, filter));
    }

    std::unique_ptr<Database> m_index;
    std::unique_ptr<Names> m_names;
};

/// Nothing is sorted: the rows come in the order of an index.
const auto needsNoSorting = Not(Contains(HasSubstr("TEMP B-TREE")));

/// No table is read from its beginning to its end; an index or the text's trigrams say where to look.
MATCHER(ReadsNoWholeTable, "")
{
    const auto scan = std::ranges::find_if(arg, [](const std::string& step) {
        const bool byIndex = step.find("USING") != std::string::npos ||
                             step.find("VIRTUAL TABLE INDEX") != std::string::npos || step == "SCAN n";
        return step.starts_with("SCAN") && !byIndex;
    });
    if (scan == arg.end())
        return true;
    *result_listener << "whose step is " << *scan;
    return false;
}

struct FilterByColumn
{
    const char* column;
    MessageFilter filter;
};

std::vector<FilterByColumn> filtersByColumn()
{
    std::vector<FilterByColumn> filters = {{"folder", {}}, {"verdict", {}}, {"cause", {}}, {"state", {}}};
    filters[0].filter.folders = {FolderKind::Failed};
    filters[1].filter.verdicts = {Verdict::Blocked};
    filters[2].filter.causes = {CauseId::MissingFrom};
    filters[3].filter.states = {MessageState::Present};
    return filters;
}

MessageFilter filterBy(std::string MessageFilter::*part, std::string value)
{
    MessageFilter filter;
    filter.*part = std::move(value);
    return filter;
}

TEST_F(QueryPlanTest, APageOfAFolderVerdictCauseOrStateByTimeIsAStretchOfAnIndex)
{
    const PageKey after = {std::int64_t{1'000}, 1'000, 5};
    for (const auto& [column, filter] : filtersByColumn()) {
        for (const bool descending : {true, false}) {
            for (const auto& from : {std::optional<PageKey>(), std::optional(after)}) {
                const auto steps = pagePlan(filter, {SortColumn::Since, descending}, from);
                EXPECT_THAT(steps, Contains(HasSubstr(std::string("SEARCH m USING COVERING INDEX message_") +
                                                      column + " (" + column + "=?")));
                EXPECT_THAT(steps, ReadsNoWholeTable());
                EXPECT_THAT(steps, needsNoSorting);
            }
        }
    }
}

TEST_F(QueryPlanTest, APageThatBeginsAfterAnotherOneDoesNotReadThatAgain)
{
    const PageKey after = {std::int64_t{1'000}, 1'000, 5};
    for (const auto& [column, filter] : filtersByColumn()) {
        EXPECT_THAT(pagePlan(filter, {SortColumn::Since, true}, after),
                    Contains(HasSubstr("=? AND since<?)")))
            << column;
    }
    EXPECT_THAT(pagePlan({}, {SortColumn::Since, true}, after), Contains(StartsWith("SEARCH m USING")));
}

TEST_F(QueryPlanTest, APageOfSeveralConditionsIsServedByTheIndexOfOne)
{
    MessageFilter filter;
    filter.folders = {FolderKind::Failed};
    filter.verdicts = {Verdict::Blocked};
    filter.causes = {CauseId::MissingFrom};
    filter.states = {MessageState::Present};
    const auto steps = pagePlan(filter);
    EXPECT_THAT(steps, Contains(HasSubstr("SEARCH m USING COVERING INDEX message_")));
    EXPECT_THAT(steps, needsNoSorting);
}

TEST_F(QueryPlanTest, APageByAnyColumnComesInTheOrderOfAnIndex)
{
    for (const SortColumn column : allColumns) {
        for (const bool descending : {true, false}) {
            const auto steps = pagePlan({}, {column, descending});
            EXPECT_THAT(steps, ReadsNoWholeTable()) << static_cast<int>(column);
            EXPECT_THAT(steps, needsNoSorting) << static_cast<int>(column);
        }
    }
}

TEST_F(QueryPlanTest, WhatIsStuckComesInTheOrderOfAnIndex)
{
    MessageFilter filter;
    filter.stuck = StuckLimits{someTime, someTime};
    for (const SortColumn column : allColumns) {
        const auto steps = pagePlan(filter, {column, true});
        EXPECT_THAT(steps, Contains(HasSubstr("USING COVERING INDEX"))) << static_cast<int>(column);
        EXPECT_THAT(steps, needsNoSorting) << static_cast<int>(column);
    }
}

TEST_F(QueryPlanTest, CountsAreReadFromTheTally)
{
    for (const GroupBy group : {GroupBy::Folder, GroupBy::Verdict, GroupBy::Cause, GroupBy::State}) {
        for (const auto& [column, filter] : filtersByColumn()) {
            const BoundSql sql =
                countSql(*m_names, planCount(*m_index, *m_names, filter, manyRows), filter, group, 100);
            EXPECT_THAT(sql.sql, HasSubstr("FROM tally m"));
            EXPECT_THAT(sql.sql, Not(HasSubstr("FROM message")));
        }
    }
    EXPECT_THAT(totalSql(*m_names, {}, {}).sql, HasSubstr("FROM tally m"));
}

TEST_F(QueryPlanTest, CountsPerCauseOfWhatIsStuckOrOfATimeReadAnIndexAlone)
{
    MessageFilter stuck;
    stuck.stuck = StuckLimits{someTime, someTime};
    MessageFilter today;
    today.from = someTime;
    for (const MessageFilter& filter : {stuck, today}) {
        for (const SearchTuning& tuning : {manyRows, fewRows}) {
            EXPECT_THAT(countPlan(filter, GroupBy::Cause, tuning), ReadsNoWholeTable());
            EXPECT_THAT(totalPlan(filter, tuning), ReadsNoWholeTable());
        }
    }
    EXPECT_THAT(countPlan(today, GroupBy::Cause), Contains(HasSubstr("COVERING INDEX")));
}

TEST_F(QueryPlanTest, TextThatManyHaveIsFoundAlongTheTimeTheNewestFirst)
{
    const auto steps = pagePlan(filterBy(&MessageFilter::text, "invoice"), {SortColumn::Since, true});
    EXPECT_THAT(steps, Contains(HasSubstr("INDEX message_since")));
    EXPECT_THAT(steps, ReadsNoWholeTable());
    EXPECT_THAT(steps, needsNoSorting);
}

TEST_F(QueryPlanTest, TextThatFewHaveIsFoundByItsTrigrams)
{
    const auto steps =
        pagePlan(filterBy(&MessageFilter::text, "invoice"), {SortColumn::Since, true}, {}, fewRows);
    EXPECT_THAT(steps, Contains(StartsWith("SCAN t VIRTUAL TABLE INDEX")));
    EXPECT_THAT(steps, Contains(StartsWith("SEARCH m USING INTEGER PRIMARY KEY")));
    EXPECT_THAT(steps, ReadsNoWholeTable());
}

TEST_F(QueryPlanTest, TextThatSomeHaveIsFoundInTheOrderOfAnIndexAmongTheRowsOfItsTrigrams)
{
    for (const SortColumn column : {SortColumn::Since, SortColumn::Subject}) {
        const auto steps = pagePlan(filterBy(&MessageFilter::text, "invoice"), {column, true}, {}, someRows);
        EXPECT_THAT(steps, Contains(HasSubstr("m USING INDEX message_s")));
        EXPECT_THAT(steps, Contains(StartsWith("SCAN message_text VIRTUAL TABLE INDEX")));
        EXPECT_THAT(steps, ReadsNoWholeTable());
        EXPECT_THAT(steps, needsNoSorting);
    }
}

TEST_F(QueryPlanTest, ADomainIsFoundByItsIndexWhichIsInTheOrderOfSenders)
{
    const MessageFilter filter = filterBy(&MessageFilter::sender, "@example.org");
    for (const SearchTuning& tuning : {manyRows, someRows, fewRows}) {
        const auto steps = pagePlan(filter, {SortColumn::Sender, false}, {}, tuning);
        EXPECT_THAT(steps, Contains(HasSubstr("COVERING INDEX message_domain (domain_key=?)")));
        EXPECT_THAT(steps, needsNoSorting);
    }
    EXPECT_THAT(pagePlan(filter, {SortColumn::Since, true}, {}, someRows),
                Contains(HasSubstr("COVERING INDEX message_domain (domain_key=?)")));
    EXPECT_THAT(countPlan(filter, GroupBy::Cause, fewRows),
                Contains(HasSubstr("COVERING INDEX message_domain (domain_key=?)")));
}

TEST_F(QueryPlanTest, ShortTextIsLookedForAmongTheNewestOnly)
{
    const auto steps = pagePlan(filterBy(&MessageFilter::text, "in"), {SortColumn::Since, true});
    EXPECT_THAT(steps, Contains(HasSubstr("INDEX message_since")));
    EXPECT_THAT(steps, Contains(StartsWith("SEARCH m USING INTEGER PRIMARY KEY")));
    EXPECT_THAT(steps, ReadsNoWholeTable());
}

TEST_F(QueryPlanTest, AddressesAreFoundByTheirIndexes)
{
    for (const SearchTuning& tuning : {manyRows, fewRows}) {
        for (const MessageFilter& filter : {filterBy(&MessageFilter::sender, "berta1@example.org"),
                                            filterBy(&MessageFilter::sender, "@example.org"),
                                            filterBy(&MessageFilter::recipient, "anna@contoso.com")})
            EXPECT_THAT(pagePlan(filter, {}, {}, tuning), ReadsNoWholeTable());
    }
    EXPECT_THAT(pagePlan(filterBy(&MessageFilter::sender, "berta1@example.org"), {}, {}, fewRows),
                Contains(HasSubstr("INDEX message_sender (sender_key=?)")));
    EXPECT_THAT(pagePlan(filterBy(&MessageFilter::recipient, "anna@contoso.com"), {}, {}, fewRows),
                Contains(HasSubstr("SEARCH r USING PRIMARY KEY (address=?)")));
}

TEST_F(QueryPlanTest, TheTestSeesAWholeTableAndASort)
{
    const auto steps = explained({"SELECT number FROM message ORDER BY message_id", {}});
    EXPECT_THAT(steps, Not(ReadsNoWholeTable()));
    EXPECT_THAT(steps, Not(needsNoSorting));
}

} // namespace
} // namespace connectorscope
