#include "tests/app/messages.h"
#include "tests/app/site_folder.h"

#include "app/connectorctl/doctor_output.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(DoctorVerb, ReturnsZeroWhereNothingIsWrongAndNamesWhatItDidNotCheck)
{
    const SiteFolder site;
    site.run({"scan"});
    const CommandRun run = site.run({"doctor"});
    EXPECT_EQ(run.status, 0) << run.out;
    EXPECT_THAT(run.out, AllOf(HasSubstr("Contoso: nothing is wrong"), HasSubstr("not checked"),
                               HasSubstr("pickup-delivers"), HasSubstr("journal-whole")));
    EXPECT_THAT(run.err, IsEmpty());
}

TEST(DoctorVerb, ReturnsOneWhereSomethingIsWrong)
{
    const SiteFolder site;
    site.run({"scan"});
    writeFile(site.path("work/journal.db"), std::string(8192, 'x'));
    const CommandRun run = site.run({"doctor"});
    EXPECT_EQ(run.status, 1) << run.out;
    EXPECT_LT(run.out.find("journal-whole"), run.out.find("In order"));
}

TEST(DoctorVerb, ReturnsTwoForASiteFileThatCannotBeUsed)
{
    const ScratchFolder folder;
    const auto file = folder.write("site.toml", "[site]\nname = 'x'\n[watch]\npoll = '15'\n");
    const CommandRun run = runCommand({"doctor", "--site", pathBytes(file)});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.out, AllOf(HasSubstr("watch.poll"), HasSubstr("site.toml:4")));
}

TEST(DoctorVerb, ReturnsTwoForFoldersThatLieInOneAnotherAndChecksTheRest)
{
    const SiteFolder site;
    std::filesystem::remove(site.path("failed"));
    std::filesystem::create_directory(site.path("incoming/failed"));
    std::string text = readFile(site.siteFile());
    writeFile(site.siteFile(), text.replace(text.find("'failed'"), 8, "'incoming/failed'"));
    const CommandRun run = site.run({"doctor"});
    EXPECT_EQ(run.status, 2);
    EXPECT_THAT(run.out, AllOf(HasSubstr("lies within"), HasSubstr("free-space")));
    EXPECT_FALSE(std::filesystem::exists(site.path("work")));
}

TEST(DoctorVerb, ReturnsThreeWhereAFolderCannotBeListed)
{
    const SiteFolder site;
    std::filesystem::remove(site.path("pickup"));
    const CommandRun run = site.run({"doctor"});
    EXPECT_EQ(run.status, 3);
    EXPECT_THAT(run.out, HasSubstr("folder-listable"));
}

TEST(DoctorReport, LetsTheSiteFileAndThenTheEnvironmentDecide)
{
    DoctorReport report;
    EXPECT_EQ(report.exitStatus(), ExitStatus::Well);
    report.checks.push_back({"a", "", CheckState::Warning, "", "", CheckArea::Environment});
    report.checks.push_back({"a", "", CheckState::NotChecked, "", ""});
    EXPECT_EQ(report.exitStatus(), ExitStatus::Well);
    report.checks.push_back({"a", "", CheckState::Wrong, "", ""});
    EXPECT_EQ(report.exitStatus(), ExitStatus::Found);
    report.checks.push_back({"a", "", CheckState::NotChecked, "", "", CheckArea::Environment});
    EXPECT_EQ(report.exitStatus(), ExitStatus::Environment);
    report.checks.push_back({"a", "", CheckState::Wrong, "", "", CheckArea::SiteFile});
    EXPECT_EQ(report.exitStatus(), ExitStatus::Usage);
}

} // namespace
} // namespace connectorscope
