#include "core/watch/scan_file.h"

#include "tests/core/watch/watched_site.h"
#include "tests/support/failing_file_system.h"
#include "tests/support/small_files.h"

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class ScanFileTest : public testing::Test
{
protected:
    ScannedMessage scanned(const std::string& content, FolderKind folder = FolderKind::Incoming)
    {
        const auto path = m_dir / ("message" + std::to_string(++m_count) + ".BAD");
        writeFile(path, content);
        return scan(*m_files, path, folder);
    }
    ScannedMessage scan(FileSystem& files, const std::filesystem::path& path, FolderKind folder)
    {
        const auto info = m_files->info(path).value();
        const ScanRules rules(m_site);
        return FileScanner(files, rules).scan({folder, path, {info.size, info.modified, 1, 1}}, {});
    }

    TempDir m_dir;
    std::unique_ptr<FileSystem> m_files = realFileSystem();
    Site m_site;
    int m_count = 0;
};

TEST_F(ScanFileTest, GivesWhatPeopleCallTheMessageBy)
{
    const ScannedMessage message =
        scanned("Received: from mx.example.org (mx.example.org [10.0.0.1]) by a\r\n"
                "Received: from out.example.org ([203.0.113.9]) by mx.example.org\r\n" +
                mail("hello"));
    EXPECT_EQ(message.state, ReadState::Read);
    EXPECT_EQ(message.subject, "hello");
    ASSERT_EQ(message.from.size(), 1U);
    EXPECT_EQ(message.from.front().spec(), "anna@contoso.com");
    EXPECT_THAT(message.to, ElementsAre("ben@contoso.com"));
    EXPECT_EQ(message.date, "2026-11-23T06:00:00+00:00");
    EXPECT_EQ(message.messageId, "hello@contoso.com");
    EXPECT_EQ(message.receivedFrom, "203.0.113.9");
    EXPECT_EQ(message.diagnosis.verdict, Verdict::Clean);
}

TEST_F(ScanFileTest, TellsWhatTheBypassedFiltersWouldHaveSaid)
{
    m_site.filters.blockedNetworks = {"203.0.113.0/24"};
    const std::string content =
        "Received: from out.example.org ([203.0.113.9]) by mx.example.org\r\n" + mail("hello");
    const ScannedMessage message = scanned(content);
    ASSERT_EQ(message.filtered.size(), 1U);
    EXPECT_EQ(message.filtered.front().filter, BypassedFilter::Connection);
    EXPECT_EQ(scanBytes(content, ScanRules(m_site), FolderKind::Incoming).filtered, message.filtered);
}

TEST_F(ScanFileTest, HashesTheBodyApartFromTheHeader)
{
    const ScannedMessage one = scanned(mail("one", "the same\r\n\r\nbody\r\n"));
    const ScannedMessage two = scanned("X-Sender: x\r\n" + mail("two", "the same\r\n\r\nbody\r\n"));
    const ScannedMessage other = scanned(mail("one", "another body\r\n"));
    EXPECT_EQ(one.body, two.body);
    EXPECT_NE(one.content, two.content);
    EXPECT_NE(one.body, other.body);
    EXPECT_EQ(one.content, xxh3(mail("one", "the same\r\n\r\nbody\r\n")));
    EXPECT_EQ(one.body, xxh3("the same\r\n\r\nbody\r\n"));
}

TEST_F(ScanFileTest, HashesTheBodyWhereTheFileBeginsWithABlankLine)
{
    EXPECT_EQ(scanned("\r\n" + mail("one", "body\r\n")).body, xxh3("body\r\n"));
    EXPECT_EQ(scanned("+OK 500 octets\r\n" + mail("one", "body\r\n")).body, xxh3("body\r\n"));
}

TEST_F(ScanFileTest, HashesALargeBodyAcrossBlocks)
{
    std::string body;
    for (int i = 0; i < 40'000; ++i)
        body += "line " + std::to_string(i) + "\r\n";
    EXPECT_EQ(scanned(mail("one", body)).body, xxh3(body));
}

TEST_F(ScanFileTest, HashesEmptyBodiesAndFilesWithoutAHeader)
{
    EXPECT_EQ(scanned(mail("one", "")).body, xxh3(""));
    const ScannedMessage empty = scanned("");
    EXPECT_EQ(empty.body, xxh3(""));
    EXPECT_EQ(empty.diagnosis.primary, CauseId::EmptyFile);
}

TEST_F(ScanFileTest, JudgesWhoseMailItIsByTheSite)
{
    m_site.pipeline.transfer = Carrier::BuiltIn;
    m_site.routing.localDomains = {"contoso.com"};
    const ScannedMessage message = scanned("From: shop@example.org\r\nTo: anna@example.net\r\n"
                                           "Date: Tue, 24 Nov 2026 08:00:00 +0000\r\nMessage-ID: <1@x>\r\n"
                                           "Subject: order\r\n\r\nText\r\n");
    EXPECT_EQ(message.diagnosis.primary, CauseId::NoLocalRecipient);
}

TEST_F(ScanFileTest, SaysThatTheFileIsAnotherThanTheOneListed)
{
    const auto path = m_dir / "a.eml";
    writeFile(path, mail("one"));
    const ScanRules rules(m_site);
    FileScanner scanner(*m_files, rules);
    EXPECT_EQ(scanner.scan({FolderKind::Incoming, path, {1, UtcTime(), 1, 1}}, {}).state, ReadState::Changed);
}

TEST_F(ScanFileTest, SaysWhatKeptItFromReading)
{
    const auto path = m_dir / "a.eml";
    writeFile(path, mail("one"));
    const auto tried = [&](FileAction action, ErrorCode code) {
        FailingFileSystem files(*m_files);
        files.failCall(action, 1, code);
        return scan(files, path, FolderKind::Incoming);
    };
    EXPECT_EQ(tried(FileAction::Open, ErrorCode::Locked).diagnosis.primary, CauseId::FileLocked);
    EXPECT_EQ(tried(FileAction::Open, ErrorCode::AccessDenied).diagnosis.primary, CauseId::AccessDenied);
    EXPECT_EQ(tried(FileAction::Read, ErrorCode::ReadFault).diagnosis.primary, CauseId::ReadError);
    EXPECT_EQ(tried(FileAction::Inspect, ErrorCode::ReadFault).state, ReadState::Unreadable);
    EXPECT_EQ(tried(FileAction::Open, ErrorCode::NotFound).state, ReadState::Vanished);
    EXPECT_THAT(tried(FileAction::Open, ErrorCode::Locked).error, HasSubstr("a.eml"));
}

TEST_F(ScanFileTest, JudgesByTheLimitsOfTheSite)
{
    m_site.limits.messageSize = 100;
    EXPECT_EQ(scanned(mail("one")).diagnosis.primary, CauseId::MessageTooLarge);
    EXPECT_EQ(scanned(mail("one")).diagnosis.verdict, Verdict::Blocked);
}

TEST_F(ScanFileTest, WantsARecipientWhereAllAccountsAreGlobalAndNobodyTakesTheRest)
{
    const std::string nobody = "From: anna@contoso.com\r\nSubject: x\r\n\r\ntext\r\n";
    EXPECT_EQ(scanned(nobody).diagnosis.verdict, Verdict::AtRisk);
    m_site.accounts.emplace_back();
    m_site.accounts.back().kind = AccountKind::Global;
    EXPECT_EQ(scanned(nobody).diagnosis.verdict, Verdict::Blocked);
    m_site.routing.undeliverable = "admin@contoso.com";
    EXPECT_EQ(scanned(nobody).diagnosis.verdict, Verdict::AtRisk);
}

TEST_F(ScanFileTest, SaysThatThereIsNoReasonBesideABadMail)
{
    const ScannedMessage message = scanned(mail("one"), FolderKind::BadMail);
    EXPECT_EQ(message.diagnosis.findings.front().evidence, "there is no .BDR file beside it");
}

TEST_F(ScanFileTest, ReadsAReasonInUtf16)
{
    const std::string_view text("\xFF\xFEN\0o\0 \0s\0e\0n\0d\0e\0r\0", 20);
    writeFile(m_dir / "message1.BDR", text);
    const ScannedMessage message = scanned(mail("one"), FolderKind::BadMail);
    EXPECT_EQ(message.diagnosis.findings.front().evidence, "No sender");
}

TEST_F(ScanFileTest, StopsWhenItIsAskedTo)
{
    const auto path = m_dir / "a.eml";
    writeFile(path, mail("one"));
    const auto info = m_files->info(path).value();
    std::stop_source stop;
    stop.request_stop();
    const ScanRules rules(m_site);
    FileScanner scanner(*m_files, rules);
    const auto message =
        scanner.scan({FolderKind::Incoming, path, {info.size, info.modified, 1, 1}}, stop.get_token());
    EXPECT_EQ(message.state, ReadState::Cancelled);
}

} // namespace
} // namespace connectorscope
