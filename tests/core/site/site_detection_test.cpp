#include "core/site/site_detection.h"

#include "tests/support/failing_file_system.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Detect : public testing::Test
{
protected:
    void make(const std::string& folder) { std::filesystem::create_directories(m_dir / folder); }
    Detection detect() { return detectInTree(*m_files, m_dir.path()); }

    /// The folders of Small Business Server 2003 below a folder of programs.
    void makeServer(const std::string& programs)
    {
        const std::string pop3 = programs + "/Microsoft Windows Small Business Server/Networking/POP3/";
        make(pop3 + "Incoming Mail");
        make(pop3 + "Failed Mail");
        make(programs + "/Exchsrvr/Mailroot/vsi 1/PickUp");
        make(programs + "/Exchsrvr/Mailroot/vsi 1/BadMail");
    }

    TempDir m_dir;
    std::unique_ptr<FileSystem> m_files = realFileSystem();
};

TEST_F(Detect, FindsNothingInAnEmptyTree)
{
    EXPECT_THAT(detect().candidates, IsEmpty());
    EXPECT_THAT(detect().problems, IsEmpty());
}

TEST_F(Detect, FindsASmallBusinessServer)
{
    makeServer("Program Files");
    const Detection found = detect();
    ASSERT_EQ(found.candidates.size(), 1U);
    const SiteCandidate& candidate = found.candidates.front();
    EXPECT_EQ(candidate.profile, Profile::Sbs2003);
    EXPECT_EQ(candidate.root, m_dir.path());
    EXPECT_EQ(candidate.folders.failed, m_dir / "Program Files" / "Microsoft Windows Small Business Server" /
                                            "Networking" / "POP3" / "Failed Mail");
    EXPECT_EQ(candidate.folders.badmail.filename(), "BadMail");
    EXPECT_THAT(candidate.missing, IsEmpty());
}

TEST_F(Detect, KnowsOtherLanguagesAndAnotherCase)
{
    for (const std::string programs : {"PROGRAMME", "Archivos de programa", "programmi"}) {
        const TempDir tree;
        const auto pickup = tree / programs / "EXCHSRVR" / "mailroot" / "VSI 1" / "pickup";
        std::filesystem::create_directories(pickup);
        const Detection found = detectInTree(*m_files, tree.path());
        ASSERT_EQ(found.candidates.size(), 1U) << programs;
        EXPECT_TRUE(std::filesystem::equivalent(found.candidates.front().folders.pickup, pickup));
    }
}

TEST_F(Detect, TakesACopyOfProgramFilesItself)
{
    makeServer(".");
    ASSERT_EQ(detect().candidates.size(), 1U);
    EXPECT_FALSE(detect().candidates.front().folders.incoming.empty());
}

TEST_F(Detect, SaysWhatIsMissing)
{
    makeServer("Program Files");
    std::filesystem::remove_all(m_dir / "Program Files" / "Exchsrvr");
    const Detection found = detect();
    ASSERT_EQ(found.candidates.size(), 1U);
    EXPECT_THAT(found.candidates.front().missing, ElementsAre("folders.pickup", "folders.badmail"));
    EXPECT_TRUE(found.candidates.front().folders.pickup.empty());
}

TEST_F(Detect, PutsTheMostCompleteFirst)
{
    make("Inetpub/mailroot/Pickup");
    makeServer("Programme");
    const Detection found = detect();
    ASSERT_EQ(found.candidates.size(), 2U);
    EXPECT_EQ(found.candidates[0].profile, Profile::Sbs2003);
    EXPECT_EQ(found.candidates[1].profile, Profile::IisSmtp);
}

TEST_F(Detect, TakesNoFileForAFolder)
{
    make("Inetpub/mailroot");
    writeFile(m_dir / "Inetpub" / "mailroot" / "Pickup", "x");
    EXPECT_THAT(detect().candidates, IsEmpty());
}

TEST_F(Detect, TellsWhatItCouldNotLookAt)
{
    FailingFileSystem files(*m_files);
    files.failCall(FileAction::List, 1, ErrorCode::AccessDenied);
    const Detection found = detectInTree(files, m_dir.path());
    ASSERT_EQ(found.problems.size(), 1U);
    EXPECT_EQ(found.problems.front().code, ErrorCode::AccessDenied);
}

TEST_F(Detect, DoesLittleHoweverLargeTheTree)
{
    makeServer("Program Files");
    for (int i = 0; i < 500; ++i)
        make("Program Files/other " + std::to_string(i) + "/deep/deeper");
    FailingFileSystem files(*m_files);
    EXPECT_EQ(detectInTree(files, m_dir.path()).candidates.size(), 1U);
    EXPECT_LT(files.calls(), 60);
}

TEST_F(Detect, FindsFoldersBeyond260Characters)
{
    std::filesystem::path tree = m_dir.path();
    for (int i = 0; i < 5; ++i) {
        tree /= std::string(60, 'x');
        ASSERT_TRUE(m_files->makeFolder(tree));
    }
    std::filesystem::path pickup = tree;
    for (const char* name : {"Programme", "Exchsrvr", "Mailroot", "vsi 1", "PickUp"}) {
        pickup /= name;
        ASSERT_TRUE(m_files->makeFolder(pickup));
    }
    const Detection found = detectInTree(*m_files, tree);
    ASSERT_EQ(found.candidates.size(), 1U);
    EXPECT_EQ(found.candidates.front().folders.pickup, pickup);
}

TEST_F(Detect, RefusesAServerThatIsNoName)
{
    for (const std::string server : {"", "..\\..", "a b", "server\\share"}) {
        const Detection found = detectOnServer(*m_files, server);
        ASSERT_EQ(found.problems.size(), 1U);
        EXPECT_EQ(found.problems.front().code, ErrorCode::BadInput);
    }
}

#ifdef _WIN32
TEST_F(Detect, LooksOnTheDrivesOfThisMachine)
{
    EXPECT_THAT(detectHere(*m_files).problems, IsEmpty());
}
#else
TEST_F(Detect, SaysToMountTheSharesOfAServer)
{
    EXPECT_THAT(detectOnServer(*m_files, "server").problems.front().hint, HasSubstr("--root"));
}
#endif

} // namespace
} // namespace connectorscope
