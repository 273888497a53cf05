#include "core/base/publish.h"

#include "tests/support/failing_file_system.h"
#include "tests/support/fake_clock.h"
#include "tests/support/forgetful_file_system.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Publish : public testing::Test
{
protected:
    FakeClock m_clock;
    ForgetfulFileSystem m_memory{m_clock};
    FailingFileSystem m_files{m_memory};

    void SetUp() override
    {
        ASSERT_TRUE(m_memory.makeFolder("/vault"));
        ASSERT_TRUE(m_memory.flushFolder("/"));
    }
};

TEST_F(Publish, MakesTheFileAndLeavesNothingElse)
{
    ASSERT_TRUE(publish(m_files, m_clock, "/vault/a.eml", "hello"));
    EXPECT_THAT(namesIn(m_memory, "/vault"), ElementsAre("a.eml"));
    EXPECT_EQ(readFile(m_memory, "/vault/a.eml"), "hello");
}

TEST_F(Publish, TakesContentInPieces)
{
    const auto published = publish(m_files, m_clock, "/vault/a.eml", [](OutputFile& file) -> Result<> {
        if (auto written = file.write("hello "); !written)
            return written;
        return file.write("world");
    });
    ASSERT_TRUE(published);
    EXPECT_EQ(readFile(m_memory, "/vault/a.eml"), "hello world");
}

TEST_F(Publish, LeavesNothingWhereTheContentCannotBeMade)
{
    const auto published = publish(m_files, m_clock, "/vault/a.eml", [](OutputFile& file) -> Result<> {
        (void)file.write("half");
        return fail(ErrorCode::ReadFault, "the source broke");
    });
    ASSERT_FALSE(published);
    EXPECT_EQ(published.error().message, "the source broke");
    EXPECT_THAT(namesIn(m_memory, "/vault"), IsEmpty());
}

TEST_F(Publish, NeverReplacesAFile)
{
    writeFile(m_memory, "/vault/a.eml", "original");
    const auto published = publish(m_files, m_clock, "/vault/a.eml", "other");
    ASSERT_FALSE(published);
    EXPECT_EQ(published.error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(readFile(m_memory, "/vault/a.eml"), "original");
    EXPECT_THAT(namesIn(m_memory, "/vault"), ElementsAre("a.eml"));
}

TEST_F(Publish, NamesTheFolderThatIsMissing)
{
    const auto published = publish(m_files, m_clock, "/attic/a.eml", "hello");
    ASSERT_FALSE(published);
    EXPECT_EQ(published.error().code, ErrorCode::NotFound);
    EXPECT_EQ(published.error().message, "there is no folder \"/attic\"");
}

TEST_F(Publish, SurvivesAPowerFailureOnceItHasReturned)
{
    ASSERT_TRUE(publish(m_files, m_clock, "/vault/a.eml", "hello"));
    m_memory.losePower();
    EXPECT_THAT(namesIn(m_memory, "/vault"), ElementsAre("a.eml"));
    EXPECT_EQ(readFile(m_memory, "/vault/a.eml"), "hello");
}

/// Each call of a publication, one after the other, is the one that fails; then the power fails too.
class PublishFailingAt : public testing::TestWithParam<std::tuple<int, FailureMoment>>
{
};

TEST_P(PublishFailingAt, LeavesTheTargetWholeOrAbsentAndNoTemporaryFile)
{
    const auto [call, moment] = GetParam();
    FakeClock clock;
    ForgetfulFileSystem memory(clock);
    FailingFileSystem files(memory);
    files.failCall(std::nullopt, call, ErrorCode::WriteFault, moment);
    const auto published = publish(files, clock, "/a.eml", "hello");
    const std::vector<std::string> names = namesIn(memory, "/");
    if (!names.empty()) {
        EXPECT_THAT(names, ElementsAre("a.eml"));
        EXPECT_EQ(readFile(memory, "/a.eml"), "hello");
    }
    EXPECT_TRUE(!published || !names.empty());
    memory.losePower();
    EXPECT_TRUE(!published || readFile(memory, "/a.eml") == "hello");
}

TEST_P(PublishFailingAt, LeavesAnExistingTargetAlone)
{
    const auto [call, moment] = GetParam();
    FakeClock clock;
    ForgetfulFileSystem memory(clock);
    FailingFileSystem files(memory);
    writeFile(memory, "/a.eml", "original");
    files.failCall(std::nullopt, call, ErrorCode::WriteFault, moment);
    EXPECT_FALSE(publish(files, clock, "/a.eml", "other"));
    EXPECT_EQ(readFile(memory, "/a.eml"), "original");
}

INSTANTIATE_TEST_SUITE_P(EveryCall, PublishFailingAt,
                         testing::Combine(testing::Range(1, 12),
                                          testing::Values(FailureMoment::Before, FailureMoment::After)));

TEST_F(Publish, MakesFewerCallsThanAreMadeToFailAbove)
{
    ASSERT_TRUE(publish(m_files, m_clock, "/vault/a.eml", "hello"));
    EXPECT_LT(m_files.calls(), 11);
}

TEST_F(Publish, NamesATemporaryFileThatItCouldNotRemove)
{
    m_files.failCall(FileAction::Flush, 1, ErrorCode::WriteFault);
    m_files.failCall(FileAction::Remove, 1, ErrorCode::WriteFault);
    const auto published = publish(m_files, m_clock, "/vault/a.eml", "hello");
    ASSERT_FALSE(published);
    const auto names = namesIn(m_memory, "/vault");
    ASSERT_EQ(names.size(), 1U);
    EXPECT_TRUE(names.front().ends_with(".tmp"));
    EXPECT_THAT(published.error().hint, HasSubstr(names.front()));
}

TEST_F(Publish, SaysThatTheFileIsThereWhenOnlyTheFolderCouldNotBeFlushed)
{
    m_files.failCall(FileAction::FlushFolder, 1, ErrorCode::Other);
    const auto published = publish(m_files, m_clock, "/vault/a.eml", "hello");
    ASSERT_FALSE(published);
    EXPECT_EQ(published.error().code, ErrorCode::WriteFault);
    EXPECT_THAT(published.error().message, HasSubstr("a.eml\" is there"));
    EXPECT_EQ(readFile(m_memory, "/vault/a.eml"), "hello");
}

TEST_F(Publish, WaitsForAScannerThatHoldsTheNewFile)
{
    m_files.failCall(FileAction::Rename, 1, ErrorCode::Locked, FailureMoment::Before, 3);
    EXPECT_TRUE(publish(m_files, m_clock, "/vault/a.eml", "hello"));
    EXPECT_GT(m_clock.slept(), std::chrono::nanoseconds(0));
}

TEST_F(Publish, KnowsThatARenameHappenedWhoseAnswerWasLost)
{
    m_files.failCall(FileAction::Rename, 1, ErrorCode::WriteFault, FailureMoment::After);
    EXPECT_TRUE(publish(m_files, m_clock, "/vault/a.eml", "hello"));
    EXPECT_THAT(namesIn(m_memory, "/vault"), ElementsAre("a.eml"));
}

TEST_F(Publish, WorksOnRealDisksWithTheLongestName)
{
    const TempDir dir;
    const auto real = realFileSystem();
    const std::string name(255, 'x');
    ASSERT_TRUE(publish(*real, m_clock, dir / name, "hello"));
    EXPECT_THAT(namesIn(dir.path()), ElementsAre(name));
    EXPECT_EQ(publish(*real, m_clock, dir / name, "other").error().code, ErrorCode::AlreadyExists);
    EXPECT_EQ(readFile(dir / name), "hello");
    EXPECT_EQ(namesIn(dir.path()).size(), 1U);
}

TEST_P(PublishFailingAt, ReplacesTheTargetWholeOrNotAtAll)
{
    const auto [call, moment] = GetParam();
    FakeClock clock;
    ForgetfulFileSystem memory(clock);
    FailingFileSystem files(memory);
    ASSERT_TRUE(publish(memory, clock, "/site.toml", "original"));
    files.failCall(std::nullopt, call, ErrorCode::WriteFault, moment);
    const auto published = publishReplacing(files, clock, "/site.toml", "other");
    EXPECT_THAT(namesIn(memory, "/"), ElementsAre("site.toml"));
    const std::string seen = readFile(memory, "/site.toml");
    EXPECT_TRUE(seen == "other" || (seen == "original" && !published)) << seen;
    memory.losePower();
    const std::string kept = readFile(memory, "/site.toml");
    EXPECT_TRUE(kept == "other" || (kept == "original" && !published)) << kept;
}

TEST_F(Publish, ReplacesAFileOnRealDisksAndMakesItWhereThereIsNone)
{
    const TempDir dir;
    const auto real = realFileSystem();
    ASSERT_TRUE(publishReplacing(*real, m_clock, dir / "site.toml", "first"));
    ASSERT_TRUE(publishReplacing(*real, m_clock, dir / "site.toml", "second"));
    EXPECT_EQ(readFile(dir / "site.toml"), "second");
    EXPECT_THAT(namesIn(dir.path()), ElementsAre("site.toml"));
}

TEST_F(Publish, DoesNotReplaceAFolder)
{
    const TempDir dir;
    const auto real = realFileSystem();
    ASSERT_TRUE(real->makeFolder(dir / "site.toml"));
    EXPECT_FALSE(publishReplacing(*real, m_clock, dir / "site.toml", "text"));
    EXPECT_THAT(namesIn(dir.path()), ElementsAre("site.toml"));
}

class RenameChecked : public Publish
{
protected:
    void SetUp() override { writeFile(m_memory, "/a.eml", "hello"); }
};

TEST_F(RenameChecked, SaysThatTheNameIsTaken)
{
    writeFile(m_memory, "/b.eml", "other");
    const auto renamed = renameChecked(m_files, m_clock, "/a.eml", "/b.eml");
    ASSERT_FALSE(renamed);
    EXPECT_EQ(renamed.error().code, ErrorCode::AlreadyExists);
}

TEST_F(RenameChecked, DoesNotTakeAnotherFileForItsOwn)
{
    writeFile(m_memory, "/b.eml", "other");
    m_files.failCall(FileAction::Rename, 1, ErrorCode::WriteFault);
    EXPECT_FALSE(renameChecked(m_files, m_clock, "/a.eml", "/b.eml"));
}

TEST_F(RenameChecked, SaysThatAnotherProgramWasQuicker)
{
    m_files.failCall(FileAction::Inspect, 2, ErrorCode::NotFound);
    m_files.failCall(FileAction::Rename, 1, ErrorCode::NotFound);
    const auto renamed = renameChecked(m_files, m_clock, "/a.eml", "/b.eml");
    ASSERT_FALSE(renamed);
    EXPECT_EQ(renamed.error().code, ErrorCode::NotFound);
}

TEST_F(RenameChecked, AdmitsThatItDoesNotKnow)
{
    m_files.failCall(FileAction::Rename, 1, ErrorCode::WriteFault);
    m_files.failCall(FileAction::Inspect, 2, ErrorCode::ReadFault, FailureMoment::Before, 2);
    const auto renamed = renameChecked(m_files, m_clock, "/a.eml", "/b.eml");
    ASSERT_FALSE(renamed);
    EXPECT_THAT(renamed.error().message, HasSubstr("not known"));
    EXPECT_THAT(renamed.error().message, HasSubstr("b.eml"));
}

} // namespace
} // namespace connectorscope
