#include "core/demo/demo_manifest.h"

#include "core/demo/demo_resources.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <set>

namespace connectorscope {
namespace {

using testing::HasSubstr;

const std::string title = "folder\tfile\tage\tlanguage\tcause\ttemplate\tchange\n";

TEST(DemoManifest, ReadsItsColumns)
{
    const auto files = parseDemoManifest("# About\n\n" + title +
                                         "failed\ta.eml\t2h\tde\tmissing-from\tscanner.eml\tlf\r\n"
                                         "badmail\tb.BDR\t1d\t-\tcompanion\treason.txt\t-\n"
                                         "incoming\tc.eml\t3s\ten\tclean\tletter.eml\tutf16\n");
    ASSERT_TRUE(files);
    ASSERT_EQ(files->size(), 3U);
    EXPECT_EQ(files->at(0).folder, FolderKind::Failed);
    EXPECT_EQ(files->at(0).age, std::chrono::hours(2));
    EXPECT_EQ(files->at(0).cause, "missing-from");
    EXPECT_EQ(files->at(0).change, DemoChange::LfLineEnds);
    EXPECT_TRUE(files->at(1).isCompanion);
    EXPECT_EQ(files->at(1).cause, "");
    EXPECT_EQ(files->at(2).cause, "");
    EXPECT_FALSE(files->at(2).isCompanion);
    EXPECT_EQ(files->at(2).templateName, "letter.eml");
}

TEST(DemoManifest, NamesTheLineThatIsWrong)
{
    for (const char* line :
         {"failed\ta.eml", "outgoing\ta.eml\t2h\tde\tclean\tb.eml\t-",
          "failed\ta.eml\t2\tde\tclean\tb.eml\t-", "failed\ta.eml\t2h\tde\tmissing\tb.eml\t-",
          "failed\ta.eml\t2h\tde\tclean\tb.eml\tcut"}) {
        const auto files = parseDemoManifest(title + line);
        ASSERT_FALSE(files) << line;
        EXPECT_THAT(files.error().message, HasSubstr("line 2"));
    }
}

TEST(DemoManifest, HoldsAllThatLiesInItsFolder)
{
    const auto files = demoManifest();
    ASSERT_TRUE(files) << files.error().message;
    std::set<std::string> used;
    for (const DemoFile& file : *files) {
        EXPECT_TRUE(demoResource(file.templateName)) << file.templateName;
        used.insert(file.templateName);
    }
    const auto folder = std::filesystem::path(CONNECTORSCOPE_SOURCE_DIR) / "resources" / "demo";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string extension = entry.path().extension().string();
        const bool isTemplate = extension == ".eml" || extension == ".txt";
        EXPECT_EQ(used.contains(entry.path().filename().string()), isTemplate) << entry.path();
    }
}

TEST(DemoResources, AreNoneWhereThereIsNoFile)
{
    EXPECT_FALSE(demoResource("no such file"));
    ASSERT_TRUE(demoResource("empty-file.eml"));
    EXPECT_EQ(demoResource("empty-file.eml")->size(), 0U);
}

} // namespace
} // namespace connectorscope
