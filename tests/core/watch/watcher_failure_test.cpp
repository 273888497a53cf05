#include "core/watch/watcher.h"

#include "tests/core/watch/watched_site.h"
#include "tests/support/failing_file_system.h"
#include "tests/support/sampled_calls.h"

namespace connectorscope {
namespace {

using namespace std::chrono_literals;

/// A connector's cycle, in which every state of the folders is looked at three times: seen, settled, and one
/// look that may fail.
class WatcherFailureTest : public WatchedSite
{
protected:
    void look()
    {
        for (int i = 0; i < 3; ++i) {
            m_clock.advance(6s);
            (void)pass();
        }
    }

    void cycle(FileSystem& files)
    {
        restart(files);
        put(FolderKind::Incoming, "a.eml", mail("a"));
        put(FolderKind::Incoming, "b.eml", mail("b"), 0s);
        look();
        move(FolderKind::Incoming, "a.eml", FolderKind::Failed);
        drop(FolderKind::Incoming, "b.eml");
        put(FolderKind::PickUp, "b.eml", mail("b, transferred"), 0s);
        look();
        drop(FolderKind::PickUp, "b.eml");
        put(FolderKind::BadMail, "1.BAD", mail("b, transferred"), 0s);
        put(FolderKind::BadMail, "1.BDR", "The sender is missing.");
        look();
    }

    /// The looks that follow are good ones: whatever waits for its next try gets it.
    std::string stateInTheEnd()
    {
        for (int i = 0; i < 3; ++i) {
            m_clock.advance(20s);
            (void)pass();
        }
        return m_ledger.state();
    }
};

class OneFailure : public WatcherFailureTest
{
public:
    void TestBody() override {}

    std::string undisturbed()
    {
        cycle(*m_files);
        return stateInTheEnd();
    }
    int callsOfACycle()
    {
        FailingFileSystem files(*m_files);
        cycle(files);
        return files.calls();
    }
    std::string withFailure(int n, ErrorCode code, FailureMoment moment)
    {
        FailingFileSystem files(*m_files);
        files.failCall(std::nullopt, n, code, moment);
        cycle(files);
        std::string state = stateInTheEnd();
        m_watcher.reset();
        return state;
    }
    int ledgerCallsOfACycle()
    {
        cycle(*m_files);
        return m_ledger.calls();
    }
    std::string withRefusal(int n, bool afterwards)
    {
        m_ledger.failCall(n, afterwards);
        cycle(*m_files);
        return stateInTheEnd();
    }
};

TEST(WatcherFailures, TheCycleItselfIsTold)
{
    EXPECT_EQ(OneFailure().undisturbed(), "failed/a.eml judged clean no-fault-found\n"
                                          "badmail/1.BAD judged blocked bad-mailed\n"
                                          "arrived 2, failed 1, handed over 1, bad-mailed 1\n");
}

constexpr int step = callsApart(7);

TEST(WatcherFailures, EndInTheSameStateWhicheverCallOfTheFileSystemFails)
{
    const std::string expected = OneFailure().undisturbed();
    const int calls = OneFailure().callsOfACycle();
    ASSERT_GT(calls, 50);
    for (int n = 1; n <= calls; n += step) {
        EXPECT_EQ(OneFailure().withFailure(n, ErrorCode::ReadFault, FailureMoment::Before), expected) << n;
        EXPECT_EQ(OneFailure().withFailure(n, ErrorCode::Locked, FailureMoment::After), expected) << n;
    }
}

TEST(WatcherFailures, EndInTheSameStateWhicheverCallOfTheLedgerFails)
{
    const std::string expected = OneFailure().undisturbed();
    const int calls = OneFailure().ledgerCallsOfACycle();
    ASSERT_GT(calls, 20);
    for (int n = 1; n <= calls; n += step) {
        EXPECT_EQ(OneFailure().withRefusal(n, false), expected) << n;
        EXPECT_EQ(OneFailure().withRefusal(n, true), expected) << n << ", and its answer was lost";
    }
}

using WatcherTroubleTest = WatcherFailureTest;

TEST_F(WatcherTroubleTest, TriesALockedFileAgainWithGrowingPauses)
{
    FailingFileSystem files(*m_files);
    restart(files);
    put(FolderKind::Incoming, "a.eml", mail("one"));
    files.failCall(FileAction::Open, 1, ErrorCode::Locked, FailureMoment::Before, 1000);
    (void)pass();
    EXPECT_EQ(m_ledger.at(FolderKind::Incoming, "a.eml").diagnosis.primary, CauseId::FileLocked);
    EXPECT_EQ(files.calls(FileAction::Open), 1);
    for (int i = 0; i < 40; ++i) {
        m_clock.advance(15s);
        (void)pass();
    }
    EXPECT_LT(files.calls(FileAction::Open), 8) << "ten minutes: 5 s, 10 s, 20 s ... 5 min";
    EXPECT_EQ(m_ledger.history().size(), 1U) << "and it is told once";
}

TEST_F(WatcherTroubleTest, JudgesALockedFileOnceItCanBeRead)
{
    FailingFileSystem files(*m_files);
    restart(files);
    put(FolderKind::Incoming, "a.eml", mail("one"));
    files.failCall(FileAction::Open, 1, ErrorCode::Locked);
    (void)pass();
    EXPECT_EQ(m_ledger.figures().arrived, 0);
    m_clock.advance(5s);
    (void)pass();
    EXPECT_EQ(m_ledger.at(FolderKind::Incoming, "a.eml").diagnosis.verdict, Verdict::Clean);
    EXPECT_EQ(m_ledger.figures().arrived, 1);
}

TEST_F(WatcherTroubleTest, TellsOnceThatTheLedgerTakesAllOfAPassAgain)
{
    const auto told = [this] {
        std::string events;
        for (const WatchEvent& event : m_events) {
            if (const auto* trouble = std::get_if<TroubleEvent>(&event))
                events += trouble->folder == FolderKind::None ? "trouble " : "folder ";
            if (std::holds_alternative<RecoveredEvent>(event))
                events += "recovered ";
        }
        return events;
    };
    (void)pass();
    EXPECT_EQ(told(), "");
    put(FolderKind::Failed, "a.eml", mail("one"), 0s);
    m_ledger.failCall(1);
    (void)pass();
    EXPECT_EQ(told(), "trouble ");
    (void)pass();
    (void)pass();
    EXPECT_EQ(told(), "trouble recovered ");
    EXPECT_EQ(m_ledger.names(FolderKind::Failed).size(), 1U);
}

TEST_F(WatcherTroubleTest, TellsOnceThatAFolderIsGone)
{
    std::filesystem::remove(folder(FolderKind::BadMail));
    for (int i = 0; i < 3; ++i)
        (void)pass();
    int troubles = 0;
    for (const WatchEvent& event : m_events)
        troubles += std::holds_alternative<TroubleEvent>(event) ? 1 : 0;
    EXPECT_EQ(troubles, 1);
}

} // namespace
} // namespace connectorscope
