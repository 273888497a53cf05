#include "core/demo/demo_site.h"

#include "core/demo/demo_resources.h"
#include "core/diagnosis/site_context.h"
#include "core/message/message_reader.h"
#include "core/site/site_file.h"
#include "tests/support/failing_file_system.h"
#include "tests/support/fake_clock.h"
#include "tests/support/forgetful_file_system.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::optional<std::string> noVariable(const std::string& /*name*/)
{
    return std::nullopt;
}

Result<> withoutHistory(FileSystem& /*files*/, const DemoSite& /*demo*/, UtcTime /*now*/)
{
    return {};
}

/// The site that the demonstration's site file describes, wherever it lies.
Site siteOfTheDemonstration()
{
    const LoadedSite site =
        parseSite(demoResource("site.toml").value(), std::filesystem::path("/demo/site.toml"), noVariable);
    if (!site)
        throw std::runtime_error(asError(site.error()).message);
    return *site;
}

/// The demonstration in memory, on a clock that stands still.
class Demonstration : public testing::Test
{
protected:
    DemoSite make()
    {
        const Result<DemoSite> site = makeDemoSite(m_files, m_clock, "/demo", withoutHistory);
        if (!site)
            throw std::runtime_error(site.error().message);
        return *site;
    }

    Message read(const MadeFile& made)
    {
        return readMessage(readFile(m_files, made.path), readLimitsOf(siteOfTheDemonstration()));
    }

    FakeClock m_clock;
    ForgetfulFileSystem m_files{m_clock};
};

UtcTime instantOf(const DateTime& date)
{
    return UtcTime(std::chrono::seconds(date.secondsSinceEpoch()));
}

/// The causes that the bytes of one file can show, with a site.
bool isShownByOneFile(const Cause& cause)
{
    return cause.scope == CauseScope::Message && cause.stage != Stage::Open && cause.stage != Stage::Handover;
}

TEST_F(Demonstration, IsJudgedAsItsManifestSays)
{
    const Site site = siteOfTheDemonstration();
    for (const MadeFile& made : make().files) {
        if (made.file.isCompanion)
            continue;
        const Message message = read(made);
        const Diagnosis diagnosis = judge(message, summarise(message), contextOf(site, made.file.folder));
        std::string judged;
        for (const Finding& finding : diagnosis.findings)
            judged += std::string(causeOf(finding.cause).id) + " (" + finding.evidence + ") ";
        EXPECT_EQ(diagnosis.primary ? causeOf(*diagnosis.primary).id : std::string_view(), made.file.cause)
            << made.file.templateName << " is judged " << judged;
    }
}

TEST_F(Demonstration, ShowsEachCauseThatOneFileCanShow)
{
    std::set<std::string_view> shown;
    const DemoSite site = make();
    for (const MadeFile& made : site.files)
        shown.insert(made.file.cause);
    for (const Cause& cause : catalogue()) {
        EXPECT_TRUE(shown.contains(cause.id) || !isShownByOneFile(cause)) << cause.id;
    }
}

TEST_F(Demonstration, HasAboutEightyMessagesInFourFoldersAndFourLanguages)
{
    std::map<std::string, int> languages;
    std::map<FolderKind, int> folders;
    int messages = 0;
    int clean = 0;
    for (const MadeFile& made : make().files) {
        if (made.file.isCompanion)
            continue;
        ++messages;
        ++languages[made.file.language];
        ++folders[made.file.folder];
        clean += made.file.cause.empty() ? 1 : 0;
    }
    EXPECT_GE(messages, 75);
    EXPECT_LE(messages, 90);
    EXPECT_GE(clean, 6);
    for (const char* language : {"de", "en", "fr", "ja"})
        EXPECT_GE(languages[language], 6) << language;
    EXPECT_GE(folders[FolderKind::Incoming], 20);
    EXPECT_GE(folders[FolderKind::Failed], 30);
    EXPECT_GE(folders[FolderKind::PickUp], 3);
    EXPECT_GE(folders[FolderKind::BadMail], 3);
}

TEST_F(Demonstration, GivesItsFilesTheirAges)
{
    const DemoSite site = make();
    int fresh = 0;
    int stuck = 0;
    for (const MadeFile& made : site.files) {
        const Result<FileInfo> info = m_files.info(made.path);
        ASSERT_TRUE(info);
        EXPECT_EQ(m_clock.now() - info->modified, made.file.age) << made.file.name;
        EXPECT_EQ(info->modified, made.modified);
        fresh += made.file.age < std::chrono::minutes(1) ? 1 : 0;
        stuck += made.file.age > std::chrono::hours(1) ? 1 : 0;
    }
    EXPECT_GE(fresh, 4);
    EXPECT_GE(stuck, 50);
}

TEST_F(Demonstration, DatesItsMessagesJustBeforeTheirFiles)
{
    int dated = 0;
    for (const MadeFile& made : make().files) {
        if (made.file.isCompanion)
            continue;
        const Summary summary = summarise(read(made));
        if (!summary.date)
            continue;
        ++dated;
        const auto before = made.modified - instantOf(*summary.date);
        EXPECT_GE(before, std::chrono::seconds(0)) << made.file.templateName;
        EXPECT_LE(before, std::chrono::minutes(10)) << made.file.templateName;
    }
    EXPECT_GE(dated, 60);
}

TEST_F(Demonstration, IsOfTheDayOnWhichItIsMade)
{
    const DemoSite first = make();
    m_clock.setNow(m_clock.now() + std::chrono::hours(24 * 400));
    ForgetfulFileSystem later(m_clock);
    const Result<DemoSite> second = makeDemoSite(later, m_clock, "/demo", withoutHistory);
    ASSERT_TRUE(second);
    ASSERT_EQ(first.files.size(), second->files.size());
    for (std::size_t i = 0; i < first.files.size(); ++i) {
        const MadeFile& was = first.files[i];
        const MadeFile& is = second->files[i];
        EXPECT_EQ(was.path, is.path);
        EXPECT_EQ(is.modified - was.modified, std::chrono::hours(24 * 400));
        const auto wasDated = summarise(readMessage(readFile(m_files, was.path))).date;
        const auto isDated = summarise(readMessage(readFile(later, is.path))).date;
        ASSERT_EQ(wasDated.has_value(), isDated.has_value()) << was.file.templateName;
        if (!wasDated)
            continue;
        EXPECT_EQ(instantOf(*isDated) - instantOf(*wasDated), std::chrono::hours(24 * 400))
            << was.file.templateName;
    }
}

TEST_F(Demonstration, GivesEachMessageAnIdOfItsOwn)
{
    std::map<std::string, std::string> ids;
    for (const MadeFile& made : make().files) {
        const std::string id = summarise(read(made)).messageId;
        EXPECT_TRUE(id.empty() || ids.emplace(id, made.file.name).second)
            << id << " of " << made.file.templateName;
    }
}

TEST_F(Demonstration, GivesEachFileANameOfItsOwn)
{
    std::set<std::filesystem::path> paths;
    for (const MadeFile& made : make().files)
        EXPECT_TRUE(paths.insert(made.path).second) << made.path;
}

TEST_F(Demonstration, LeavesNoPlaceholder)
{
    for (const MadeFile& made : make().files) {
        const std::string content = readFile(m_files, made.path);
        EXPECT_EQ(content.find("{{"), std::string::npos) << made.file.templateName;
        EXPECT_EQ(content.find("}}"), std::string::npos) << made.file.templateName;
    }
}

TEST_F(Demonstration, HasTwoCompanionsForEachBadMail)
{
    std::map<std::string, std::set<std::string>> triples;
    for (const MadeFile& made : make().files)
        if (made.file.folder == FolderKind::BadMail)
            triples[made.path.stem().string()].insert(made.path.extension().string());
    ASSERT_EQ(triples.size(), 3U);
    for (const auto& [stem, extensions] : triples)
        EXPECT_THAT(extensions, ElementsAre(".BAD", ".BDP", ".BDR")) << stem;
}

TEST_F(Demonstration, IsOneFolderWithFourFoldersAndASiteFile)
{
    const DemoSite site = make();
    EXPECT_THAT(namesIn(m_files, "/demo"),
                ElementsAre("BadMail", "Failed Mail", "Incoming Mail", "PickUp", "site.toml"));
    EXPECT_EQ(site.siteFile, std::filesystem::path("/demo") / "site.toml");
}

TEST_F(Demonstration, HasASiteWithBuiltInTransferAndSmallLimits)
{
    const Site site = siteOfTheDemonstration();
    EXPECT_EQ(site.pipeline.transfer, Carrier::BuiltIn);
    EXPECT_LT(site.limits.messageSize, SiteLimits().messageSize);
    EXPECT_LT(site.limits.headerSize, SiteLimits().headerSize);
    EXPECT_LT(site.limits.recipients, SiteLimits().recipients);
    EXPECT_TRUE(contextOf(site, FolderKind::None).recipientRequired);
}

TEST_F(Demonstration, TakesAnEmptyFolder)
{
    ASSERT_TRUE(m_files.makeFolder("/demo"));
    EXPECT_TRUE(makeDemoSite(m_files, m_clock, "/demo", withoutHistory));
}

TEST_F(Demonstration, RefusesAFolderThatHoldsSomething)
{
    ASSERT_TRUE(m_files.makeFolder("/demo"));
    writeFile(m_files, "/demo/mine.txt", "mine");
    const Result<DemoSite> made = makeDemoSite(m_files, m_clock, "/demo", withoutHistory);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::AlreadyExists);
    EXPECT_THAT(made.error().message, HasSubstr("not empty"));
    EXPECT_FALSE(made.error().hint.empty());
    EXPECT_THAT(namesIn(m_files, "/demo"), ElementsAre("mine.txt"));
}

TEST_F(Demonstration, RefusesAFile)
{
    writeFile(m_files, "/demo", "mine");
    EXPECT_FALSE(makeDemoSite(m_files, m_clock, "/demo", withoutHistory));
    EXPECT_EQ(readFile(m_files, "/demo"), "mine");
}

TEST_F(Demonstration, SaysWhyAFileCannotBeWritten)
{
    for (const FileAction action : {FileAction::MakeFolder, FileAction::Create, FileAction::Write,
                                    FileAction::SetTime, FileAction::Close}) {
        ForgetfulFileSystem memory(m_clock);
        FailingFileSystem files(memory);
        files.failCall(action, 2, ErrorCode::DiskFull);
        const Result<DemoSite> made = makeDemoSite(files, m_clock, "/demo", withoutHistory);
        ASSERT_FALSE(made);
        EXPECT_EQ(made.error().code, ErrorCode::DiskFull);
        EXPECT_FALSE(exists(memory, "/demo/site.toml"));
    }
}

TEST(DemonstrationOnDisk, LiesInTheFoldersOfItsSiteFile)
{
    const TempDir folder;
    const auto files = realFileSystem();
    FakeClock clock;
    const Result<DemoSite> made = makeDemoSite(*files, clock, folder / "demo", withoutHistory);
    ASSERT_TRUE(made) << made.error().message;
    const LoadedSite site = loadSite(*files, made->siteFile);
    ASSERT_TRUE(site) << asError(site.error()).message;
    EXPECT_THAT(made->mailFolders, ElementsAre(site->folders.incoming, site->folders.failed,
                                               site->folders.pickup, site->folders.badmail));
}

TEST(DemonstrationOnDisk, HasItsTimesThere)
{
    const TempDir folder;
    const auto files = realFileSystem();
    FakeClock clock;
    const Result<DemoSite> site = makeDemoSite(*files, clock, folder / "demo", withoutHistory);
    ASSERT_TRUE(site) << site.error().message;
    for (const MadeFile& made : site->files) {
        const Result<FileInfo> info = files->info(made.path);
        ASSERT_TRUE(info);
        EXPECT_EQ(info->modified, made.modified);
    }
    EXPECT_FALSE(makeDemoSite(*files, clock, folder / "demo", withoutHistory));
}

} // namespace
} // namespace connectorscope
