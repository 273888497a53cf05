#include "core/base/log.h"

#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>
#include <spdlog/spdlog.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::Not;

class Log : public testing::Test
{
protected:
    TempDir m_dir;
    LogSettings m_settings = {
        .folder = m_dir.path(), .program = "test", .terminal = LogLevel::Off, .runId = "k7m2p9"};

    /// The files are open until the logger goes.
    void TearDown() override { spdlog::set_default_logger(std::make_shared<spdlog::logger>("none")); }

    std::string text() { return readFile(m_dir / "test.log"); }
};

TEST_F(Log, PutsTimeRunIdAndLevelOnEachLine)
{
    ASSERT_TRUE(startLog(m_settings));
    spdlog::info("scanned {} files", 3);
    EXPECT_THAT(text(), MatchesRegex("20..-..-..T..:..:.........:.. k7m2p9 info scanned 3 files\r?\n"));
}

TEST_F(Log, MasksAddressesButNotBelowInfo)
{
    m_settings.terminal = LogLevel::Debug;
    testing::internal::CaptureStderr();
    ASSERT_TRUE(startLog(m_settings));
    spdlog::info("to anna@contoso.com");
    spdlog::debug("for bert@contoso.com");
    (void)testing::internal::GetCapturedStderr();
    EXPECT_THAT(text(), HasSubstr("to a***@contoso.com"));
    EXPECT_THAT(text(), HasSubstr("for bert@contoso.com"));
}

TEST_F(Log, KeepsALineOneLineWhateverIsInIt)
{
    ASSERT_TRUE(startLog(m_settings));
    spdlog::info("file {}", "a\r\n2026-11-23 forged\x1B[2J");
    EXPECT_THAT(text(), HasSubstr("a\\r\\n2026-11-23 forged\\x1B[2J"));
    EXPECT_THAT(text(), Not(HasSubstr("\x1B")));
}

TEST_F(Log, TakesAPercentSignInTheRunIdAsItIs)
{
    m_settings.runId = "100%v";
    ASSERT_TRUE(startLog(m_settings));
    spdlog::info("hello");
    EXPECT_THAT(text(), HasSubstr(" 100%v info hello"));
}

TEST_F(Log, WritesInfoToTheFilesAndOnlyTheLevelToTheTerminal)
{
    m_settings.terminal = LogLevel::Error;
    testing::internal::CaptureStderr();
    ASSERT_TRUE(startLog(m_settings));
    spdlog::info("quiet");
    spdlog::error("loud");
    spdlog::debug("silent");
    const std::string terminal = testing::internal::GetCapturedStderr();
    EXPECT_THAT(terminal, HasSubstr("loud"));
    EXPECT_THAT(terminal, Not(HasSubstr("quiet")));
    EXPECT_THAT(text(), HasSubstr("quiet"));
    EXPECT_THAT(text(), HasSubstr("loud"));
    EXPECT_THAT(text(), Not(HasSubstr("silent")));
}

TEST_F(Log, WritesNoFileWithoutAFolder)
{
    m_settings.folder.clear();
    m_settings.terminal = LogLevel::Info;
    testing::internal::CaptureStderr();
    ASSERT_TRUE(startLog(m_settings));
    spdlog::info("hello");
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("k7m2p9 info hello"));
    EXPECT_THAT(namesIn(m_dir.path()), IsEmpty());
}

TEST_F(Log, MakesTheFolder)
{
    m_settings.folder = m_dir / "work" / "log";
    ASSERT_TRUE(startLog(m_settings));
    spdlog::info("hello");
    EXPECT_THAT(namesIn(m_dir / "work" / "log"), ElementsAre("test.log"));
}

TEST_F(Log, BeginsANewFileAfterFiveMebibytesAndKeepsTen)
{
    ASSERT_TRUE(startLog(m_settings));
    const std::string line(1024 * 1024, 'x');
    for (int i = 0; i < 60; ++i)
        spdlog::info(line);
    const auto names = namesIn(m_dir.path());
    EXPECT_EQ(names.size(), 10U);
    for (const std::string& name : names)
        EXPECT_LE(std::filesystem::file_size(m_dir / name), LogSettings::fileSize);
}

TEST_F(Log, SaysWhereItCannotWrite)
{
    writeFile(m_dir / "taken", "");
    m_settings.folder = m_dir / "taken";
    const auto started = startLog(m_settings);
    ASSERT_FALSE(started);
    EXPECT_THAT(started.error().message, HasSubstr("test.log"));
    EXPECT_NE(started.error().hint, "");
}

TEST(LogLevelOf, KnowsTheNamesOfTheCommandLine)
{
    EXPECT_EQ(logLevelOf("debug"), LogLevel::Debug);
    EXPECT_EQ(logLevelOf("info"), LogLevel::Info);
    EXPECT_EQ(logLevelOf("warning"), LogLevel::Warning);
    EXPECT_EQ(logLevelOf("error"), LogLevel::Error);
    EXPECT_EQ(logLevelOf("off"), LogLevel::Off);
    EXPECT_EQ(logLevelOf("loud"), std::nullopt);
}

} // namespace
} // namespace connectorscope
