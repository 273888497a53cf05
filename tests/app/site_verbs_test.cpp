#include "tests/app/messages.h"
#include "tests/app/site_folder.h"

#include "core/index/role_lock.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

/// Where a text stands in another.
std::size_t placeOf(const std::string& text, const std::string& part)
{
    EXPECT_THAT(text, HasSubstr(part));
    return text.find(part);
}

/// Another program watches the site.
RoleLock watchedElsewhere(const SiteFolder& site)
{
    std::filesystem::create_directories(site.path("work"));
    Result<RoleLock> lock = RoleLock::take(site.path("work"), Role::Watcher, "connectorctl watch");
    EXPECT_TRUE(lock);
    return std::move(*lock);
}

TEST(ScanVerb, ReturnsZeroWhereNothingIsStuck)
{
    const SiteFolder site;
    site.put("incoming/a.eml", cleanMessage(), std::chrono::minutes(1));
    const CommandRun run = site.run({"scan"});
    EXPECT_EQ(run.status, 0) << run.out;
    EXPECT_THAT(run.out, AllOf(HasSubstr("Contoso: Nothing is stuck."),
                               HasSubstr("Incoming Mail  1 message\n"), HasSubstr("1 message was judged.")));
    EXPECT_THAT(run.err, IsEmpty());
}

TEST(ScanVerb, SaysWhatIsStuckInEachFolder)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom("One"));
    site.put("failed/b.eml", messageWithoutFrom("Two"), std::chrono::minutes(9 * 60 + 12));
    site.put("failed/c.eml", cutMessage());
    site.put("incoming/d.eml", cleanMessage());
    const CommandRun run = site.run({"scan"});
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.out, HasSubstr("Contoso: 4 messages are stuck, the oldest for 9 h 12 min; "
                                   "2 of them: no From header."));
    EXPECT_THAT(run.out, AllOf(HasSubstr("Failed Mail    3 messages, 3 stuck, the oldest for 9 h 12 min"),
                               HasSubstr("Incoming Mail  1 message, 1 stuck, the oldest for 2 h 0 min")));
}

TEST(ScanVerb, TellsOfConditionsOfTheSite)
{
    const SiteFolder site;
    site.put("pickup/a.eml", cleanMessage());
    const CommandRun run = site.run({"scan"});
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.out, HasSubstr("pickup-stalled"));
}

TEST(ScanVerb, EndsAConditionAfterTwoLooksThatSayTheContrary)
{
    const SiteFolder site;
    site.put("pickup/a.eml", cleanMessage());
    site.run({"scan"});
    std::filesystem::remove(site.path("pickup/a.eml"));
    EXPECT_THAT(site.run({"scan"}).out, HasSubstr("pickup-stalled")) << "one look is not enough";
    const CommandRun run = site.run({"scan"});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, Not(HasSubstr("pickup-stalled")));
}

TEST(ShowVerb, TellsWhatTheBypassedFiltersWouldHaveSaid)
{
    const SiteFolder site;
    site.put("failed/a.eml", "X-Spam-Flag: YES\r\n" + messageWithoutFrom());
    const CommandRun run = site.run({"show", site.idOf()});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, AllOf(HasSubstr("What the bypassed filters would have said"),
                               HasSubstr("Content filter: the provider's spam filter has marked it"),
                               HasSubstr("line 1, byte 0: X-Spam-Flag: YES")));
    site.put("failed/b.eml", messageWithoutFrom("fine"));
    EXPECT_THAT(site.run({"show", site.idOf({"--search", "fine"})}).out, Not(HasSubstr("bypassed")));
}

TEST(ScanVerb, ReadsAFileOnce)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom());
    site.run({"scan"});
    EXPECT_THAT(site.run({"scan"}).out, HasSubstr("0 messages were judged."));
}

TEST(ScanVerb, NamesTheProgramThatWatches)
{
    const SiteFolder site;
    const RoleLock lock = watchedElsewhere(site);
    const CommandRun run = site.run({"scan"});
    EXPECT_EQ(run.status, 3);
    EXPECT_THAT(run.err, AllOf(HasSubstr("connectorctl watch"), HasSubstr("process")));
    EXPECT_THAT(run.out, IsEmpty());
}

TEST(ScanVerb, StopsWhenItIsInterrupted)
{
    const SiteFolder site;
    CommandSetting setting;
    setting.interrupted = [] { return true; };
    EXPECT_EQ(site.run({"scan"}, setting).status, 130);
}

TEST(ScanVerb, MakesTheJournalsCopyOfTheDay)
{
    const SiteFolder site;
    site.run({"scan"});
    EXPECT_EQ(namesIn(site.path("work/copies")).size(), 1U);
}

/// The person stops the program after that time.
CommandSetting stoppedAfter(std::chrono::milliseconds time)
{
    CommandSetting setting;
    setting.interrupted = [end = std::chrono::steady_clock::now() + time] {
        return std::chrono::steady_clock::now() > end;
    };
    return setting;
}

TEST(WatchVerb, PrintsALineForEachEventUntilItIsStopped)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom());
    const CommandRun run = site.run({"watch"}, stoppedAfter(std::chrono::seconds(2)));
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_THAT(run.out, AllOf(HasSubstr("  started: Contoso\n"),
                               HasSubstr("judged      Failed Mail    a.eml  \xE2\x97\x86 blocked: No From "
                                         "header  (no sender) -> sales@contoso.com: Scan from MFP-2"),
                               HasSubstr("  stopped: Contoso\n")));
}

TEST(WatchVerb, PrintsTheSameAsJson)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom());
    const auto objects = site.run({"watch", "--json"}, stoppedAfter(std::chrono::seconds(2))).objects();
    ASSERT_GE(objects.size(), 3U);
    EXPECT_EQ(objects.front()["event"], "started");
    EXPECT_EQ(objects.back()["event"], "stopped");
    const auto judged = std::find_if(objects.begin(), objects.end(),
                                     [](const auto& object) { return object["event"] == "judged"; });
    ASSERT_NE(judged, objects.end());
    EXPECT_EQ((*judged)["cause"], "missing-from");
    EXPECT_EQ((*judged)["id"], site.idOf());
}

TEST(ListVerb, MakesAnIndexAgainThatIsBroken)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom());
    site.run({"scan"});
    writeFile(site.path("work/index.db"), std::string(100'000, 'x'));
    EXPECT_EQ(site.run({"list"}).status, 1);
    EXPECT_EQ(site.run({"list", "--json"}).objects().size(), 1U);
}

TEST(WatchVerb, NamesTheProgramThatWatches)
{
    const SiteFolder site;
    const RoleLock lock = watchedElsewhere(site);
    const CommandRun run = site.run({"watch"});
    EXPECT_EQ(run.status, 3);
    EXPECT_THAT(run.err, HasSubstr("connectorctl watch"));
    EXPECT_THAT(run.out, IsEmpty());
}

TEST(ListVerb, BeginsWithWhatIsStuckAndSaysAsOfWhen)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom());
    const CommandRun run = site.run({"list"});
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.out, StartsWith("Contoso: 1 message is stuck, for 2 h 0 min: no From header.\nAs of 2"));
    EXPECT_THAT(run.out, AllOf(HasSubstr("blocked"), HasSubstr("2 h 0 min"), HasSubstr("Failed Mail"),
                               HasSubstr("No From header"), HasSubstr("sales@contoso"), HasSubstr("Scan")));
}

TEST(ListVerb, NamesTheWorstFirstAndOfThoseTheOldest)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom("New"), std::chrono::hours(1));
    site.put("failed/b.eml", messageWithoutFrom("Old"), std::chrono::hours(3));
    site.put("failed/c.eml", cutMessage(), std::chrono::minutes(1));
    CommandSetting setting;
    setting.terminal.columns = 200;
    const std::string out = site.run({"list"}, setting).out;
    EXPECT_LT(placeOf(out, "Cut"), placeOf(out, "Old"));
    EXPECT_LT(placeOf(out, "Old"), placeOf(out, "New"));
}

TEST(ListVerb, LeavesOutWhatIsNotStuckUnlessAskedForIt)
{
    const SiteFolder site;
    site.put("incoming/a.eml", cleanMessage("Just here"), std::chrono::minutes(1));
    EXPECT_THAT(site.run({"list", "--json"}).out, IsEmpty());
    const auto objects = site.run({"list", "--json", "--all-messages"}).objects();
    ASSERT_EQ(objects.size(), 1U);
    EXPECT_EQ(objects.front()["stuck"], false);
}

TEST(ListVerb, TakesWhatAllSelectorsAskFor)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom("Alpha"));
    site.put("failed/b.eml", messageWithoutFrom("Beta"));
    site.put("failed/c.eml", cutMessage());
    site.put("incoming/d.eml", messageWithoutFrom("Gamma"), std::chrono::hours(5));
    const auto subjects = [&](std::vector<std::string> selectors) {
        selectors.insert(selectors.begin(), {"list", "--json"});
        std::vector<std::string> found;
        for (const auto& object : site.run(selectors).objects())
            found.push_back(object["subject"]);
        std::sort(found.begin(), found.end());
        return found;
    };
    using ::testing::ElementsAre;
    EXPECT_THAT(subjects({"--cause", "missing-from"}), ElementsAre("Alpha", "Beta", "Gamma"));
    EXPECT_THAT(subjects({"--cause", "missing-from", "--folder", "failed"}), ElementsAre("Alpha", "Beta"));
    EXPECT_THAT(subjects({"--folder", "failed", "--verdict", "corrupt"}), ElementsAre("Cut"));
    EXPECT_THAT(subjects({"--folder", "failed,incoming", "--search", "mma"}), ElementsAre("Gamma"));
    EXPECT_THAT(subjects({"--older-than", "3h"}), ElementsAre("Gamma"));
    EXPECT_THAT(subjects({"--older-than", "3h", "--folder", "failed"}), IsEmpty());
    EXPECT_THAT(subjects({"--all"}), ElementsAre("Alpha", "Beta", "Cut", "Gamma"));
}

TEST(ListVerb, RefusesSelectorsThatMeanNothing)
{
    const SiteFolder site;
    EXPECT_EQ(site.run({"list", "--cause", "missing-form"}).status, 2);
    EXPECT_THAT(site.run({"list", "--cause", "missing-form"}).err, HasSubstr("did you mean 'missing-from'"));
    EXPECT_EQ(site.run({"list", "--older-than", "3"}).status, 2);
    EXPECT_EQ(site.run({"list", "--folder", "outgoing"}).status, 2);
    EXPECT_EQ(site.run({"list", "--all", "--all-messages"}).status, 2);
}

TEST(ListVerb, CountsByGroups)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom("Alpha"));
    site.put("failed/b.eml", messageWithoutFrom("Beta"));
    site.put("failed/c.eml", cutMessage());
    const std::string byCause = site.run({"list", "--group-by", "cause"}).out;
    EXPECT_LT(placeOf(byCause, "2  No From header  missing-from"),
              placeOf(byCause, "unterminated-multipart"));
    EXPECT_THAT(site.run({"list", "--group-by", "recipient"}).out, HasSubstr("3  sales@contoso.com"));
    const auto folders = site.run({"list", "--group-by", "folder", "--json"}).objects();
    ASSERT_EQ(folders.size(), 1U);
    EXPECT_EQ(folders.front()["key"], "failed");
    EXPECT_EQ(folders.front()["messages"], 3);
}

TEST(ListVerb, CountsWhatNamesNobodyAmongTheRecipients)
{
    const SiteFolder site;
    site.put("failed/a.eml", cleanMessage("Alpha"));
    site.put("failed/b.eml", "From: office@example.org\r\nSubject: Beta\r\n\r\nText.\r\n");
    const std::string text = site.run({"list", "--group-by", "recipient"}).out;
    EXPECT_LT(placeOf(text, "1  sales@contoso.com"), placeOf(text, "1  (nobody)\n"));
    const auto groups = site.run({"list", "--group-by", "recipient", "--json"}).objects();
    ASSERT_EQ(groups.size(), 2U);
    EXPECT_TRUE(groups.back()["key"].is_null());
    EXPECT_EQ(groups.back()["messages"], 1);
}

TEST(ListVerb, SortsByAColumnBothWays)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom("Beta"));
    site.put("failed/b.eml", cleanMessage("Alpha"));
    site.put("failed/c.eml", messageWithoutFrom("Gamma"));
    const auto subjects = [&](std::vector<std::string> arguments) {
        std::string all;
        for (const auto& object : site.run(std::move(arguments)).objects())
            all += object["subject"].get<std::string>() + " ";
        return all;
    };
    EXPECT_EQ(subjects({"list", "--json", "--sort", "subject"}), "Alpha Beta Gamma ");
    EXPECT_EQ(subjects({"list", "--json", "--sort", "subject", "--reverse"}), "Gamma Beta Alpha ");
}

TEST(ListVerb, TakesTwoLinesWhereTheTerminalIsNarrow)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom());
    CommandSetting setting;
    setting.terminal.columns = 60;
    EXPECT_THAT(site.run({"list"}, setting).out,
                HasSubstr("\n  No From header \xC2\xB7 sales@contoso.com \xC2\xB7 Scan from"));
}

TEST(ListVerb, PrintsAllOfThemAsJson)
{
    const SiteFolder site;
    constexpr int count = 1100; // more than two pages
    for (int i = 0; i < count; ++i)
        site.put("failed/" + std::to_string(i), messageWithoutFrom(std::to_string(i)));
    const auto objects = site.run({"list", "--json"}).objects();
    EXPECT_EQ(objects.size(), static_cast<std::size_t>(count));
    std::vector<std::string> ids;
    for (const auto& object : objects)
        ids.push_back(object["id"]);
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(std::unique(ids.begin(), ids.end()), ids.end());
}

TEST(ListVerb, LooksAtNoFolderWhereAnotherProgramWatches)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom("Before"));
    site.run({"scan"});
    site.put("failed/b.eml", messageWithoutFrom("After"));
    const RoleLock lock = watchedElsewhere(site);
    const CommandRun run = site.run({"list"});
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.out,
                AllOf(HasSubstr("Contoso: 1 message is stuck"), HasSubstr(", as connectorctl watch tells.")));
    EXPECT_THAT(run.err, IsEmpty());
}

TEST(ListVerb, ShowsWhatHasGoneWhenAskedForItsState)
{
    const SiteFolder site;
    const auto file = site.put("failed/a.eml", messageWithoutFrom());
    site.run({"scan"});
    std::filesystem::remove(file);
    EXPECT_THAT(site.run({"list", "--json"}).out, IsEmpty());
    const auto objects = site.run({"list", "--json", "--state", "gone"}).objects();
    ASSERT_EQ(objects.size(), 1U);
    EXPECT_EQ(objects.front()["state"], "gone");
}

TEST(ListVerb, EscapesWhatATerminalWouldMisread)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom("Bad \x1B[2J news"));
    EXPECT_THAT(site.run({"list"}).out, Not(HasSubstr("\x1B")));
}

TEST(ShowVerb, NamesTheLimitsOfTheSite)
{
    const SiteFolder site("header_size = '2KiB'\nmessage_size = '3KiB'\n");
    site.put("failed/a.eml", "X-Long: " + std::string(900, 'x') + "\r\n\t" + std::string(900, 'x') +
                                 "\r\n\t" + std::string(900, 'x') + "\r\n" + cleanMessage() +
                                 std::string(500, 'x'));
    const std::string text = site.run({"show", site.idOf()}).out;
    EXPECT_THAT(text, HasSubstr("The header block is larger than the site's limit (2KiB)."));
    EXPECT_THAT(text, HasSubstr("The message is larger than the site's limit (3KiB)."));
}

TEST(ShowVerb, TellsWhyWithTheProofAndWhatHappened)
{
    const SiteFolder site;
    site.put("failed/a.eml", cutMessage());
    const CommandRun run = site.run({"show", site.idOf()});
    EXPECT_EQ(run.status, 0) << run.err;
    EXPECT_THAT(run.out, AllOf(HasSubstr("Cut"), HasSubstr("office@example.org"), HasSubstr("a.eml"),
                               HasSubstr("unterminated-multipart"), HasSubstr("MIME_E_BOUNDARY_MISMATCH"),
                               HasSubstr("boundary="), HasSubstr("What to do")));
    EXPECT_THAT(run.out, AllOf(HasSubstr("What happened"), HasSubstr("judged: Failed Mail / a.eml"),
                               HasSubstr(", by")));
}

TEST(ShowVerb, TellsTheHistoryFromBeforeItWasRead)
{
    const SiteFolder site;
    const auto file = site.put("incoming/a.eml", messageWithoutFrom(), std::chrono::minutes(-1));
    site.run({"scan"}); // however long it takes to start, not settled: seen, not read
    std::filesystem::last_write_time(file,
                                     std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
    const std::string id = site.idOf();
    const auto history = site.run({"show", id, "--json"}).objects().at(0)["history"];
    std::vector<std::string> events;
    for (const auto& entry : history)
        events.push_back(entry["event"]);
    EXPECT_EQ(events.front(), "arrived");
    EXPECT_EQ(events.back(), "judged");
}

TEST(ShowVerb, TakesABeginningOfTheId)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom());
    std::string beginning = site.idOf().substr(0, 5);
    std::transform(beginning.begin(), beginning.end(), beginning.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    EXPECT_EQ(site.run({"show", beginning}).status, 0);
}

TEST(ShowVerb, RefusesABeginningThatSeveralHave)
{
    const SiteFolder site;
    for (int i = 0; i < 40; ++i) // more than there are symbols
        site.put("failed/" + std::to_string(i), messageWithoutFrom(std::to_string(i)));
    std::vector<std::string> ids;
    for (const auto& object : site.run({"list", "--json"}).objects())
        ids.push_back(object["id"]);
    std::sort(ids.begin(), ids.end());
    const auto same = std::adjacent_find(ids.begin(), ids.end(),
                                         [](const auto& a, const auto& b) { return a.front() == b.front(); });
    ASSERT_NE(same, ids.end());
    const CommandRun run = site.run({"show", same->substr(0, 1)});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.err, HasSubstr(*same));
    EXPECT_EQ(site.run({"show", "nosuchid"}).status, 2);
}

TEST(ShowVerb, PrintsTheBytesUnchanged)
{
    const SiteFolder site;
    const std::string message = messageWithoutFrom() + std::string("\0\x1A\n\r\xFF", 5);
    site.put("failed/a.eml", message);
    const std::string id = site.idOf();
    EXPECT_EQ(site.run({"show", id, "--raw"}).out, message);
    const std::string headers = message.substr(0, message.find("\r\n\r\n") + 2);
    EXPECT_EQ(site.run({"show", id, "--headers"}).out, headers);
}

TEST(ShowVerb, LeavesTheBomOutOfTheHeaders)
{
    const SiteFolder site;
    site.put("failed/a.eml", "\xEF\xBB\xBF" + cleanMessage());
    EXPECT_THAT(site.run({"show", site.idOf(), "--headers"}).out, StartsWith("From: Example Office"));
}

TEST(ShowVerb, SaysThatThereIsNoFolderToSaveInto)
{
    const SiteFolder site;
    site.put("failed/a.eml", cleanMessage());
    const CommandRun run = site.run({"show", site.idOf(), "--save", pathBytes(site.path("attic/copy.eml"))});
    EXPECT_EQ(run.status, 3);
    EXPECT_THAT(run.err, AllOf(HasSubstr("there is no folder"), HasSubstr("attic\". Make the folder")));
}

TEST(ShowVerb, ListsTheParts)
{
    const SiteFolder site;
    site.put("failed/a.eml", cutMessage());
    const std::string id = site.idOf();
    EXPECT_THAT(site.run({"show", id, "--parts"}).out,
                AllOf(HasSubstr("0  multipart/mixed"), HasSubstr("  1  text/plain")));
    EXPECT_EQ(site.run({"show", id, "--parts", "--json"}).objects().size(), 2U);
}

TEST(ShowVerb, SavesACopyAndReplacesNothing)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom());
    const std::string id = site.idOf();
    const std::string copy = pathBytes(site.path("copy.eml"));
    EXPECT_EQ(site.run({"show", id, "--save", copy}).status, 0);
    EXPECT_EQ(readFile(site.path("copy.eml")), messageWithoutFrom());
    writeFile(site.path("copy.eml"), "other");
    EXPECT_EQ(site.run({"show", id, "--save", copy}).status, 3);
    EXPECT_EQ(readFile(site.path("copy.eml")), "other");
}

TEST(ShowVerb, SaysThatTheFileHasGone)
{
    const SiteFolder site;
    const auto file = site.put("failed/a.eml", messageWithoutFrom());
    const std::string id = site.idOf();
    std::filesystem::remove(file);
    site.run({"scan"});
    EXPECT_EQ(site.run({"show", id}).status, 0);
    const CommandRun run = site.run({"show", id, "--raw"});
    EXPECT_EQ(run.status, 3);
    EXPECT_THAT(run.err, HasSubstr("has left"));
    EXPECT_THAT(run.out, IsEmpty());
}

TEST(AcknowledgeVerb, NotesWhatAPersonKnows)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom());
    const std::string id = site.idOf();
    EXPECT_EQ(site.run({"acknowledge", id.substr(0, 6), "--note", "The scanner is mended"}).status, 0);
    CommandSetting setting;
    setting.terminal.columns = 200;
    EXPECT_THAT(site.run({"list"}, setting).out, HasSubstr("[known] Scan"));
    EXPECT_THAT(site.run({"show", id}).out, HasSubstr("The scanner is mended ("));
    const auto shown = site.run({"show", id, "--json"}).objects().at(0);
    EXPECT_EQ(shown["acknowledged"], "The scanner is mended");
    EXPECT_EQ(shown["history"].back()["event"], "acknowledged");
    EXPECT_EQ(shown["history"].back()["detail"], "The scanner is mended");
}

TEST(AcknowledgeVerb, NeedsANoteAndAMessage)
{
    const SiteFolder site;
    EXPECT_EQ(site.run({"acknowledge", "abc"}).status, 2);
    EXPECT_EQ(site.run({"acknowledge", "abc", "--note", ""}).status, 2);
    EXPECT_EQ(site.run({"acknowledge", "abc", "--note", "x"}).status, 2);
}

} // namespace
} // namespace connectorscope
