#include "core/watch/watcher.h"

#include "core/watch/test_message.h"
#include "tests/core/watch/watched_site.h"
#include "tests/support/forwarding_file_system.h"
#include "tests/support/small_files.h"

#include <algorithm>
#include <utility>

namespace connectorscope {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

using Figures = MemoryLedger::Figures;
using WatcherTest = WatchedSite;

bool has(const Diagnosis& diagnosis, CauseId cause)
{
    return std::ranges::any_of(diagnosis.findings,
                               [&](const Finding& finding) { return finding.cause == cause; });
}

TEST_F(WatcherTest, JudgesOldFilesAtFirstSight)
{
    put(FolderKind::Incoming, "a.eml", mail("one"));
    put(FolderKind::Failed, "b.eml", "Subject: no sender\r\n\r\ntext\r\n");
    const WatchPass result = pass();
    EXPECT_TRUE(result.complete);
    EXPECT_EQ(result.judged, 2U);
    EXPECT_EQ(result.files, 2U);
    EXPECT_EQ(m_ledger.at(FolderKind::Incoming, "a.eml").diagnosis.verdict, Verdict::Clean);
    EXPECT_EQ(m_ledger.at(FolderKind::Failed, "b.eml").diagnosis.primary, CauseId::MissingFrom);
    EXPECT_EQ(m_ledger.figures(), (Figures{.arrived = 2, .failed = 1}));
}

TEST_F(WatcherTest, ReadsNothingAgainWhereNothingHappened)
{
    put(FolderKind::Incoming, "a.eml", mail("one"));
    (void)pass();
    const auto history = m_ledger.history();
    EXPECT_EQ(settledPass().judged, 0U);
    EXPECT_EQ(m_ledger.history(), history);
}

TEST_F(WatcherTest, ReadsNothingAgainAfterARestart)
{
    put(FolderKind::Incoming, "a.eml", mail("one"));
    put(FolderKind::PickUp, "b.eml", mail("two"), 0s);
    (void)pass();
    const auto history = m_ledger.history();
    restart();
    EXPECT_EQ(pass().judged, 0U);
    EXPECT_EQ(m_ledger.history(), history);
}

TEST_F(WatcherTest, WaitsUntilAFileHasSettled)
{
    put(FolderKind::Incoming, "a.eml", mail("one"), 0s);
    EXPECT_EQ(pass().waiting, 1U);
    EXPECT_FALSE(m_ledger.at(FolderKind::Incoming, "a.eml").judged);
    m_clock.advance(3s);
    put(FolderKind::Incoming, "a.eml", mail("one, longer"), 0s);
    (void)pass();
    m_clock.advance(3s);
    EXPECT_EQ(pass().judged, 0U) << "it has changed three seconds ago";
    m_clock.advance(2s);
    EXPECT_EQ(pass().judged, 1U);
    EXPECT_TRUE(m_ledger.at(FolderKind::Incoming, "a.eml").judged);
    EXPECT_EQ(m_ledger.figures().arrived, 1);
}

TEST_F(WatcherTest, DoesNotTakeAJumpOfOurClockForSettling)
{
    (void)pass();
    put(FolderKind::Incoming, "a.eml", mail("one"), 0s);
    m_clock.setNow(m_clock.now() + 24h);
    EXPECT_EQ(pass().judged, 0U);
    m_clock.setNow(m_clock.now() - 48h);
    EXPECT_EQ(settledPass().judged, 1U) << "and a jump back does not hold it up";
}

TEST_F(WatcherTest, JudgesAFileWhoseTimeLiesInTheFuture)
{
    put(FolderKind::Incoming, "a.eml", mail("one"), -48h);
    EXPECT_EQ(pass().judged, 0U);
    EXPECT_EQ(settledPass().judged, 1U);
}

TEST_F(WatcherTest, MeasuresTheSkewOfTheFoldersClock)
{
    (void)pass();
    const FolderHealth health = m_watcher->health().front();
    ASSERT_TRUE(health.skew);
    // The clock of the test stands at a time of its own, the file system's is real.
    const auto real =
        std::chrono::time_point_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now());
    EXPECT_LT(std::chrono::abs(*health.skew - (real - m_clock.now())), 60s);
}

TEST_F(WatcherTest, LeavesNothingBehindInTheFolders)
{
    put(FolderKind::Incoming, "a.eml", mail("one"));
    (void)pass();
    EXPECT_THAT(namesIn(m_dir.path()), ElementsAre("BadMail", "Failed Mail", "Incoming Mail", "PickUp"));
    EXPECT_THAT(namesIn(folder(FolderKind::Incoming)), ElementsAre("a.eml"));
}

TEST_F(WatcherTest, FollowsAMessageThatFails)
{
    put(FolderKind::Incoming, "a.eml", mail("one"));
    (void)pass();
    const std::string message = m_ledger.at(FolderKind::Incoming, "a.eml").message;
    move(FolderKind::Incoming, "a.eml", FolderKind::Failed, "b.eml");
    (void)pass();
    EXPECT_THAT(m_ledger.names(FolderKind::Incoming), IsEmpty());
    const auto row = m_ledger.at(FolderKind::Failed, "b.eml");
    EXPECT_EQ(row.message, message);
    EXPECT_TRUE(row.judged);
    EXPECT_EQ(row.diagnosis.primary, CauseId::NoFaultFound) << "it is judged as one that failed";
    EXPECT_EQ(m_ledger.figures(), (Figures{.arrived = 1, .failed = 1}));
    EXPECT_EQ(m_ledger.messages(), 1U);
}

TEST_F(WatcherTest, FollowsAMessageThatIsCopiedAndThenRemoved)
{
    put(FolderKind::Incoming, "a.eml", mail("one"));
    (void)pass();
    put(FolderKind::Failed, "other name.eml", mail("one"), 0s);
    drop(FolderKind::Incoming, "a.eml");
    (void)pass();
    (void)settledPass();
    const auto row = m_ledger.at(FolderKind::Failed, "other name.eml");
    EXPECT_EQ(m_ledger.messages(), 1U);
    EXPECT_FALSE(has(row.diagnosis, CauseId::DuplicateMessage));
    EXPECT_EQ(m_ledger.figures(), (Figures{.arrived = 1, .failed = 1}));
}

/// The connector does something right after that folder was listed, once.
class BusyFolders final : public ForwardingFileSystem
{
public:
    using ForwardingFileSystem::ForwardingFileSystem;

    Result<> listWithInfo(const std::filesystem::path& folder,
                          const std::function<bool(const ListedEntry&)>& visit) override
    {
        Result<> listed = ForwardingFileSystem::listWithInfo(folder, visit);
        if (folder == after && meanwhile)
            std::exchange(meanwhile, nullptr)();
        return listed;
    }

    std::filesystem::path after;
    std::function<void()> meanwhile;
};

TEST_F(WatcherTest, SeesTheMoveOfAMessageThatItHasJustListed)
{
    BusyFolders busy(*m_files);
    restart(busy);
    put(FolderKind::Incoming, "a.eml", mail("one"));
    put(FolderKind::Incoming, "b.eml", mail("two"));
    (void)pass();
    m_events.clear();
    busy.after = folder(FolderKind::Incoming);
    busy.meanwhile = [&] { move(FolderKind::Incoming, "a.eml", FolderKind::Failed); };
    (void)pass();
    std::vector<RecordKind> kinds;
    for (const WatchEvent& event : m_events)
        if (const auto* recorded = std::get_if<RecordedEvent>(&event))
            kinds.push_back(recorded->record.kind);
    EXPECT_EQ(kinds.front(), RecordKind::Moved);
    EXPECT_THAT(kinds, Not(Contains(RecordKind::Arrived)));
    EXPECT_THAT(kinds, Not(Contains(RecordKind::Gone)));
    EXPECT_EQ(m_ledger.figures(), (Figures{.arrived = 2, .failed = 1}));
    m_watcher.reset(); // before the folders it looks through
}

TEST_F(WatcherTest, CountsAHandOverAlsoWhenTheServiceMovesTheFileToBadMail)
{
    put(FolderKind::PickUp, "a.eml", mail("one"));
    (void)pass();
    move(FolderKind::PickUp, "a.eml", FolderKind::BadMail, "1.BAD");
    (void)pass();
    EXPECT_EQ(m_ledger.figures(), (Figures{.handedOver = 1, .badMailed = 1}));
}

TEST_F(WatcherTest, CountsEachAttemptThatFails)
{
    put(FolderKind::Incoming, "a.eml", mail("one"));
    (void)pass();
    move(FolderKind::Incoming, "a.eml", FolderKind::Failed);
    (void)pass();
    move(FolderKind::Failed, "a.eml", FolderKind::Incoming);
    (void)pass();
    move(FolderKind::Incoming, "a.eml", FolderKind::Failed);
    (void)pass();
    EXPECT_EQ(m_ledger.figures(), (Figures{.arrived = 1, .failed = 2}));
    EXPECT_EQ(m_ledger.messages(), 1U);
}

TEST_F(WatcherTest, NamesACopyADuplicate)
{
    put(FolderKind::Incoming, "a.eml", mail("one"));
    put(FolderKind::Incoming, "b.eml", mail("one"));
    (void)pass();
    EXPECT_FALSE(has(m_ledger.at(FolderKind::Incoming, "a.eml").diagnosis, CauseId::DuplicateMessage));
    EXPECT_TRUE(has(m_ledger.at(FolderKind::Incoming, "b.eml").diagnosis, CauseId::DuplicateMessage));
    EXPECT_EQ(m_ledger.figures().arrived, 1);
}

TEST_F(WatcherTest, NamesAMessageThatComesAgainADuplicate)
{
    put(FolderKind::Incoming, "a.eml", mail("one"));
    (void)pass();
    drop(FolderKind::Incoming, "a.eml");
    (void)pass();
    put(FolderKind::Incoming, "c.eml", mail("one"), 0s);
    (void)pass();
    (void)settledPass();
    EXPECT_TRUE(has(m_ledger.at(FolderKind::Incoming, "c.eml").diagnosis, CauseId::DuplicateMessage));
    EXPECT_EQ(m_ledger.figures().arrived, 1);
}

TEST_F(WatcherTest, DoesNotCountWhatARunHasStaged)
{
    m_ledger.putRun({FolderKind::Incoming, "r1.eml"}, "r1", "m7");
    put(FolderKind::Incoming, "r1.eml", mail("repaired"));
    (void)pass();
    const auto row = m_ledger.at(FolderKind::Incoming, "r1.eml");
    EXPECT_EQ(row.message, "m7");
    EXPECT_EQ(row.run, "r1");
    EXPECT_EQ(m_ledger.figures(), Figures());
}

TEST_F(WatcherTest, ReadsAtOnceWhatARunOrAReleaseHasPutBack)
{
    (void)pass();
    m_ledger.putRun({FolderKind::Failed, "undone.eml"}, "r1", "m7");
    m_ledger.takeBack({FolderKind::Failed, "undone.eml"});
    m_ledger.putRun({FolderKind::Failed, "released.eml"}, "", "m8");
    put(FolderKind::Failed, "undone.eml", mail("one"), 0s);
    put(FolderKind::Failed, "released.eml", mail("two"), 0s);
    EXPECT_EQ(pass().judged, 2U);
    EXPECT_TRUE(m_ledger.at(FolderKind::Failed, "undone.eml").judged);
    EXPECT_EQ(m_ledger.at(FolderKind::Failed, "undone.eml").message, "m7");
    EXPECT_EQ(m_ledger.at(FolderKind::Failed, "released.eml").message, "m8");
    EXPECT_EQ(m_ledger.figures(), Figures());
}

TEST_F(WatcherTest, ReadsAtTheFirstLookTooWhatWasPutBack)
{
    m_ledger.putRun({FolderKind::Failed, "undone.eml"}, "r1", "m7");
    m_ledger.takeBack({FolderKind::Failed, "undone.eml"});
    put(FolderKind::Failed, "undone.eml", mail("one"), 0s);
    EXPECT_EQ(pass().judged, 1U) << "what was put back need not settle, whichever program looks";
}

TEST_F(WatcherTest, LeavesItsAgeToWhatWasPutBack)
{
    (void)pass();
    m_ledger.putRun({FolderKind::Failed, "released.eml"}, "", "m8");
    put(FolderKind::Failed, "released.eml", mail("one"), 4h);
    (void)pass();
    EXPECT_LT(m_ledger.at(FolderKind::Failed, "released.eml").since, m_clock.now() - 3h);
}

TEST_F(WatcherTest, LetsTheConnectorHaveWhatARunHasJustStaged)
{
    (void)pass();
    m_ledger.putRun({FolderKind::Incoming, "r1.eml"}, "r1", "m7");
    put(FolderKind::Incoming, "r1.eml", mail("one"), 0s);
    EXPECT_EQ(pass().judged, 0U);
    EXPECT_EQ(settledPass().judged, 1U);
}

TEST_F(WatcherTest, DoesNotOpenFilesInPickUpUntilTheyStall)
{
    put(FolderKind::PickUp, "a.eml", mail("one"), 0s);
    EXPECT_EQ(pass().judged, 0U);
    m_clock.advance(m_site.watch.pickupStalledAfter - 10s);
    EXPECT_EQ(pass().judged, 0U);
    m_clock.advance(20s);
    EXPECT_EQ(pass().judged, 1U);
    EXPECT_EQ(m_ledger.figures(), Figures()) << "it is no arrival of its own";
    EXPECT_TRUE(holds(CauseId::PickupStalled));
}

TEST_F(WatcherTest, TiesAStalledFileToItsMessageByBodyFromAndSubject)
{
    put(FolderKind::Incoming, "a.eml", mail("one", "the body\r\n"));
    (void)pass();
    const std::string message = m_ledger.at(FolderKind::Incoming, "a.eml").message;
    drop(FolderKind::Incoming, "a.eml");
    put(FolderKind::PickUp, "x.eml",
        "Received: from mail pickup service by mail.contoso.com\r\nFrom: anna@contoso.com\r\n"
        "To: \"IMB Recipient 1\" <mspop3connector.ben@contoso.com>\r\nSubject: one\r\n\r\nthe body\r\n");
    (void)pass();
    m_clock.advance(m_site.watch.pickupStalledAfter);
    (void)pass();
    EXPECT_EQ(m_ledger.at(FolderKind::PickUp, "x.eml").message, message);
    EXPECT_EQ(m_ledger.figures(), (Figures{.arrived = 1}));
}

TEST_F(WatcherTest, TiesAFileInPickUpToItsRunByName)
{
    m_ledger.putRun({FolderKind::PickUp, "r1.eml"}, "r1", "m7");
    put(FolderKind::PickUp, "r1.eml", mail("one"), 0s);
    (void)pass();
    EXPECT_EQ(m_ledger.at(FolderKind::PickUp, "r1.eml").message, "m7");
    drop(FolderKind::PickUp, "r1.eml");
    (void)pass();
    EXPECT_EQ(m_ledger.figures(), (Figures{.handedOver = 1}));
}

TEST_F(WatcherTest, DoesNotTakeForHandedOverWhatARunHasTakenBack)
{
    m_ledger.putRun({FolderKind::PickUp, "r1.eml"}, "r1", "m7");
    put(FolderKind::PickUp, "r1.eml", mail("one"), 0s);
    (void)pass();
    m_ledger.takeBack({FolderKind::PickUp, "r1.eml"});
    drop(FolderKind::PickUp, "r1.eml");
    (void)pass();
    EXPECT_THAT(m_ledger.names(FolderKind::PickUp), IsEmpty());
    EXPECT_EQ(m_ledger.figures(), Figures());
}

TEST_F(WatcherTest, DoesNotCountTheTestMessageOfDoctor)
{
    const std::string name = testMessageName(std::string(testMessageIdLength, 'x'));
    put(FolderKind::PickUp, name, mail("Test"), 0s);
    (void)pass();
    EXPECT_THAT(m_ledger.names(FolderKind::PickUp), ElementsAre(name));
    drop(FolderKind::PickUp, name);
    (void)pass();
    EXPECT_EQ(m_ledger.figures(), Figures());
}

TEST_F(WatcherTest, GivesTheReasonOfAMessageInBadMail)
{
    put(FolderKind::BadMail, "1.BAD", mail("one"));
    put(FolderKind::BadMail, "1.BDR", "Unable to deliver this message\r\nbecause the sender is missing.\r\n");
    put(FolderKind::BadMail, "1.BDP", "binary");
    (void)pass();
    EXPECT_THAT(m_ledger.names(FolderKind::BadMail), ElementsAre("1.BAD"));
    const Diagnosis diagnosis = m_ledger.at(FolderKind::BadMail, "1.BAD").diagnosis;
    EXPECT_EQ(diagnosis.primary, CauseId::BadMailed);
    EXPECT_EQ(diagnosis.verdict, Verdict::Blocked);
    EXPECT_EQ(diagnosis.findings.front().evidence,
              "Unable to deliver this message because the sender is missing.");
    EXPECT_EQ(m_ledger.figures(), (Figures{.badMailed = 1}));
    EXPECT_EQ(m_watcher->health().back().companions, 2U);
}

TEST_F(WatcherTest, NoticesAFileThatWasReplacedByOneOfTheSameSizeAndTime)
{
    put(FolderKind::Incoming, "a.eml", mail("one"));
    (void)pass();
    const auto path = folder(FolderKind::Incoming) / "a.eml";
    const auto time = std::filesystem::last_write_time(path);
    std::filesystem::remove(path);
    writeFile(m_dir / "new", mail("two"));
    std::filesystem::rename(m_dir / "new", path);
    std::filesystem::last_write_time(path, time);
    (void)pass();
    (void)settledPass();
    EXPECT_EQ(m_ledger.messages(), 2U);
}

TEST_F(WatcherTest, DoesNotTakeATouchedFileForAnotherMessage)
{
    put(FolderKind::Failed, "a.eml", mail("one"), 2h);
    (void)pass();
    put(FolderKind::Failed, "a.eml", mail("one"), 1h);
    (void)pass();
    (void)settledPass();
    EXPECT_EQ(m_ledger.messages(), 1U);
    EXPECT_EQ(m_ledger.figures().arrived, 1);
}

TEST_F(WatcherTest, LosesNothingWhenAFolderIsTakenAwayAndComesBack)
{
    put(FolderKind::Failed, "a.eml", mail("one"));
    put(FolderKind::Failed, "b.eml", mail("two"));
    (void)pass();
    const std::string before = m_ledger.state();
    const auto history = m_ledger.history();

    std::filesystem::rename(folder(FolderKind::Failed), m_dir / "away");
    EXPECT_FALSE(pass().complete);
    EXPECT_EQ(m_ledger.names(FolderKind::Failed).size(), 2U);
    EXPECT_TRUE(holds(CauseId::FolderUnreachable));
    EXPECT_TRUE(m_watcher->health()[1].unreachableSince);

    std::filesystem::rename(m_dir / "away", folder(FolderKind::Failed));
    (void)pass();
    EXPECT_TRUE(holds(CauseId::FolderUnreachable)) << "one good sample does not end it";
    (void)pass();
    EXPECT_FALSE(holds(CauseId::FolderUnreachable));
    EXPECT_EQ(m_ledger.state(), before);
    EXPECT_EQ(m_ledger.history(), history);
}

TEST_F(WatcherTest, SaysThatPickUpIsMissing)
{
    (void)pass();
    EXPECT_FALSE(holds(CauseId::PickupMissing));
    std::filesystem::remove(folder(FolderKind::PickUp));
    (void)pass();
    EXPECT_TRUE(holds(CauseId::PickupMissing));
    EXPECT_FALSE(holds(CauseId::FolderUnreachable));
}

TEST_F(WatcherTest, TakesAFileInTheFoldersPlaceForAnUnreachableFolder)
{
    std::filesystem::remove(folder(FolderKind::Incoming));
    writeFile(folder(FolderKind::Incoming), "no folder");
    (void)pass();
    EXPECT_TRUE(holds(CauseId::FolderUnreachable));
}

TEST_F(WatcherTest, SaysThatBadMailIsSwitchedOff)
{
    m_badMailPolicy = {false, "MaxBadMailFolderSize is not set"};
    (void)pass();
    EXPECT_TRUE(holds(CauseId::BadmailDisabled));
}

TEST_F(WatcherTest, FindsTheMessageThatWasLeftBehind)
{
    put(FolderKind::Incoming, "poison.eml", mail("poison"), 2h);
    for (int cycle = 0; cycle < 2; ++cycle) {
        const std::string name = "new" + std::to_string(cycle) + ".eml";
        put(FolderKind::Incoming, name, mail(name), std::chrono::seconds(3000 - 900 * cycle));
        (void)pass();
        (void)settledPass();
        EXPECT_FALSE(has(m_ledger.at(FolderKind::Incoming, "poison.eml").diagnosis, CauseId::LeftBehind));
        drop(FolderKind::Incoming, name);
        m_clock.advance(m_site.watch.cycle);
        (void)pass();
    }
    const Diagnosis diagnosis = m_ledger.at(FolderKind::Incoming, "poison.eml").diagnosis;
    EXPECT_TRUE(has(diagnosis, CauseId::LeftBehind));
    EXPECT_EQ(diagnosis.verdict, Verdict::Blocked);
    const auto history = m_ledger.history();
    EXPECT_EQ(std::ranges::count(history, "finding-added incoming poison.eml"), 1);
}

TEST_F(WatcherTest, SaysThatNothingMoves)
{
    put(FolderKind::Incoming, "a.eml", mail("one"));
    (void)pass();
    EXPECT_FALSE(holds(CauseId::QueueBlocked)) << "it was not watched for long enough";
    m_clock.advance(m_site.watch.cycle * m_site.watch.queueBlockedCycles);
    (void)pass();
    EXPECT_TRUE(holds(CauseId::QueueBlocked));
    drop(FolderKind::Incoming, "a.eml");
    (void)pass();
    (void)pass();
    EXPECT_FALSE(holds(CauseId::QueueBlocked));
}

TEST_F(WatcherTest, SaysThatManyFailedTogetherWithoutAFault)
{
    for (int i = 0; i < 5; ++i)
        put(FolderKind::Incoming, std::to_string(i) + ".eml", mail(std::to_string(i)));
    (void)pass();
    for (int i = 0; i < 5; ++i)
        move(FolderKind::Incoming, std::to_string(i) + ".eml", FolderKind::Failed);
    (void)pass();
    ASSERT_TRUE(holds(CauseId::CohortFailure));
    EXPECT_EQ(m_ledger.conditions().front().members.size(), 5U);
    m_clock.advance(m_site.watch.cohortWithin + 1s);
    (void)pass();
    (void)pass();
    EXPECT_FALSE(holds(CauseId::CohortFailure));
}

TEST_F(WatcherTest, StopsWhenItIsAskedTo)
{
    put(FolderKind::Incoming, "a.eml", mail("one"));
    std::stop_source stop;
    stop.request_stop();
    const WatchPass result = m_watcher->scanOnce(stop.get_token());
    EXPECT_FALSE(result.complete);
    EXPECT_EQ(result.judged, 0U);
    EXPECT_EQ(pass().judged, 1U);
}

TEST_F(WatcherTest, CountsWhatItDoesNotLookAt)
{
    std::filesystem::create_directory(folder(FolderKind::Incoming) / "sub");
    put(FolderKind::Incoming, "half.TMP", "x");
    put(FolderKind::Incoming, "Desktop.ini", "x");
    put(FolderKind::Incoming, "no extension", mail("one"));
    (void)pass();
    const FolderHealth health = m_watcher->health().front();
    EXPECT_EQ(health.entries, 1U);
    EXPECT_THAT(health.notLookedAt, ElementsAre(1, 0, 0, 1, 1));
}

} // namespace
} // namespace connectorscope
