#include "tests/app/command_run.h"
#include "tests/app/messages.h"
#include "tests/app/scratch_folder.h"
#include "tests/app/tampered_file_system.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <fstream>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

class Diagnose : public ::testing::Test
{
protected:
    static CommandRun run(std::vector<std::string> arguments, const CommandSetting& setting = {})
    {
        arguments.insert(arguments.begin(), "diagnose");
        return runCommand(arguments, setting);
    }
    CommandRun runOnFolder(std::vector<std::string> arguments, const CommandSetting& setting = {}) const
    {
        arguments.push_back(pathBytes(folder.path()));
        return run(std::move(arguments), setting);
    }

    ScratchFolder folder;
};

// ---- the table

TEST_F(Diagnose, ShowsSentencePlaceErrorCodeAndEvidence)
{
    const std::filesystem::path file = folder.write("a.eml", messageWith8BitSubject());
    const CommandRun result = run({pathBytes(file)});
    EXPECT_EQ(result.status, 0);
    EXPECT_THAT(result.out,
                AllOf(StartsWith("▲ at risk  " + displayText(file) + "\n"),
                      HasSubstr("Example Office <office@example.org>: Relevé de compte"),
                      HasSubstr(std::string(findCause("raw-8bit-header")->meaning)), HasSubstr("line 3"),
                      HasSubstr("CDO_E_INVALID_CHARSET 0x8004022B"), HasSubstr("analogous")));
    EXPECT_THAT(result.err, IsEmpty());
}

TEST_F(Diagnose, PutsTheMostSevereFirst)
{
    folder.write("1-risk", messageWith8BitSubject());
    folder.write("2-blocked", messageWithoutFrom());
    folder.write("3-corrupt", cutMessage());
    const std::string out = runOnFolder({}).out;
    EXPECT_LT(out.find("3-corrupt"), out.find("2-blocked"));
    EXPECT_LT(out.find("2-blocked"), out.find("1-risk"));
}

TEST_F(Diagnose, CountsAtTheEnd)
{
    folder.write("1", messageWithoutFrom());
    folder.write("2", messageWithoutFrom());
    folder.write("3", cutMessage());
    folder.write("4", cleanMessage());
    const CommandRun result = runOnFolder({});
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.out, HasSubstr("4 files  ● 1 corrupt  ◆ 2 blocked  ✓ 1 clean (not listed; --all"));
    EXPECT_THAT(result.out, HasSubstr("  2 ◆ " + std::string(findCause("missing-from")->title)));
    EXPECT_THAT(result.out, EndsWith("connectorctl explain missing-from\n"));
}

TEST_F(Diagnose, CountsCausesThatStopMailBeforeRisks)
{
    for (const char* name : {"1", "2", "3"})
        folder.write(name, messageWith8BitSubject());
    folder.write("4", messageWithoutFrom());
    folder.write("5", messageWithoutFrom());
    EXPECT_THAT(runOnFolder({}).out,
                ::testing::ContainsRegex("  2 ◆ .*missing-from\n  3 ▲ .*raw-8bit-header\n"));
}

TEST_F(Diagnose, ListsCleanFilesOnlyWhenAsked)
{
    folder.write("good-1", cleanMessage());
    folder.write("good-2", cleanMessage());
    EXPECT_THAT(runOnFolder({}).out, Not(HasSubstr("good-1")));
    const std::string all = runOnFolder({"--all"}).out;
    EXPECT_THAT(all, AllOf(HasSubstr("good-1"), HasSubstr("good-2"), Not(HasSubstr("not listed"))));
}

TEST_F(Diagnose, ShowsAFileThatIsAloneEvenWhenItIsClean)
{
    const std::filesystem::path file = folder.write("good", cleanMessage());
    const CommandRun result = run({pathBytes(file)});
    EXPECT_EQ(result.status, 0);
    EXPECT_THAT(result.out, StartsWith("✓ clean    " + displayText(file) + "\n"));
}

TEST_F(Diagnose, SaysSoWhenThereIsNothingToJudge)
{
    const CommandRun result = runOnFolder({});
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.out, "0 files\n");
}

TEST_F(Diagnose, KeepsControlCharactersOfTheMailFromTheTerminal)
{
    folder.write("a", messageWithoutFrom("\x1B]0;owned\x07\xE2\x80\xAEtxt.exe"));
    folder.write("b", "To: \x1B[2J\r\nX\x1B[1m y: \r\n\r\n\x1B[31m");
    const std::string out = runOnFolder({"--all"}).out;
    EXPECT_THAT(out, AllOf(Not(HasSubstr("\x1B")), Not(HasSubstr("\x07")), Not(HasSubstr("\xE2\x80\xAE"))));
    EXPECT_THAT(out, HasSubstr("owned"));
}

TEST_F(Diagnose, WrapsToTheWidthOfTheTerminal)
{
    const std::filesystem::path file = folder.write("a", messageWithoutFrom(std::string(300, 'x')));
    CommandSetting setting;
    setting.terminal.columns = 60;
    const CommandRun result = run({pathBytes(file)}, setting);
    std::istringstream lines(result.out);
    std::string line;
    std::getline(lines, line); // a path stays whole, so that it can be copied
    while (std::getline(lines, line))
        EXPECT_LE(line.size(), 60U + 8U) << line; // bytes, of which signs take more than one
}

TEST_F(Diagnose, ColoursOnATerminalThatShowsColours)
{
    folder.write("a", messageWithoutFrom());
    CommandSetting setting;
    EXPECT_THAT(runOnFolder({}, setting).out, Not(HasSubstr("\x1B[")));
    setting.terminal.outIsTerminal = true;
    EXPECT_THAT(runOnFolder({}, setting).out, Not(HasSubstr("\x1B["))) << "NO_COLOR";
    EXPECT_THAT(runOnFolder({"--color", "always"}, setting).out, HasSubstr("\x1B["));
    setting.terminal.colour = true;
    EXPECT_THAT(runOnFolder({}, setting).out, HasSubstr("\x1B["));
    EXPECT_THAT(runOnFolder({"--color", "never"}, setting).out, Not(HasSubstr("\x1B[")));
}

TEST_F(Diagnose, TellsOfLinksThatWereNotFollowed)
{
#ifdef _WIN32
    GTEST_SKIP() << "making links needs rights of its own on Windows";
#endif
    folder.write("a", cleanMessage());
    std::filesystem::create_symlink("a", folder.path() / "b");
    EXPECT_THAT(runOnFolder({}).out, AllOf(HasSubstr("1 file  "), HasSubstr("1 link was not followed")));
}

// ---- with a site

class DiagnoseOfASite : public Diagnose
{
protected:
    /// A message of which only the servers on the way know whom it is for.
    static std::string mailingListMessage()
    {
        return "Delivered-To: anna@contoso.com\r\nFrom: List <list@example.org>\r\n"
               "To: members@example.org\r\nSubject: News\r\nDate: Mon, 23 Nov 2026 09:41:07 +0100\r\n"
               "Message-ID: <1@example.org>\r\n\r\ntext\r\n";
    }

    std::string siteFile()
    {
        for (const char* name : {"incoming", "failed", "pickup"})
            std::filesystem::create_directories(folder.path() / name);
        return pathBytes(folder.write("site.toml", "[site]\nname = \"Contoso\"\n[folders]\n"
                                                   "incoming = \"incoming\"\nfailed = \"failed\"\n"
                                                   "pickup = \"pickup\"\n[routing]\n"
                                                   "local_domains = [\"contoso.com\"]\n"
                                                   "mailboxes = [\"anna@contoso.com\"]\n"));
    }
};

TEST_F(DiagnoseOfASite, ProposesWhomTheServersOnTheWayNamed)
{
    const std::string site = siteFile();
    const std::string file = pathBytes(folder.write("failed/a.eml", mailingListMessage()));
    const auto object = run({"--json", "--site", site, file}).objects().at(0);
    EXPECT_EQ(object["proposed_recipients"].dump(),
              R"([{"mailbox":"anna@contoso.com","reason":"delivery-trace","evidence":"anna@contoso.com"}])");
    EXPECT_THAT(run({"--site", site, file}).out,
                HasSubstr("perhaps for anna@contoso.com: the servers on the way noted this address\n"));
}

TEST_F(DiagnoseOfASite, ProposesNobodyWhereTheMessageTells)
{
    const std::string site = siteFile();
    std::string bytes = mailingListMessage();
    bytes.replace(bytes.find("members@example.org"), 19, "anna@contoso.com");
    const std::string file = pathBytes(folder.write("failed/a.eml", bytes));
    EXPECT_FALSE(run({"--json", "--site", site, file}).objects().at(0).contains("proposed_recipients"));
    EXPECT_FALSE(run({"--json", pathBytes(folder.write("b", mailingListMessage()))})
                     .objects()
                     .at(0)
                     .contains("proposed_recipients"))
        << "without a site";
}

TEST_F(DiagnoseOfASite, TellsWhatTheBypassedFiltersWouldHaveStopped)
{
    const std::string site = siteFile();
    std::string bytes = mailingListMessage();
    bytes.replace(bytes.find("members@example.org"), 19, "frank@contoso.com");
    const std::string file = pathBytes(folder.write("failed/a.eml", bytes));
    const auto filtered = run({"--json", "--site", site, file}).objects().at(0)["filtered"];
    ASSERT_EQ(filtered.size(), 1U);
    EXPECT_EQ(filtered[0]["filter"], "recipient");
    EXPECT_EQ(filtered[0]["line"], 3);
    EXPECT_THAT(run({"--site", site, file}).out, HasSubstr("bypassed filters would have stopped this"));
    EXPECT_THAT(run({file}).out, testing::Not(HasSubstr("bypassed"))) << "without a site";
}

// ---- JSON

TEST_F(Diagnose, PrintsTheObjectThatIsDocumented)
{
    const std::filesystem::path file = folder.write("a.eml", messageWithoutFrom());
    const CommandRun result = run({"--json", pathBytes(file)});
    EXPECT_EQ(result.status, 1);
    nlohmann::ordered_json expected = nlohmann::ordered_json::parse(R"({"schema":1,"path":"","size":0,
        "verdict":"blocked","primary":"missing-from","subject":"Scan from MFP-2","from":[],
        "to":["sales@contoso.com"],"date":"2026-11-23T09:41:07+01:00","message_id":"scan@mfp-2.contoso.com",
        "findings":[{"cause":"missing-from","severity":"fatal","offset":0,"length":0,"line":1,"count":1,
        "evidence":"","symbol":"CDO_E_FROM_MISSING","hresult":"0x8004020D","basis":"documented",
        "retry":"repair","repair":"set-from"}]})");
    expected["path"] = displayText(file);
    expected["size"] = messageWithoutFrom().size();
    EXPECT_EQ(result.out, expected.dump() + "\n");
}

TEST_F(Diagnose, WritesNullForWhatIsAbsent)
{
    const auto object =
        run({"--json", pathBytes(folder.write("a", "X-Only: 1\r\n\r\ntext\r\n"))}).objects()[0];
    EXPECT_TRUE(object["subject"].is_null());
    EXPECT_TRUE(object["date"].is_null());
    EXPECT_TRUE(object["message_id"].is_null());
    EXPECT_EQ(object["to"], nlohmann::ordered_json::array());
}

TEST_F(Diagnose, GathersToCcAndBcc)
{
    const auto object = run({"--json", pathBytes(folder.write("a", "From: a@example.org\r\n"
                                                                   "To: Anna <b@contoso.com>, broken\r\n"
                                                                   "Cc: c@contoso.com\r\n"
                                                                   "Bcc: d@contoso.com\r\n\r\ntext\r\n"))})
                            .objects()[0];
    EXPECT_EQ(object["to"].dump(), R"(["b@contoso.com","c@contoso.com","d@contoso.com"])");
}

TEST_F(Diagnose, KeepsTheOrderOfThePathsWhateverTheNumberOfThreads)
{
    for (int i = 0; i < 300; ++i)
        folder.write(std::to_string(1000 + i), i % 3 == 0 ? messageWithoutFrom() : cleanMessage());
    const std::string one = runOnFolder({"--json", "--jobs", "1"}).out;
    EXPECT_EQ(runOnFolder({"--json", "--jobs", "8"}).out, one);
    EXPECT_LT(one.find("1000\""), one.find("1299\""));
    EXPECT_EQ(std::count(one.begin(), one.end(), '\n'), 300);
}

TEST_F(Diagnose, ReadsStandardInput)
{
    CommandSetting setting;
    setting.input = messageWithoutFrom();
    const auto object = run({"--json", "-"}, setting).objects()[0];
    EXPECT_EQ(object["path"], "-");
    EXPECT_EQ(object["primary"], "missing-from");
    EXPECT_EQ(object["size"], setting.input.size());
}

TEST_F(Diagnose, TakesAListOfNamesOfAMegabyte)
{
    std::string names = "From: a@example.org\r\nTo: ";
    for (int i = 0; i < 25'000; ++i)
        names += "Name " + std::to_string(i) + " <n" + std::to_string(i) + "@contoso.com>,\r\n ";
    names += "last@contoso.com\r\n\r\ntext\r\n";
    const auto object = run({"--json", pathBytes(folder.write("a", names))}).objects()[0];
    EXPECT_EQ(object["to"].size(), 25'001U);
    EXPECT_EQ(object["to"].back(), "last@contoso.com");
}

// ---- what cannot be read

TEST_F(Diagnose, TellsOfAMissingFileAndGoesOn)
{
    const std::string missing = pathBytes(folder.path() / "none");
    const CommandRun result = run({missing, pathBytes(folder.write("a", messageWithoutFrom()))});
    EXPECT_EQ(result.status, 3) << "wins over 1";
    EXPECT_THAT(result.err, AllOf(StartsWith("connectorctl: "), HasSubstr("none")));
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1);
    EXPECT_THAT(result.out, AllOf(HasSubstr("◆ blocked"), HasSubstr("■ 1 unreadable")));
}

TEST_F(Diagnose, PrintsAnObjectForWhatIsNotThere)
{
    const auto object = run({"--json", "none"}).objects()[0];
    EXPECT_EQ(object["verdict"], "unreadable");
    EXPECT_TRUE(object["primary"].is_null());
    EXPECT_TRUE(object["size"].is_null());
    EXPECT_THAT(object["error"].get<std::string>(), HasSubstr("none"));
}

struct ReadFailure
{
    ErrorCode code;
    std::string primary;
};

class DiagnoseRefused : public Diagnose, public ::testing::WithParamInterface<ReadFailure>
{
};

TEST_P(DiagnoseRefused, NamesTheCauseOfTheCatalogue)
{
    const std::filesystem::path file = folder.write("a", cleanMessage());
    TamperedFileSystem files;
    files.openFails[file] = Error{GetParam().code, "cannot open \"a\": so it is", "Do something.", file};
    CommandSetting setting;
    setting.files = &files;
    const CommandRun result = runOnFolder({"--json"}, setting);
    EXPECT_EQ(result.status, 3);
    EXPECT_EQ(result.objects()[0]["verdict"], "unreadable");
    EXPECT_EQ(result.objects()[0]["primary"], GetParam().primary);
    EXPECT_EQ(result.objects()[0]["error"], "cannot open \"a\": so it is. Do something.");
    EXPECT_EQ(result.err, "connectorctl: cannot open \"a\": so it is. Do something.\n");
}

INSTANTIATE_TEST_SUITE_P(Codes, DiagnoseRefused,
                         ::testing::Values(ReadFailure{ErrorCode::Locked, "file-locked"},
                                           ReadFailure{ErrorCode::AccessDenied, "access-denied"},
                                           ReadFailure{ErrorCode::ReadFault, "read-error"},
                                           ReadFailure{ErrorCode::Other, "read-error"}));

TEST_F(Diagnose, TellsWhenReadingFailsHalfWay)
{
    const std::filesystem::path file = folder.write("a", cleanMessage());
    TamperedFileSystem files;
    files.readFails[file] = Error{ErrorCode::ReadFault, "cannot read \"a\": the disk", {}, file};
    CommandSetting setting;
    setting.files = &files;
    EXPECT_EQ(runOnFolder({"--json"}, setting).objects()[0]["primary"], "read-error");
}

TEST_F(Diagnose, TellsOfAFileThatVanishesBetweenListingAndOpening)
{
    folder.write("a", cleanMessage());
    folder.write("b", messageWithoutFrom());
    TamperedFileSystem files;
    files.beforeOpen = [](const std::filesystem::path& path) {
        if (path.filename() == "a")
            std::filesystem::remove(path);
    };
    CommandSetting setting;
    setting.files = &files;
    const CommandRun result = runOnFolder({}, setting);
    EXPECT_EQ(result.status, 3);
    EXPECT_THAT(result.err, HasSubstr("moved or removed"));
    EXPECT_THAT(result.out, HasSubstr("◆ 1 blocked"));
}

TEST_F(Diagnose, SaysPendingOfAFileThatGrowsWhileItIsRead)
{
    folder.write("a", messageWithoutFrom());
    TamperedFileSystem files;
    std::atomic<bool> grown = false;
    files.afterRead = [&](const std::filesystem::path& path) {
        if (!grown.exchange(true))
            std::ofstream(path, std::ios::app | std::ios::binary) << "more";
    };
    CommandSetting setting;
    setting.files = &files;
    const CommandRun result = runOnFolder({"--json"}, setting);
    EXPECT_EQ(result.status, 0);
    EXPECT_EQ(result.objects()[0]["verdict"], "pending");
    EXPECT_EQ(result.objects()[0]["primary"], "still-arriving");
}

TEST_F(Diagnose, SaysPendingOfAFileThatIsWrittenAgainWithTheSameSize)
{
    const std::filesystem::path file = folder.write("a", messageWithoutFrom());
    std::filesystem::last_write_time(file,
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
    TamperedFileSystem files;
    files.afterRead = [](const std::filesystem::path& path) {
        std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now());
    };
    CommandSetting setting;
    setting.files = &files;
    EXPECT_THAT(runOnFolder({}, setting).out, StartsWith("○ pending"));
}

TEST_F(Diagnose, TellsOfAFolderThatCannotBeListed)
{
    folder.write("sub/a", cleanMessage());
    folder.write("z", cleanMessage());
    TamperedFileSystem files;
    files.listFails[folder.path() / "sub"] =
        Error{ErrorCode::AccessDenied, "cannot list the folder \"sub\": no", {}, {}};
    CommandSetting setting;
    setting.files = &files;
    const CommandRun result = runOnFolder({"--json"}, setting);
    EXPECT_EQ(result.status, 3);
    ASSERT_EQ(result.objects().size(), 2U);
    EXPECT_EQ(result.objects()[0]["primary"], "access-denied");
    EXPECT_EQ(result.objects()[1]["verdict"], "clean");
}

// ---- Ctrl-C and progress

TEST_F(Diagnose, PrintsWhatWasDoneWhenItIsInterrupted)
{
    for (int i = 0; i < 200; ++i)
        folder.write(std::to_string(1000 + i), messageWithoutFrom());
    TamperedFileSystem files;
    std::atomic<int> opened = 0;
    files.beforeOpen = [&](const auto&) { ++opened; };
    CommandSetting setting;
    setting.files = &files;
    setting.interrupted = [&] { return opened >= 20; };
    const CommandRun result = runOnFolder({"--jobs", "1"}, setting);
    EXPECT_EQ(result.status, 130);
    EXPECT_THAT(result.err, HasSubstr("interrupted"));
    EXPECT_THAT(result.out, HasSubstr("◆ blocked"));
    EXPECT_LT(opened, 30);
}

TEST_F(Diagnose, ShowsNoProgressForWhatIsQuick)
{
    folder.write("a", cleanMessage());
    CommandSetting setting;
    setting.terminal.errIsTerminal = true;
    EXPECT_THAT(runOnFolder({}, setting).err, IsEmpty());
}

TEST_F(Diagnose, StopsWhenNobodyReadsTheOutput)
{
    for (int i = 0; i < 500; ++i)
        folder.write(std::to_string(1000 + i), messageWithoutFrom());
    TamperedFileSystem files;
    std::atomic<int> opened = 0;
    files.beforeOpen = [&](const auto&) { ++opened; };
    std::istringstream in;
    std::ostream out(nullptr); // bad from the start
    std::ostringstream err;
    const std::unique_ptr<Clock> clock = systemClock();
    Environment environment{in, out, err, files, *clock, {}};
    runCommandLine({"diagnose", "--json", "--jobs", "1", pathBytes(folder.path())}, environment);
    EXPECT_LT(opened, 100);
}

} // namespace
} // namespace connectorscope
