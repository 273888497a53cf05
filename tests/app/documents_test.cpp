#include "tests/app/command_run.h"

#include "app/connectorctl/command_outline.h"
#include "app/connectorctl/watch_output.h"
#include "core/base/time_text.h"
#include "core/index/run_journal.h"
#include "core/pipeline/requeue_request.h"
#include "tests/app/messages.h"
#include "tests/app/scratch_folder.h"
#include "tests/app/site_folder.h"

#include <CLI/CLI.hpp>
#include <gmock/gmock.h>

#include <algorithm>

namespace connectorscope {
namespace {

using ::testing::ElementsAreArray;
using ::testing::HasSubstr;

std::string readDocument(const std::string& name)
{
    return readFile(std::filesystem::path(CONNECTORSCOPE_SOURCE_DIR) / name);
}

/// The first column of the n-th table below a heading of docs/json.md.
std::vector<std::string> documentedKeys(const std::string& heading, int table)
{
    std::istringstream lines(readDocument("docs/json.md"));
    std::vector<std::string> keys;
    bool below = false;
    int tables = 0;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("## "))
            below = line == "## " + heading;
        if (below && line.starts_with("| key |"))
            ++tables;
        if (below && tables == table && line.starts_with("| `"))
            keys.push_back(line.substr(3, line.find('`', 3) - 3));
    }
    return keys;
}

std::vector<std::string> keysOf(const nlohmann::ordered_json& object)
{
    std::vector<std::string> keys;
    for (const auto& [key, value] : object.items())
        keys.push_back(key);
    return keys;
}

std::vector<std::string> without(std::vector<std::string> keys, const std::vector<std::string>& rare)
{
    std::erase_if(
        keys, [&](const std::string& key) { return std::find(rare.begin(), rare.end(), key) != rare.end(); });
    return keys;
}

TEST(JsonDocument, NamesTheKeysOfDiagnoseInTheirOrder)
{
    const ScratchFolder folder;
    const auto objects =
        runCommand({"diagnose", "--json", pathBytes(folder.write("a.eml", messageWithoutFrom()))}).objects();
    ASSERT_EQ(objects.size(), 1U);
    EXPECT_THAT(keysOf(objects.front()),
                ElementsAreArray(without(documentedKeys("diagnose", 1),
                                         {"path_base64", "proposed_recipients", "filtered", "error"})));
    ASSERT_FALSE(objects.front()["findings"].empty());
    EXPECT_THAT(keysOf(objects.front()["findings"][0]), ElementsAreArray(documentedKeys("diagnose", 2)));
}

TEST(JsonDocument, NamesTheKeysOfAFileThatCannotBeRead)
{
    const auto objects = runCommand({"diagnose", "--json", "no such file"}).objects();
    ASSERT_EQ(objects.size(), 1U);
    EXPECT_THAT(keysOf(objects.front()),
                ElementsAreArray(without(documentedKeys("diagnose", 1),
                                         {"path_base64", "proposed_recipients", "filtered"})));
}

#ifndef _WIN32
TEST(JsonDocument, NamesTheKeysOfAPathThatIsNoUtf8)
{
    const auto objects = runCommand({"diagnose", "--json", "\xE9.eml"}).objects();
    ASSERT_EQ(objects.size(), 1U);
    EXPECT_THAT(keysOf(objects.front()), ElementsAreArray(without(documentedKeys("diagnose", 1),
                                                                  {"proposed_recipients", "filtered"})));
}
#endif

TEST(JsonDocument, NamesTheKeysOfInitInTheirOrder)
{
    const ScratchFolder folder;
    const auto in = [&](const char* name) { return pathBytes(folder.path() / name); };
    const auto objects = runCommand({"init", "--json", "--name", "Contoso", "--profile", "generic",
                                     "--incoming", in("incoming"), "--failed", in("failed"), "--pickup",
                                     in("pickup"), "--work", in("work"), "--output", in("site.toml")})
                             .objects();
    ASSERT_EQ(objects.size(), 1U);
    EXPECT_THAT(keysOf(objects.front()), ElementsAreArray(documentedKeys("init", 1)));
}

TEST(JsonDocument, NamesTheKeysOfCausesInTheirOrder)
{
    for (const nlohmann::ordered_json& cause : runCommand({"causes", "--json"}).objects())
        ASSERT_THAT(keysOf(cause), ElementsAreArray(documentedKeys("causes", 1)));
}

TEST(JsonDocument, NamesTheKeysOfRepairInTheirOrder)
{
    const ScratchFolder folder;
    const std::string twoFaults = "\xEF\xBB\xBF" + messageWithoutFrom();
    const auto objects =
        runCommand({"repair", "--json", pathBytes(folder.write("a.eml", twoFaults))}).objects();
    ASSERT_EQ(objects.size(), 1U);
    EXPECT_THAT(keysOf(objects.front()),
                ElementsAreArray(without(documentedKeys("repair", 1), {"path_base64", "error"})));
    ASSERT_FALSE(objects.front()["repairs"].empty());
    EXPECT_THAT(keysOf(objects.front()["repairs"][0]), ElementsAreArray(documentedKeys("repair", 2)));
    ASSERT_FALSE(objects.front()["not_repaired"].empty());
    EXPECT_THAT(keysOf(objects.front()["not_repaired"][0]), ElementsAreArray(documentedKeys("repair", 3)));
}

TEST(JsonDocument, NamesTheKeysOfDemoInTheirOrder)
{
    const ScratchFolder folder;
    const auto objects = runCommand({"demo", "--json", pathBytes(folder / "demo")}).objects();
    ASSERT_EQ(objects.size(), 1U);
    EXPECT_THAT(keysOf(objects.front()), ElementsAreArray(documentedKeys("demo", 1)));
    for (const nlohmann::ordered_json& file : objects.front()["files"])
        ASSERT_THAT(keysOf(file), ElementsAreArray(documentedKeys("demo", 2)));
}

TEST(JsonDocument, NamesTheKeysOfListInTheirOrder)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom());
    const auto objects = site.run({"list", "--json"}).objects();
    ASSERT_EQ(objects.size(), 1U);
    EXPECT_THAT(keysOf(objects.front()),
                ElementsAreArray(without(documentedKeys("list", 1), {"path_base64"})));
    const auto groups = site.run({"list", "--json", "--group-by", "cause"}).objects();
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_THAT(keysOf(groups.front()), ElementsAreArray(documentedKeys("list", 2)));
}

TEST(JsonDocument, NamesTheKeysOfShowInTheirOrder)
{
    const SiteFolder site;
    site.put("failed/a.eml", "X-Spam-Flag: YES\r\n" + messageWithoutFrom());
    const std::string id = site.idOf();
    const auto shown = site.run({"show", id, "--json"}).objects();
    ASSERT_EQ(shown.size(), 1U);
    auto keys = without(documentedKeys("list", 1), {"path_base64", "as_of"});
    keys.insert(keys.end(), {"findings", "filtered", "history"});
    EXPECT_THAT(keysOf(shown.front()), ElementsAreArray(keys));
    EXPECT_THAT(keysOf(shown.front()["findings"].at(0)), ElementsAreArray(documentedKeys("diagnose", 2)));
    EXPECT_THAT(keysOf(shown.front()["filtered"].at(0)), ElementsAreArray(documentedKeys("diagnose", 3)));
    EXPECT_THAT(keysOf(shown.front()["history"].at(0)), ElementsAreArray(documentedKeys("show", 1)));
    const auto parts = site.run({"show", id, "--json", "--parts"}).objects();
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_THAT(keysOf(parts.front()), ElementsAreArray(documentedKeys("show", 2)));
}

TEST(JsonDocument, NamesTheKeysOfScanInTheirOrder)
{
    const SiteFolder site;
    site.put("pickup/a.eml", cleanMessage());
    const auto objects = site.run({"scan", "--json"}).objects();
    ASSERT_GE(objects.size(), 4U);
    EXPECT_EQ(objects.front()["kind"], "folder");
    EXPECT_THAT(keysOf(objects.front()),
                ElementsAreArray(without(documentedKeys("scan", 1), {"path_base64"})));
    EXPECT_EQ(objects.back()["kind"], "condition");
    EXPECT_THAT(keysOf(objects.back()), ElementsAreArray(documentedKeys("scan", 2)));
}

TEST(JsonDocument, NamesTheKeysOfAcknowledgeInTheirOrder)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom());
    const auto objects = site.run({"acknowledge", site.idOf(), "--note", "x", "--json"}).objects();
    ASSERT_EQ(objects.size(), 1U);
    EXPECT_THAT(keysOf(objects.front()), ElementsAreArray(documentedKeys("acknowledge", 1)));
}

TEST(JsonDocument, NamesTheKeysOfRequeueInTheirOrder)
{
    const SiteFolder site("[routing]\nlocal_domains = ['contoso.com']\n[pipeline]\ntransfer = 'builtin'\n");
    site.put("failed/a.eml", messageWithoutFrom());
    const std::string id = site.idOf();
    const auto refused = site.run({"requeue", id, "--json"}).objects();
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_THAT(keysOf(refused.front()),
                ElementsAreArray(without(documentedKeys("requeue", 1), {"path_base64", "now_path_base64"})));
    EXPECT_THAT(keysOf(refused.front()["refusals"].at(0)), ElementsAreArray(documentedKeys("requeue", 2)));
    const auto forecast =
        site.run({"requeue", id, "--json", "--dry-run", "--repair", "--from", "a@contoso.com"}).objects();
    ASSERT_EQ(forecast.size(), 1U);
    EXPECT_THAT(keysOf(forecast.front()),
                ElementsAreArray(without(documentedKeys("requeue", 3), {"path_base64"})));
    EXPECT_THAT(keysOf(forecast.front()["repairs"].at(0)), ElementsAreArray(documentedKeys("repair", 2)));
    const std::string document = readDocument("docs/json.md");
    for (const std::string_view kind : {toString(RefusalKind::NoSuchMessage), toString(RefusalKind::InPickUp),
                                        toString(RefusalKind::VaultFull)})
        EXPECT_THAT(document, HasSubstr("`" + std::string(kind) + "`"));
}

TEST(JsonDocument, NamesTheKeysOfRunsInTheirOrder)
{
    const SiteFolder site;
    site.put("failed/a.eml", messageWithoutFrom());
    const NewRun begun{site.idOf(), "requeue", {FolderKind::Failed, "a.eml"}, std::nullopt};
    const auto journal = RunJournal::open(site.path("work"), currentActor()).value();
    const std::string id = journal->begin({&begun, 1}, UtcTime()).value().front().value().id;
    const RunEntry claim{.run = id, .step = RunStep::Claim};
    ASSERT_TRUE(journal->write({&claim, 1}, UtcTime()));
    const auto keys = without(documentedKeys("runs", 1), {"path_base64"});
    const auto listed = site.run({"runs", "--json"}).objects();
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_THAT(keysOf(listed.front()), ElementsAreArray(without(keys, {"steps"})));
    const auto shown = site.run({"runs", id, "--json"}).objects();
    ASSERT_EQ(shown.size(), 1U);
    EXPECT_THAT(keysOf(shown.front()), ElementsAreArray(keys));
    EXPECT_THAT(keysOf(shown.front()["steps"].at(0)), ElementsAreArray(documentedKeys("runs", 2)));
}

TEST(JsonDocument, NamesTheKeysOfReportInTheirOrder)
{
    const SiteFolder site;
    site.run({"scan"});
    const std::string day = utcText(systemClock()->now() - std::chrono::hours(24)).substr(0, 10);
    const auto objects =
        site.run({"report", "--date", day, "--json", "--output", pathBytes(site.path("reports"))}).objects();
    ASSERT_EQ(objects.size(), 1U);
    EXPECT_THAT(keysOf(objects.front()), ElementsAreArray(documentedKeys("report", 1)));
}

TEST(JsonDocument, NamesTheKeysOfBackupAndRestoreInTheirOrder)
{
    const SiteFolder site;
    site.run({"scan"});
    const std::string file = pathBytes(site.path("site.backup"));
    const auto made = site.run({"backup", file, "--json"}).objects();
    ASSERT_EQ(made.size(), 1U);
    EXPECT_THAT(keysOf(made.front()),
                ElementsAreArray(without(documentedKeys("backup", 1), {"path_base64"})));
    const auto restored = site.run({"restore", file, "--json"}).objects();
    ASSERT_EQ(restored.size(), 1U);
    EXPECT_THAT(keysOf(restored.front()),
                ElementsAreArray(without(documentedKeys("restore", 1), {"path_base64"})));
}

TEST(JsonDocument, NamesTheKeysOfDoctorInTheirOrder)
{
    const SiteFolder site;
    const auto objects = site.run({"doctor", "--json"}).objects();
    ASSERT_EQ(objects.size(), 1U);
    EXPECT_THAT(keysOf(objects.front()), ElementsAreArray(documentedKeys("doctor", 1)));
    for (const nlohmann::ordered_json& check : objects.front()["checks"])
        ASSERT_THAT(keysOf(check), ElementsAreArray(documentedKeys("doctor", 2)));
}

TEST(JsonDocument, NamesTheKeysOfWatchInTheirOrder)
{
    Site site;
    site.folders.failed = "failed";
    WatchRecord record;
    record.kind = RecordKind::Judged;
    record.place = {FolderKind::Failed, "a.eml"};
    record.scanned.emplace();
    const auto keys = [&](const WatchEvent& event) {
        return keysOf(nlohmann::ordered_json::parse(watchEventAsJson(site, event, UtcTime())));
    };
    const auto documented = [](int table) {
        return without(documentedKeys("watch", table), {"path_base64"});
    };
    EXPECT_THAT(keys(RecordedEvent{record, "id"}), ElementsAreArray(documented(1)));
    EXPECT_THAT(keys(ConditionChange()), ElementsAreArray(documented(2)));
    FolderHealth health;
    health.folder = FolderKind::Failed;
    EXPECT_THAT(keys(health), ElementsAreArray(documented(3)));
    auto receipt = documented(4);
    const auto ofRequeue =
        without(documentedKeys("requeue", 1), {"schema", "path_base64", "now_path_base64"});
    receipt.insert(receipt.end(), ofRequeue.begin(), ofRequeue.end());
    EXPECT_THAT(keysOf(nlohmann::ordered_json::parse(workDoneAsJson(site, WorkDone(), UtcTime()))),
                ElementsAreArray(receipt));
    EXPECT_THAT(keysOf(nlohmann::ordered_json::parse(vaultPurgedAsJson({2, 700}, UtcTime()))),
                ElementsAreArray({"schema", "at", "event", "files", "bytes"}));
    EXPECT_THAT(vaultPurgedText({2, 700}, UtcTime(), Style(false)),
                HasSubstr("  purged      the vault: 2 originals, 700 bytes\n"));
    EXPECT_THAT(keys(TroubleEvent{FolderKind::Failed, {}}),
                ElementsAreArray({"schema", "at", "event", "folder", "error"}));
    EXPECT_THAT(keys(RecoveredEvent()), ElementsAreArray({"schema", "at", "event"}));
    EXPECT_THAT(keysOf(nlohmann::ordered_json::parse(watchMarkAsJson(site, "started", "run", UtcTime()))),
                ElementsAreArray({"schema", "at", "event", "site", "run"}));
}

TEST(JsonDocument, NamesAllValuesOfTheCatalogue)
{
    const std::string document = readDocument("docs/json.md");
    for (const Cause& cause : catalogue()) {
        for (const std::string_view value :
             {toString(cause.severity), toString(cause.stage), toString(cause.basis), toString(cause.retry)})
            EXPECT_THAT(document, HasSubstr("`" + std::string(value) + "`"));
    }
}

TEST(ManPage, NamesEveryVerbAndOption)
{
    const std::string page = readDocument("docs/man/connectorctl.1");
    Invocation invocation;
    const CommandOutline outline = outlineOf(*makeCommandLine(invocation));
    std::vector<OutlinedOption> options = outline.options;
    for (const OutlinedVerb& verb : outline.verbs) {
        EXPECT_THAT(page, HasSubstr("\n.It Cm " + verb.name)) << verb.name;
        options.insert(options.end(), verb.options.begin(), verb.options.end());
    }
    for (const OutlinedOption& option : options) {
        for (const std::string& name : option.names) // mdoc writes the first dash itself
            EXPECT_TRUE(page.find("Fl " + name.substr(1)) != std::string::npos ||
                        page.find(", " + name.substr(1)) != std::string::npos)
                << name;
        // The causes stand in the catalogue.
        const bool isCause = option.names.front() == "--cause";
        for (const std::string& choice : isCause ? std::vector<std::string>() : option.value.choices)
            EXPECT_THAT(page, HasSubstr(choice)) << option.names.front();
    }
}

} // namespace
} // namespace connectorscope
