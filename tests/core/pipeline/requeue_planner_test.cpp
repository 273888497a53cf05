#include "core/pipeline/requeue_planner.h"

#include "core/index/holds.h"
#include "core/index/kept_originals.h"
#include "core/index/run_journal.h"
#include "core/pipeline/duplicate_guard.h"
#include "tests/core/pipeline/pipeline_site.h"
#include "tests/support/failing_file_system.h"
#include "tests/support/small_files.h"

namespace connectorscope {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class RequeuePlannerTest : public testing::Test
{
protected:
    RequeuePreview preview(const std::string& id, const RequeueOptions& options = {})
    {
        auto planner = RequeuePlanner::open(m.site, m.tools());
        EXPECT_TRUE(planner) << planner.error().message;
        auto preview = (*planner)->preview(id, options);
        EXPECT_TRUE(preview) << preview.error().message;
        return preview.value_or(RequeuePreview());
    }
    std::vector<RefusalKind> refusals(const std::string& id, const RequeueOptions& options = {})
    {
        std::vector<RefusalKind> kinds;
        for (const Refusal& refusal : preview(id, options).refusals) {
            EXPECT_FALSE(refusal.reason.empty());
            EXPECT_FALSE(toString(refusal.kind).empty());
            kinds.push_back(refusal.kind);
        }
        return kinds;
    }
    std::string stuck(const std::string& content) { return m.stuck(FolderKind::Failed, "a.eml", content); }
    std::string runOf(const std::string& id, RunState state)
    {
        const auto runs = RunJournal::open(m.site.folders.work, {"anna", "server"}).value();
        const NewRun run{id, "requeue", {FolderKind::Failed, "a.eml"}, {}, true};
        std::string begun = runs->begin({&run, 1}, m.clock.now()).value().front().value().id;
        RunEntry entry;
        entry.run = begun;
        entry.becomes = state;
        if (state != RunState::Running) {
            EXPECT_TRUE(runs->write({&entry, 1}, m.clock.now()));
        }
        return begun;
    }

    PipelineSite m;
};

TEST_F(RequeuePlannerTest, WarnsOfWhatTheBypassedFiltersWouldHaveStopped)
{
    const std::string id = stuck("X-Spam-Flag: YES\r\n" + cleanMail("one"));
    const RequeuePreview shown = preview(id);
    EXPECT_TRUE(shown.passes());
    EXPECT_THAT(shown.warnings, ElementsAre(HasSubstr("filters would have stopped this: Content filter")));
}

TEST_F(RequeuePlannerTest, ShowsTheWholeWayAndChangesNothing)
{
    const std::string id = stuck(cleanMail("one"));
    const RequeuePreview shown = preview(id);
    EXPECT_THAT(shown.refusals, IsEmpty());
    EXPECT_EQ(shown.source, (Place{FolderKind::Failed, "a.eml"}));
    EXPECT_THAT(shown.headerBefore, Contains("From: anna@example.org"));
    EXPECT_THAT(shown.headerAfter.at(0), "x-sender: anna@example.org");
    EXPECT_THAT(shown.headerAfter.at(1), "x-receiver: ben@contoso.com");
    EXPECT_THAT(shown.headerAfter.at(2), HasSubstr("X-ConnectorScope: run="));
    EXPECT_EQ(shown.headerAfter.at(3), shown.headerBefore.at(0));
    std::vector<RunStep> steps;
    for (const PlannedStep& step : shown.steps)
        steps.push_back(step.step);
    EXPECT_THAT(steps, ElementsAre(RunStep::Claim, RunStep::Archive, RunStep::Repair, RunStep::Transfer,
                                   RunStep::Remove, RunStep::PickUp));
    EXPECT_THAT(m.names(FolderKind::Failed), ElementsAre("a.eml"));
    EXPECT_FALSE(std::filesystem::exists(m.staging()));
    EXPECT_THAT(RunJournal::open(m.site.folders.work, {}).value()->latest(9).value(), IsEmpty());
}

TEST_F(RequeuePlannerTest, ShowsTheWayThroughTheRealConnectorWithoutAnEnvelope)
{
    m.site.pipeline.transfer = Carrier::External;
    const RequeuePreview shown = preview(stuck(cleanMail("one")));
    EXPECT_THAT(shown.refusals, IsEmpty());
    EXPECT_FALSE(shown.envelope.has_value());
    EXPECT_EQ(shown.headerAfter, shown.headerBefore);
}

TEST_F(RequeuePlannerTest, RefusesWhatWouldFailAgainUnlessItIsRepaired)
{
    const std::string id = stuck(mailWithoutFrom("one"));
    const RequeuePreview refused = preview(id);
    ASSERT_FALSE(refused.passes());
    EXPECT_EQ(refused.refusals.front().kind, RefusalKind::StillFatal);
    EXPECT_EQ(refused.refusals.front().cause, CauseId::MissingFrom);
    const RequeuePreview repaired = preview(id, {.repair = true});
    EXPECT_THAT(repaired.refusals, IsEmpty());
    ASSERT_EQ(repaired.repairs.size(), 1U);
    EXPECT_EQ(repaired.repairs.front().plan.cause, CauseId::MissingFrom);
    EXPECT_THAT(diffText(repaired.repairs.front().diff), HasSubstr("+From:"));
    EXPECT_NE(repaired.after.verdict, Verdict::Blocked);
}

TEST_F(RequeuePlannerTest, RefusesWhatHasBeenThroughTheTransfer)
{
    EXPECT_THAT(refusals(stuck("To: \"IMB Recipient 1\" <mspop3connector.ben@contoso.com>\r\n" +
                               cleanMail("one").substr(0, 24) + cleanMail("one").substr(24))),
                Contains(RefusalKind::AlreadyTransferred));
}

TEST_F(RequeuePlannerTest, RefusesALoop)
{
    std::string mail;
    for (int i = 0; i < 6; ++i)
        mail += "Received: from x.example.org by relay.example.org; Mon, 23 Nov 2026 05:00:00 +0000\r\n";
    EXPECT_THAT(refusals(stuck(mail + cleanMail("one"))), Contains(RefusalKind::MailLoop));
}

TEST_F(RequeuePlannerTest, RefusesAMessageThatBringsAnEnvelope)
{
    const std::string id = stuck("x-receiver: everybody@example.org\r\n" + cleanMail("one"));
    EXPECT_THAT(refusals(id), Contains(RefusalKind::StillFatal));
    const RequeuePreview repaired = preview(id, {.repair = true, .cause = CauseId::EnvelopeHeaderInMessage});
    EXPECT_THAT(repaired.refusals, IsEmpty());
    EXPECT_THAT(repaired.headerAfter, Not(Contains("x-receiver: everybody@example.org")));
}

TEST_F(RequeuePlannerTest, RefusesWhatNobodyGets)
{
    const std::string mail =
        "From: a@example.org\r\nTo: b@example.org\r\nSubject: x\r\n"
        "Date: Mon, 23 Nov 2026 05:00:00 +0000\r\nMessage-ID: <x@example.org>\r\n\r\nx\r\n";
    const std::string id = stuck(mail);
    EXPECT_THAT(refusals(id), Contains(RefusalKind::NoRecipient));
    EXPECT_THAT(refusals(id, {.to = {"ben@contoso.com"}}), IsEmpty());
    EXPECT_THAT(refusals(id, {.to = {"b@example.org"}}), Contains(RefusalKind::BadRecipient));
}

TEST_F(RequeuePlannerTest, SaysThatNoRepairKnowsWhoIsMeant)
{
    m.site.accounts.emplace_back().kind = AccountKind::Global;
    const std::string id = stuck("From: a@example.org\r\nSubject: x\r\nDate: Mon, 23 Nov 2026 05:00:00 "
                                 "+0000\r\nMessage-ID: <x@example.org>\r\n\r\nx\r\n");
    const auto refused = preview(id).refusals;
    ASSERT_THAT(refused, Not(IsEmpty()));
    EXPECT_EQ(refused.front().cause, CauseId::MissingRecipient);
    EXPECT_THAT(refused.front().hint, HasSubstr("with --to"));
    EXPECT_THAT(refusals(id, {.to = {"ben@contoso.com"}}), IsEmpty());
}

TEST_F(RequeuePlannerTest, RefusesTheSameContentOnceMore)
{
    const std::string id = stuck(cleanMail("one"));
    (void)runOf(id, RunState::HandedOver);
    EXPECT_THAT(refusals(id), ElementsAre(RefusalKind::HandedOverBefore));
    EXPECT_THAT(refusals(id, {.again = true}), IsEmpty());
    const auto originals = KeptOriginals::open(m.site.folders.work, {"anna", "server"}).value();
    for (std::chrono::days passed{0}; passed <= m.site.pipeline.retention; passed += std::chrono::days(1)) {
        EXPECT_THAT(refusals(id), ElementsAre(RefusalKind::HandedOverBefore));
        ASSERT_TRUE(originals->noteRound({m.clock.now(), {}}));
        m.clock.advance(std::chrono::days(1));
    }
    EXPECT_THAT(refusals(id), IsEmpty());
}

TEST_F(RequeuePlannerTest, RefusesACopyOfWhatIsUnderWay)
{
    (void)runOf(stuck(cleanMail("one")), RunState::Running);
    // The same body, From and Subject with another header: a message of its own.
    const std::string copy = m.stuck(FolderKind::Failed, "b.eml", "X-Other: 1\r\n" + cleanMail("one"));
    EXPECT_THAT(refusals(copy), ElementsAre(RefusalKind::HandedOverBefore));
}

TEST_F(RequeuePlannerTest, LetsTheGuardRefuseTheSecondOfTwoThatAreTheSame)
{
    m.put(FolderKind::Failed, "a.eml", cleanMail("one"));
    m.put(FolderKind::Failed, "b.eml", "X-Other: 1\r\n" + cleanMail("one"));
    m.put(FolderKind::Failed, "c.eml", cleanMail("two"));
    m.scan();
    DuplicateGuard guard;
    std::vector<bool> passed;
    for (const char* name : {"a.eml", "b.eml", "c.eml"}) {
        RequeuePreview one = preview(m.idOf(FolderKind::Failed, name));
        guard.check(one);
        passed.push_back(one.passes());
    }
    EXPECT_THAT(passed, ElementsAre(true, false, true));
}

TEST_F(RequeuePlannerTest, LetsTheGuardPassByWhatIsRefusedItself)
{
    const std::string id = stuck(cleanMail("one"));
    RequeuePreview refused = preview(id);
    refused.refusals.push_back({RefusalKind::Held, "it is held", {}, std::nullopt});
    RequeuePreview like = preview(id);
    DuplicateGuard guard;
    guard.check(refused);
    guard.check(like);
    EXPECT_TRUE(like.passes());
    EXPECT_EQ(refused.refusals.size(), 1U);
}

TEST_F(RequeuePlannerTest, RefusesWhatIsInARunOrHeldOrUnknown)
{
    const std::string id = stuck(cleanMail("one"));
    const std::string other = m.stuck(FolderKind::Failed, "b.eml", cleanMail("two"));
    (void)runOf(id, RunState::Running);
    EXPECT_THAT(refusals(id), ElementsAre(RefusalKind::InRun));
    const auto holds = Holds::open(m.site.folders.work, {"anna", "server"}).value();
    ASSERT_TRUE(holds->beginHold(other, {FolderKind::Failed, "b.eml"}, "x", "why", m.clock.now()));
    EXPECT_THAT(refusals(other), ElementsAre(RefusalKind::Held));
    EXPECT_THAT(refusals("nobody"), ElementsAre(RefusalKind::NoSuchMessage));
}

TEST_F(RequeuePlannerTest, RefusesAFileThatIsNotTheOneThatWasJudged)
{
    const std::string id = stuck(cleanMail("one"));
    writeFile(m.folder(FolderKind::Failed) / "a.eml", cleanMail("another"));
    EXPECT_THAT(refusals(id), ElementsAre(RefusalKind::Changed));
    std::filesystem::remove(m.folder(FolderKind::Failed) / "a.eml");
    EXPECT_THAT(refusals(id), ElementsAre(RefusalKind::NotThere));
}

TEST_F(RequeuePlannerTest, LooksAtPickUpItself)
{
    const std::string id = stuck(cleanMail("one"));
    std::filesystem::remove(m.folder(FolderKind::PickUp));
    EXPECT_THAT(refusals(id), ElementsAre(RefusalKind::SiteCondition));
    EXPECT_EQ(preview(id).refusals.front().cause, CauseId::PickupMissing);
    std::filesystem::create_directory(m.folder(FolderKind::PickUp));
    EXPECT_THAT(refusals(id), IsEmpty());
    m.site.limits.vaultSize = 0;
    EXPECT_THAT(refusals(id), ElementsAre(RefusalKind::VaultFull));
}

TEST_F(RequeuePlannerTest, LetsOneMessageProveTheRealConnectorFirst)
{
    m.site.pipeline.transfer = Carrier::External;
    const auto planner = RequeuePlanner::open(m.site, m.tools()).value();
    EXPECT_THAT(planner->siteRefusals(1).value(), IsEmpty());
    const auto refused = planner->siteRefusals(2).value();
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused.front().kind, RefusalKind::OneAtFirst);
    EXPECT_THAT(refused.front().reason, HasSubstr("nobody has proved"));
}

} // namespace
} // namespace connectorscope
