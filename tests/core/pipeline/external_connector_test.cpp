// External transfer with a connector that is another program.

#include "core/base/path_text.h"
#include "tests/core/pipeline/other_programs.h"
#include "tests/core/pipeline/pipeline_fixture.h"
#include "tests/support/child_process.h"
#include "tests/support/small_files.h"
#include "tests/support/stand_in_connector.h"

#include <cstdlib>
#include <map>
#include <random>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr StandInMood takesAll{};
constexpr StandInMood failsAll{.failed = 100};
constexpr StandInMood ignoresAll{.ignored = 100};

class ExternalConnectorTest : public PipelineFixture
{
protected:
    ExternalConnectorTest() { m.site.pipeline.transfer = Carrier::External; }

    void connect(const StandInMood& mood, unsigned seed = 1)
    {
        ASSERT_EQ(runProgram(ownProgram(), {connectorProgram, m.root.string(), std::to_string(seed),
                                            std::to_string(mood.failed), std::to_string(mood.ignored)}),
                  0);
    }
    /// The SMTP service takes all that lies in PickUp.
    void deliver()
    {
        for (const std::string& name : m.names(FolderKind::PickUp)) {
            ++m_taken[subjectOf(m.read(FolderKind::PickUp, name))];
            std::filesystem::remove(m.folder(FolderKind::PickUp) / name);
        }
    }
    static std::string subjectOf(const std::string& mail)
    {
        const std::size_t at = mail.find("Subject: ") + 9;
        return mail.substr(at, mail.find("\r\n", at) - at);
    }
    /// In how many places a message is, those included from where it was delivered.
    std::map<std::string, int> copies() const
    {
        std::map<std::string, int> counts = m_taken;
        for (const FolderKind kind : watchedFolders)
            for (const std::string& name : m.names(kind))
                ++counts[subjectOf(m.read(kind, name))];
        return counts;
    }
    void waitTwoCycles()
    {
        EXPECT_THAT(observe(), IsEmpty()) << "it has left Incoming Mail, which proves nothing yet";
        m.clock.advance(2 * m.site.watch.cycle);
    }
    /// A site whose connector is known to take what was put back.
    void prove()
    {
        (void)requeueOne(m.stuck(FolderKind::Failed, "first.eml", cleanMail("first")));
        connect(takesAll);
        deliver();
        waitTwoCycles();
        ASSERT_EQ(observe().at(0).state, RunState::HandedOver);
    }

    const std::string mail = cleanMail("one");
    std::map<std::string, int> m_taken;
};

TEST(StandInConnector, RewritesAsTheTransferDoes)
{
    const std::string hop = "Received: from mx.example.org by pop.example.net;\r\n\tMon, 23 Nov 2026\r\n";
    const std::string text = rewrittenByConnector(hop + cleanMail("one", "Body.\r\n\r\nEnd\r\n"), "ben", 7);
    EXPECT_THAT(text, HasSubstr("Received: from mail pickup service by server.contoso.com"));
    EXPECT_THAT(
        text,
        HasSubstr("To: ben@contoso.com,\r\n\t\"IMB Recipient 1\" <mspop3connector.ben@contoso.com>\r\n"));
    EXPECT_THAT(text, HasSubstr("X-MimeOLE: "));
    EXPECT_THAT(text, HasSubstr("Content-Class: "));
    EXPECT_THAT(text, HasSubstr("From: anna@example.org\r\n"));
    EXPECT_THAT(text, HasSubstr("Subject: one\r\n"));
    EXPECT_TRUE(text.ends_with("\r\n\r\nBody.\r\n\r\nEnd\r\n"));
    EXPECT_EQ(text.find("mx.example.org"), std::string::npos);
    EXPECT_EQ(text.find("<one@example.org>"), std::string::npos);
    EXPECT_EQ(text.find("05:00:00"), std::string::npos);
}

TEST_F(ExternalConnectorTest, HasHandedOverWhatDoesNotComeBackForTwoCycles)
{
    const RunReceipt receipt = requeueOne(m.stuck(FolderKind::Failed, "a.eml", mail));
    ASSERT_EQ(receipt.state, RunState::Exposed);
    connect(takesAll);
    deliver();
    waitTwoCycles();
    const auto ended = observe();
    ASSERT_THAT(ended, SizeIs(1));
    EXPECT_EQ(ended[0].state, RunState::HandedOver);
    EXPECT_THAT(ended[0].outcome, HasSubstr("two cycles"));
    EXPECT_EQ(m_taken["one"], 1);
    EXPECT_THAT(staged(), IsEmpty());
    EXPECT_EQ(vaulted(mail), mail);
}

TEST_F(ExternalConnectorTest, HasHandedOverAtOnceWhatAFileInPickUpConfirms)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", mail);
    (void)requeueOne(id);
    m.scan();
    connect(takesAll);
    m.scan();
    m.clock.advance(m.site.watch.pickupStalledAfter + std::chrono::seconds(1));
    m.scan(); // a file that has stalled there is read, and is found to be the message
    ASSERT_EQ(m.row(id).place.folder, FolderKind::PickUp);
    const auto ended = observe();
    ASSERT_THAT(ended, SizeIs(1));
    EXPECT_EQ(ended[0].state, RunState::HandedOver);
    EXPECT_THAT(ended[0].outcome, HasSubstr("moved it to PickUp"));
    EXPECT_THAT(staged(), IsEmpty());
    EXPECT_EQ(vaulted(mail), mail);
}

TEST_F(ExternalConnectorTest, IsIneffectiveWhereTheConnectorFailsAgain)
{
    const std::string id = m.stuck(FolderKind::Failed, "a.eml", mail);
    (void)requeueOne(id);
    m.scan();
    connect(failsAll);
    m.scan();
    EXPECT_EQ(m.idOf(FolderKind::Failed, "a.eml"), id);
    const auto ended = observe();
    ASSERT_THAT(ended, SizeIs(1));
    EXPECT_EQ(ended[0].state, RunState::Ineffective);
    EXPECT_EQ(ended[0].now, (Place{FolderKind::Failed, "a.eml"}));
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
    EXPECT_THAT(staged(), IsEmpty());
    EXPECT_EQ(requeueOne(id).state, RunState::Exposed) << "it can be tried once more";
}

TEST_F(ExternalConnectorTest, IsStuckWhileTheConnectorIgnoresItAndHandedOverWhenItTakesItAfterAll)
{
    (void)requeueOne(m.stuck(FolderKind::Failed, "a.eml", mail));
    connect(ignoresAll);
    EXPECT_THAT(observe(), IsEmpty());
    m.clock.advance(m.site.watch.stuckAfter + std::chrono::seconds(1));
    connect(ignoresAll);
    const auto stalled = observe();
    ASSERT_THAT(stalled, SizeIs(1));
    EXPECT_EQ(stalled[0].state, RunState::Stalled);
    EXPECT_EQ(stalled[0].now, (Place{FolderKind::Incoming, "a.eml"}));
    connect(takesAll);
    deliver();
    waitTwoCycles();
    EXPECT_EQ(observe().at(0).state, RunState::HandedOver);
    EXPECT_EQ(m_taken["one"], 1);
}

TEST_F(ExternalConnectorTest, BeginsWithOneMessageAndSaysWhy)
{
    const std::string first = m.stuck(FolderKind::Failed, "a.eml", mail);
    const std::string second = m.stuck(FolderKind::Failed, "b.eml", cleanMail("two"));
    for (const RunReceipt& receipt : requeue({first, second})) {
        ASSERT_THAT(receipt.refusals, SizeIs(1));
        EXPECT_EQ(receipt.refusals[0].kind, RefusalKind::OneAtFirst);
        EXPECT_THAT(receipt.refusals[0].reason, HasSubstr("nobody has proved yet"));
        EXPECT_THAT(receipt.refusals[0].hint, HasSubstr("Requeue one message first"));
    }
    EXPECT_EQ(requeueOne(first).state, RunState::Exposed);
    EXPECT_THAT(requeueOne(second).refusals.at(0).hint, HasSubstr("Wait"));
    connect(ignoresAll);
    m.clock.advance(m.site.watch.stuckAfter + std::chrono::seconds(1));
    (void)observe();
    EXPECT_EQ(requeueOne(second).refusals.at(0).kind, RefusalKind::OneAtFirst) << "ignored proves nothing";
    connect(failsAll);
    EXPECT_EQ(observe().at(0).state, RunState::Ineffective);
    m.scan();
    const auto both = requeue({first, second});
    EXPECT_EQ(both.at(0).state, RunState::Exposed);
    EXPECT_EQ(both.at(1).state, RunState::Exposed);
}

TEST_F(ExternalConnectorTest, LosesAndDoublesNothingWhateverTheConnectorDoes)
{
    constexpr std::size_t count = 20;
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    prove();
    for (std::size_t i = 0; i < count; ++i)
        m.put(FolderKind::Failed, std::to_string(i) + ".eml", cleanMail(std::to_string(i)));
    m.scan();
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < count; ++i)
        ids.push_back(m.idOf(FolderKind::Failed, std::to_string(i) + ".eml"));
    (void)requeue(ids);
    EXPECT_THAT(m.names(FolderKind::Incoming), SizeIs(count));
    for (unsigned cycle = 0; cycle < 6; ++cycle) {
        connect({.failed = 20, .ignored = 30}, seed + cycle);
        if (cycle % 2 == 0)
            deliver();
        m.scan();
        (void)observe();
        m.clock.advance(m.site.watch.cycle);
    }
    (void)observe();
    deliver();
    for (const auto& [subject, copies] : copies())
        EXPECT_EQ(copies, 1) << "message " << subject;
    EXPECT_THAT(copies(), SizeIs(count + 1));
    std::map<std::string, RunState> states;
    const auto all = runs();
    for (const RunRow& run : all)
        states[run.source.name] = run.state;
    const auto incoming = m.names(FolderKind::Incoming);
    const auto failed = m.names(FolderKind::Failed);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string name = std::to_string(i) + ".eml";
        const bool isIgnored = std::ranges::find(incoming, name) != incoming.end();
        const bool hasFailed = std::ranges::find(failed, name) != failed.end();
        EXPECT_EQ(states.at(name), isIgnored   ? RunState::Stalled
                                   : hasFailed ? RunState::Ineffective
                                               : RunState::HandedOver)
            << name << ' ' << toString(states.at(name));
        EXPECT_TRUE(vaulted(cleanMail(std::to_string(i))).has_value()) << name;
    }
}

} // namespace

int runConnectorProgram(const std::vector<std::string>& arguments)
{
    runStandInConnector(pathFromBytes(arguments.at(0)), static_cast<unsigned>(std::stoul(arguments.at(1))),
                        {.failed = std::stoi(arguments.at(2)), .ignored = std::stoi(arguments.at(3))});
    return 0;
}

} // namespace connectorscope
