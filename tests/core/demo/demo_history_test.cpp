#include "core/demo/demo_history.h"

#include "core/demo/demo_past.h"
#include "core/demo/demo_present.h"
#include "core/index/action_queue.h"
#include "core/index/index_reader.h"
#include "core/index/journal_reader.h"
#include "core/index/run_journal.h"
#include "core/index/schemas.h"
#include "core/index/site_ledger.h"
#include "core/site/site_file.h"
#include "core/watch/watcher.h"
#include "tests/support/fake_clock.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>

namespace connectorscope {
namespace {

using testing::IsEmpty;
using testing::Not;

/// One demonstration with its history, made once: no test changes it.
class DemoHistory : public testing::Test
{
protected:
    struct Made
    {
        TempDir folder;
        FakeClock clock;
        std::unique_ptr<FileSystem> files = realFileSystem();
        DemoSite demo = makeDemoSite(*files, clock, folder / "demo", writeDemoHistory).value();
    };

    static void SetUpTestSuite() { s_made = std::make_unique<Made>(); }
    static void TearDownTestSuite() { s_made.reset(); }

    /// The rows of a query on the journal.
    static std::vector<std::string> rows(const std::string& sql)
    {
        auto journal = Database::open(databaseFiles(s_made->demo.workFolder).journal, journalKind());
        if (!journal)
            throw std::runtime_error(journal.error().message);
        const auto read = (*journal)->run([&] {
            std::vector<std::string> rows;
            Query query = (*journal)->query(sql);
            while (query.step())
                rows.push_back(query.text(0));
            return rows;
        });
        if (!read)
            throw std::runtime_error(read.error().message);
        return *read;
    }

    static std::int64_t number(const std::string& sql) { return std::stoll(rows(sql).at(0)); }

    static std::string nanoseconds(UtcTime time) { return std::to_string(time.time_since_epoch().count()); }

    static std::unique_ptr<Made> s_made;
};

std::unique_ptr<DemoHistory::Made> DemoHistory::s_made;

/// `folder`, `cause` and a count: how many events of that kind there are, as the figures group them.
constexpr const char* eventsSql =
    "SELECT (at / 900000000000) || ' ' || folder || ' ' || cause || ' ' || count(*) "
    "FROM event WHERE kind = (SELECT number FROM name WHERE text = '";
constexpr const char* groupedSql = " GROUP BY at / 900000000000, folder, cause ORDER BY 1";

std::string folderIs(const std::string& folder)
{
    return " AND folder = (SELECT number FROM name WHERE text = '" + folder + "')";
}

std::string figuresSql(const std::string& column)
{
    return "SELECT quarter || ' ' || folder || ' ' || cause || ' ' || " + column + " FROM figure WHERE " +
           column + " != 0 ORDER BY 1";
}

TEST_F(DemoHistory, CoversFourToSixWeeksUpToNow)
{
    const UtcTime now = s_made->clock.now();
    const UtcTime first{std::chrono::nanoseconds(number("SELECT min(at) FROM event"))};
    const UtcTime last{std::chrono::nanoseconds(number("SELECT max(at) FROM event"))};
    EXPECT_GE(now - first, std::chrono::hours(24 * 28));
    EXPECT_LE(now - first, std::chrono::hours(24 * 42));
    EXPECT_LE(last, now);
    EXPECT_GE(last, now - std::chrono::hours(1));
    for (int week = 0; week < 4; ++week) {
        const UtcTime begin = now - std::chrono::hours(24 * 7 * (week + 1));
        const std::string within = " WHERE at BETWEEN " + nanoseconds(begin) + " AND " +
                                   nanoseconds(begin + std::chrono::hours(24 * 7));
        EXPECT_GT(number("SELECT count(*) FROM event" + within), 200) << week;
        EXPECT_GT(number("SELECT count(*) FROM event" + within + " AND failed = 1"), 0) << week;
    }
}

TEST_F(DemoHistory, IsToldInTheOrderOfItsTime)
{
    // What a requeue writes stands within its minute.
    EXPECT_EQ(number("SELECT count(*) FROM event a JOIN event b ON b.number = a.number + 1 "
                     "WHERE b.at < a.at - 60000000000"),
              0);
}

TEST_F(DemoHistory, HasFiguresThatAreThoseOfItsEvents)
{
    EXPECT_EQ(rows(figuresSql("handed_over")),
              rows(eventsSql + std::string("gone')") + folderIs("pickup") + groupedSql));
    EXPECT_EQ(rows(figuresSql("arrived")),
              rows(eventsSql + std::string("judged')") + folderIs("incoming") + groupedSql));
    EXPECT_EQ(rows(figuresSql("failed")),
              rows(eventsSql + std::string("moved')") + folderIs("failed") + groupedSql));
    EXPECT_EQ(rows(figuresSql("bad_mailed")),
              rows(eventsSql + std::string("judged')") + folderIs("badmail") + groupedSql));
    for (const char* column : {"handed_over", "arrived", "failed", "bad_mailed"})
        EXPECT_THAT(rows(figuresSql(column)), Not(IsEmpty())) << column;
}

TEST(DemoPast, RequeuedNothingThatLiesThereNowOnAnyDayOfTheWeek)
{
    const auto manifest = demoManifest().value();
    const Site site;
    const ScanRules rules(site);
    std::size_t requeued = 0;
    for (int day = 0; day < 7; ++day) {
        const UtcTime now = FakeClock().now() + std::chrono::hours(24 * day);
        std::vector<MessageLikeness> present;
        for (const DemoFile& file : manifest)
            present.push_back(likenessOf(scanBytes(demoFileContent(file, now).value(), rules, file.folder)));
        const auto past = demoPast(manifest, rules, now, manifest.size()).value();
        std::map<std::size_t, MessageLikeness> seen;
        for (const DemoMoment& moment : past)
            if (const auto* record = std::get_if<DemoRecord>(&moment.what); record && record->record.scanned)
                seen[moment.message] = likenessOf(*record->record.scanned);
        for (const DemoMoment& moment : past) {
            if (!std::holds_alternative<DemoRequeue>(moment.what))
                continue;
            ++requeued;
            EXPECT_THAT(present, Not(testing::Contains(seen.at(moment.message)))) << day;
        }
    }
    EXPECT_GT(requeued, 7U * 3U);
}

TEST_F(DemoHistory, GivesEachMessageAnIdAndAContentOfItsOwn)
{
    const auto ids = rows("SELECT id FROM message UNION ALL SELECT id FROM run");
    EXPECT_GT(ids.size(), 300U);
    EXPECT_EQ(std::set(ids.begin(), ids.end()).size(), ids.size());
    EXPECT_THAT(ids, testing::Each(testing::SizeIs(10)));
    // What lies there twice on purpose is one message in two places at the most.
    EXPECT_EQ(number("SELECT count(*) FROM (SELECT hash FROM content GROUP BY hash HAVING count(*) > 1)"), 0);
}

TEST_F(DemoHistory, HasRequeuesThatEndedWell)
{
    const auto runs = RunJournal::open(s_made->demo.workFolder, {"test", "test"}).value();
    const auto latest = runs->latest(100).value();
    EXPECT_GE(latest.size(), 3U);
    for (const RunRow& run : latest) {
        EXPECT_EQ(run.state, RunState::HandedOver);
        EXPECT_EQ(run.attempt, 1);
        const auto steps = runs->steps(run.id).value();
        ASSERT_FALSE(steps.empty());
        EXPECT_EQ(steps.front().step, RunStep::Claim);
        EXPECT_EQ(steps.back().step, RunStep::PickUp);
        EXPECT_EQ(steps.back().phase, StepPhase::Done);
        EXPECT_TRUE(std::any_of(steps.begin(), steps.end(),
                                [](const StepRow& step) { return step.step == RunStep::Archive; }));
    }
    const auto queue = ActionQueue::open(s_made->demo.workFolder, {"test", "test"}).value();
    EXPECT_THAT(queue->unended(9).value(), IsEmpty());
    EXPECT_EQ(queue->latest(100)->size(), latest.size());
}

TEST_F(DemoHistory, TellsTheWholeWayOfARequeuedMessage)
{
    const auto runs = RunJournal::open(s_made->demo.workFolder, {"test", "test"}).value();
    const RunRow run = runs->latest(1).value().at(0);
    const auto reader = JournalReader::open(s_made->demo.workFolder).value();
    std::vector<std::string> kinds;
    const auto history = reader->history(run.message, 100).value();
    for (const HistoryEntry& entry : history)
        kinds.push_back(entry.kind);
    EXPECT_THAT(kinds, testing::ElementsAre("arrived", "judged", "moved", "judged", "run-began", "gone",
                                            "arrived", "gone", "run-ended"));
}

TEST_F(DemoHistory, TellsHowAMessageThatLiesThereCame)
{
    const auto id = rows("SELECT m.id FROM file f JOIN message m ON m.number = f.message "
                         "WHERE f.name = CAST('0b3099f2.eml' AS BLOB) AND f.is_present");
    ASSERT_EQ(id.size(), 1U);
    const auto reader = JournalReader::open(s_made->demo.workFolder).value();
    const auto history = reader->history(id[0], 100).value();
    std::vector<std::string> kinds;
    for (const HistoryEntry& entry : history)
        kinds.push_back(entry.kind);
    EXPECT_THAT(kinds, testing::ElementsAre("arrived", "judged", "moved", "judged", "acknowledged"));
}

TEST_F(DemoHistory, HasNotesOfAPerson)
{
    EXPECT_GE(number("SELECT count(*) FROM acknowledgement k JOIN file f ON f.message = k.message "
                     "WHERE f.is_present"),
              2);
    EXPECT_THAT(rows("SELECT DISTINCT a.account FROM acknowledgement k JOIN actor a ON a.number = k.actor"),
                testing::ElementsAre("administrator"));
}

TEST_F(DemoHistory, BelievesOfNoFileThatItIsThereWhenItIsNot)
{
    const auto places = rows("SELECT (SELECT text FROM name WHERE number = folder) || '/' || name FROM file "
                             "WHERE is_present");
    std::set<std::string> there;
    for (const MadeFile& made : s_made->demo.files)
        there.insert(std::string(toString(made.file.folder)) + "/" + made.file.name);
    EXPECT_GT(places.size(), 60U);
    for (const std::string& place : places)
        EXPECT_TRUE(there.contains(place)) << place;
}

TEST_F(DemoHistory, AnswersInTheIndexAsWell)
{
    const auto index = IndexReader::open(s_made->demo.workFolder).value();
    MessageFilter filter;
    filter.states = {MessageState::Present};
    filter.folders = {FolderKind::Failed};
    EXPECT_GE(index->count(filter).value(), 40U);
    filter = {};
    filter.states = {MessageState::HandedOver};
    EXPECT_GT(index->count(filter).value(), 0U);
}

TEST_F(DemoHistory, IsTheSameForTheSameTimeButForItsIds)
{
    const auto told = [] {
        return rows("SELECT at || ' ' || kind || ' ' || folder || ' ' || cause || ' ' || "
                    "CASE WHEN run IS NULL THEN ifnull(name, '') ELSE '' END FROM event ORDER BY number");
    };
    const auto first = told();
    std::unique_ptr<Made> kept = std::exchange(s_made, std::make_unique<Made>());
    const auto second = told();
    s_made = std::move(kept);
    EXPECT_EQ(first, second);
}

/// A demonstration of its own, for what changes it.
class WatchedDemo : public testing::Test
{
protected:
    class NoNews final : public FolderNews
    {
    public:
        Result<> watch(FolderKind /*folder*/, const std::filesystem::path& /*path*/) override
        {
            return fail(ErrorCode::Other, "no notifications here");
        }
        std::vector<FolderNewsItem> wait(std::chrono::nanoseconds /*patience*/,
                                         std::stop_token /*stop*/) override
        {
            return {};
        }
    };

    TempDir m_folder;
    FakeClock m_clock;
    std::unique_ptr<FileSystem> m_files = realFileSystem();
    NoNews m_news;
};

TEST_F(WatchedDemo, GoesOnFromItsHistory)
{
    const DemoSite demo = makeDemoSite(*m_files, m_clock, m_folder / "demo", writeDemoHistory).value();
    const Site site = loadSite(*m_files, demo.siteFile).value();
    ASSERT_EQ(site.folders.work, demo.workFolder);
    std::map<std::string, std::chrono::seconds> ages;
    for (const MadeFile& made : demo.files)
        ages[made.file.name] = made.file.age;

    const auto ledger = SiteLedger::open(site.folders.work, {"test", "test"}).value();
    ASSERT_TRUE(ledger->catchUp({}));
    m_clock.advance(std::chrono::seconds(10)); // the youngest have settled
    Watcher watcher(site, {*m_files, m_clock, *ledger, m_news, nullptr, 2});
    std::set<std::string> arrived;
    const WatchPass pass = watcher.scanOnce({}, [&](const WatchEvent& event) {
        if (const auto* trouble = std::get_if<TroubleEvent>(&event))
            ADD_FAILURE() << trouble->error.message;
        const auto* recorded = std::get_if<RecordedEvent>(&event);
        if (recorded == nullptr)
            return;
        const WatchRecord& record = recorded->record;
        if (record.kind == RecordKind::FindingAdded)
            return; // that newer mail has left it behind
        EXPECT_TRUE(record.kind == RecordKind::Arrived || record.kind == RecordKind::Judged)
            << toString(record.kind) << " " << record.place.name;
        EXPECT_LT(ages.at(record.place.name), demoUnseen) << record.place.name;
        arrived.insert(record.place.name);
    });
    EXPECT_TRUE(pass.complete);
    std::set<std::string> young;
    for (const auto& [name, age] : ages)
        if (age < demoUnseen)
            young.insert(name);
    EXPECT_EQ(arrived, young);
}

TEST_F(WatchedDemo, HasNoSiteFileWithoutItsHistory)
{
    const auto made = makeDemoSite(*m_files, m_clock, m_folder / "demo",
                                   [](FileSystem& files, const DemoSite& demo, UtcTime now) -> Result<> {
                                       if (auto written = files.makeFolder(demo.workFolder); !written)
                                           return written;
                                       return writeDemoHistory(files, demo, now); // its work folder exists
                                   });
    ASSERT_FALSE(made);
    EXPECT_FALSE(exists(*m_files, m_folder / "demo" / "site.toml"));
}

} // namespace
} // namespace connectorscope
