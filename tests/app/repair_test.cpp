#include "app/connectorctl/repair_run.h"
#include "tests/app/command_run.h"
#include "tests/app/messages.h"
#include "tests/app/scratch_folder.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string marked = "\xEF\xBB\xBF"
                           "From: Berta <berta@example.org>\r\n"
                           "To: anna@contoso.com\r\n"
                           "Subject: Hello\r\n"
                           "Date: Mon, 23 Nov 2026 09:41:07 +0100\r\n"
                           "Message-ID: <1@example.org>\r\n"
                           "\r\n"
                           "Hello\r\n";

TEST(RepairVerb, ShowsWhatItWouldChangeAndTheVerdictBeforeAndAfter)
{
    const ScratchFolder folder;
    const CommandRun run = runCommand({"repair", pathBytes(folder.write("a.eml", marked))});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, AllOf(HasSubstr("Before: \xE2\x97\x86 blocked (byte-order-mark)"),
                               HasSubstr("strip-bom (byte-order-mark)"), HasSubstr("    @@ line 1 @@\n"),
                               HasSubstr("After:  \xE2\x9C\x93 clean")));
    EXPECT_EQ(run.err, "");
}

TEST(RepairVerb, WritesTheCopyAndLeavesTheOriginal)
{
    const ScratchFolder folder;
    const auto original = folder.write("a.eml", marked);
    const auto copy = original.parent_path() / "b.eml";
    const CommandRun run = runCommand({"repair", pathBytes(original), "--output", pathBytes(copy)});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, HasSubstr("Written to "));
    EXPECT_EQ(readFile(original), marked);
    EXPECT_EQ(readFile(copy), marked.substr(3));
}

TEST(RepairVerb, ReplacesNoFile)
{
    const ScratchFolder folder;
    const auto original = folder.write("a.eml", marked);
    const auto other = folder.write("b.eml", "other");
    const CommandRun run = runCommand({"repair", pathBytes(original), "--output", pathBytes(other)});
    EXPECT_EQ(run.status, 3);
    EXPECT_THAT(run.err, HasSubstr("b.eml"));
    EXPECT_EQ(readFile(other), "other");
}

TEST(RepairVerb, NamesWhomAMessageIsProbablyForByTheSite)
{
    const ScratchFolder folder;
    for (const char* name : {"incoming", "failed", "pickup"})
        std::filesystem::create_directories(folder.path() / name);
    const auto site = folder.write("site.toml", "[site]\nname = \"Contoso\"\n[folders]\n"
                                                "incoming = \"incoming\"\nfailed = \"failed\"\n"
                                                "pickup = \"pickup\"\n[routing]\n"
                                                "local_domains = [\"contoso.com\"]\n"
                                                "mailboxes = [\"berta@contoso.com\"]\n"
                                                "undeliverable = \"berta@contoso.com\"\n");
    const auto file = folder.write("failed/a.eml", marked.substr(3));
    const auto asked = runCommand({"repair", "--risks", "--site", pathBytes(site), pathBytes(file)});
    EXPECT_THAT(asked.out, AllOf(HasSubstr("unknown-mailbox"), HasSubstr("--to berta@contoso.com")));
    const auto given = runCommand(
        {"repair", "--risks", "--to", "berta@contoso.com", "--site", pathBytes(site), pathBytes(file)});
    EXPECT_THAT(given.out, HasSubstr("+To: berta@contoso.com"));
}

TEST(RepairVerb, SaysThatThereIsNothingToRepair)
{
    const ScratchFolder folder;
    const CommandRun run = runCommand({"repair", pathBytes(folder.write("a.eml", marked.substr(3)))});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, HasSubstr("Nothing to repair."));
}

TEST(RepairVerb, FailsWhereTheMessageIsStillBlocked)
{
    const ScratchFolder folder;
    const auto path = pathBytes(folder.write("a.eml", messageWithoutFrom()));
    const CommandRun refused = runCommand({"repair", path});
    EXPECT_EQ(refused.status, 1);
    EXPECT_THAT(refused.out, HasSubstr("Not repaired (missing-from): "));
    EXPECT_THAT(refused.out, HasSubstr("--from ADDRESS"));
    EXPECT_EQ(runCommand({"repair", path, "--from", "berta@example.org"}).status, 0);
}

TEST(RepairVerb, RemovesOnlyTheCauseThatIsNamed)
{
    const ScratchFolder folder;
    const auto path = pathBytes(folder.write("a.eml", "\r\n" + marked));
    const CommandRun run = runCommand({"repair", "--cause", "leading-blank-line", path});
    EXPECT_EQ(run.status, 1); // the mark still blocks it
    EXPECT_THAT(run.out, AllOf(HasSubstr("strip-leading-blank"), Not(HasSubstr("strip-bom"))));
    EXPECT_EQ(runCommand({"repair", "--cause", "missing-from", path}).status, 1);
}

TEST(RepairVerb, KnowsTheCausesItIsAskedFor)
{
    const CommandRun run = runCommand({"repair", "--cause", "bad-mood", "a.eml"});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, HasSubstr("no cause 'bad-mood'"));
}

TEST(RepairVerb, TakesOneOutputForOneMessageOnly)
{
    EXPECT_EQ(runCommand({"repair", "a.eml", "b.eml", "--output", "c.eml"}).status, 2);
}

TEST(RepairVerb, NamesAFileThatCannotBeRead)
{
    const CommandRun run = runCommand({"repair", "--json", "no such file"});
    EXPECT_EQ(run.status, 3);
    EXPECT_THAT(run.err, HasSubstr("no such file"));
    ASSERT_EQ(run.objects().size(), 1U);
    EXPECT_EQ(run.objects()[0]["verdict"], "unreadable");
}

TEST(RepairVerb, StopsWhenItIsInterrupted)
{
    const ScratchFolder folder;
    CommandSetting setting;
    setting.interrupted = [] { return true; };
    EXPECT_EQ(runCommand({"repair", pathBytes(folder.write("a.eml", marked))}, setting).status, 130);
}

} // namespace
} // namespace connectorscope
