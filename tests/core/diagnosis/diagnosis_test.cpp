#include "core/diagnosis/diagnosis.h"

#include "core/message/message_reader.h"
#include "core/message/summary.h"

#include <gmock/gmock.h>

#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::Optional;
using testing::StartsWith;
using testing::UnorderedElementsAre;

const std::string header = "From: Anna <anna@contoso.com>\r\n"
                           "To: bernd@example.org\r\n"
                           "Subject: Plan\r\n"
                           "Date: Mon, 23 Nov 2026 09:41:07 +0100\r\n"
                           "Message-ID: <1@contoso.com>\r\n";

Diagnosis diagnose(std::string_view bytes, const JudgeContext& context = {})
{
    const Message message = readMessage(bytes);
    return judge(message, summarise(message), context);
}

std::vector<std::string_view> causesOf(const Diagnosis& diagnosis)
{
    std::vector<std::string_view> causes;
    for (const Finding& finding : diagnosis.findings)
        causes.push_back(causeOf(finding.cause).id);
    return causes;
}

JudgeContext inFolder(FolderKind folder)
{
    JudgeContext context;
    context.folder = folder;
    return context;
}

TEST(Judging, FindsNothingInAnOrdinaryMessageAndAllocatesNothing)
{
    const Diagnosis diagnosis = diagnose(header + "\r\nHello\r\n");
    EXPECT_EQ(diagnosis.verdict, Verdict::Clean);
    EXPECT_EQ(diagnosis.primary, std::nullopt);
    EXPECT_EQ(diagnosis.findings.capacity(), 0U);
}

TEST(Judging, PutsTheMostSevereFirst)
{
    // A note, a risk, a fatal and a corrupt finding.
    const Diagnosis diagnosis = diagnose("From: Anna\r\n"
                                         "To: bernd@example.org\r\n"
                                         "Date: some day\r\n"
                                         "MIME-Version: 1.0\r\n"
                                         "Content-Type: multipart/mixed; boundary=b\r\n"
                                         "\r\n"
                                         "--b\r\n\r\nHello\r\n");
    EXPECT_THAT(causesOf(diagnosis),
                ElementsAre("unterminated-multipart", "invalid-from", "invalid-date", "missing-message-id"));
    EXPECT_THAT(diagnosis.primary, Optional(CauseId::UnterminatedMultipart));
    EXPECT_EQ(diagnosis.verdict, Verdict::Corrupt);
}

TEST(Judging, PutsTheStageRecogniseFirstAmongEquallySevereOnes)
{
    // leading-blank-line is inferred, missing-from documented and earlier in no order but the stage's.
    const Diagnosis diagnosis = diagnose("\r\nTo: bernd@example.org\r\n"
                                         "Date: Mon, 23 Nov 2026 09:41:07 +0100\r\n"
                                         "Message-ID: <1@contoso.com>\r\n\r\nHello\r\n");
    EXPECT_THAT(causesOf(diagnosis), ElementsAre("leading-blank-line", "missing-from"));
}

TEST(Judging, DoesNotMissWhatMayStandBeyondTheHeaderThatIsRead)
{
    const std::string filling = "X-Filling: " + std::string(ReadLimits{}.headerBytes, 'x') + "\r\n";
    EXPECT_THAT(causesOf(diagnose(filling + header + "\r\nHello\r\n")),
                AllOf(Contains("header-block-too-large"), Each(Not(StartsWith("missing-")))));
    std::string many;
    for (std::size_t i = 0; i < ReadLimits{}.fields; ++i)
        many += "X: y\r\n";
    EXPECT_THAT(causesOf(diagnose(many + header + "\r\nHello\r\n")), IsEmpty());
}

TEST(Judging, PutsWhatIsDocumentedBeforeWhatIsObservedOrGuessed)
{
    // In the catalogue: conflicting-header (inferred), already-transferred (observed), then the documented
    // one.
    const Diagnosis diagnosis = diagnose("From: anna@contoso.com\r\n"
                                         "To: mspop3connector.bernd@contoso.com\r\n"
                                         "Date: Mon, 23 Nov 2026 09:41:07 +0100\r\n"
                                         "Message-ID: <1@contoso.com>\r\n"
                                         "MIME-Version: 1.0\r\n"
                                         "Content-Type: text/plain\r\n"
                                         "Content-Type: text/html\r\n"
                                         "Content-Transfer-Encoding: x-none\r\n"
                                         "\r\nHello\r\n");
    EXPECT_THAT(causesOf(diagnosis),
                ElementsAre("unknown-transfer-encoding", "already-transferred", "conflicting-header"));
}

TEST(Judging, PutsEqualsInTheOrderOfTheCatalogueThenOfTheFile)
{
    const Diagnosis diagnosis = diagnose(header + "MIME-Version: 1.0\r\n"
                                                  "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                                                  "--b\r\n\r\nGr\xFC\xDF"
                                                  "e\r\n.\r\n"
                                                  "--b\r\n\r\nf\xFCr\r\n"
                                                  "--b--\r\n");
    EXPECT_THAT(causesOf(diagnosis),
                ElementsAre("lone-dot-line", "undeclared-8bit-body", "undeclared-8bit-body"));
    EXPECT_LT(diagnosis.findings[1].offset, diagnosis.findings[2].offset);
    EXPECT_EQ(diagnosis.findings[1].part, 1);
    EXPECT_EQ(diagnosis.findings[2].part, 2);
}

TEST(Judging, CallsAMessageWithNotesOnlyClean)
{
    const Diagnosis diagnosis = diagnose("From: anna@contoso.com\r\nTo: bernd@example.org\r\n\r\nHello\r\n");
    EXPECT_EQ(diagnosis.verdict, Verdict::Clean);
    EXPECT_THAT(causesOf(diagnosis), UnorderedElementsAre("missing-date", "missing-message-id"));
}

TEST(Judging, StopsAtAFileThatIsNoMessage)
{
    JudgeContext context;
    context.hasSite = true;
    context.messageSize = 100;
    EXPECT_THAT(causesOf(diagnose(std::string(5000, '\0'), context)), ElementsAre("nul-filled"));
    EXPECT_THAT(causesOf(diagnose("")), ElementsAre("empty-file"));
}

TEST(Judging, MakesNoSecondFindingOfWhatWasSetAside)
{
    EXPECT_THAT(causesOf(diagnose("\xEF\xBB\xBF" + header + "\r\nHello\r\n")),
                ElementsAre("byte-order-mark"));
    EXPECT_THAT(causesOf(diagnose("\r\n" + header + "\r\nHello\r\n")), ElementsAre("leading-blank-line"));
}

TEST(Judging, DoesNotMissWhatTheCutHasTakenFromAHeader)
{
    EXPECT_THAT(causesOf(diagnose("Received: from a.example.org\r\n\tby mx.conto")),
                ElementsAre("truncated-in-headers"));
}

TEST(Judging, SaysOfAFailedMessageWithoutAReasonThatThereIsNone)
{
    const Diagnosis diagnosis = diagnose(header + "\r\nGr\xFC\xDF"
                                                  "e\r\n",
                                         inFolder(FolderKind::Failed));
    EXPECT_THAT(diagnosis.primary, Optional(CauseId::NoFaultFound));
    EXPECT_THAT(causesOf(diagnosis), ElementsAre("no-fault-found", "undeclared-8bit-body"));
    EXPECT_EQ(diagnosis.verdict, Verdict::AtRisk);
}

TEST(Judging, TakesADocumentedRiskForAReason)
{
    const Diagnosis diagnosis =
        diagnose(header + "\r\nA list:\r\n.\r\nthe end\r\n", inFolder(FolderKind::Failed)); // lone-dot-line
    EXPECT_THAT(diagnosis.primary, Optional(CauseId::LoneDotLine));
}

TEST(Judging, KnowsTheEnvelopeAndTheMarksOfTheTransferInPickUpAndBadMail)
{
    const std::string transferred = "x-sender: anna@contoso.com\r\nx-receiver: bernd@contoso.com\r\n"
                                    "X-ConnectorScope: run=0123456789; attempt=1\r\n"
                                    "Cc: mspop3connector.bernd@contoso.com\r\n" +
                                    header + "\r\nHello\r\n";
    EXPECT_THAT(causesOf(diagnose(transferred, inFolder(FolderKind::PickUp))), IsEmpty());
    EXPECT_THAT(causesOf(diagnose(transferred, inFolder(FolderKind::BadMail))), IsEmpty());
    for (const FolderKind folder : {FolderKind::None, FolderKind::Incoming, FolderKind::Failed})
        EXPECT_THAT(causesOf(diagnose(transferred, inFolder(folder))),
                    ElementsAre("envelope-header-in-message", "already-transferred"));
}

TEST(Judging, CountsAHeaderMadeOfNothingButOneField)
{
    std::string bytes = header;
    for (int i = 0; i < 5000; ++i)
        bytes += "Content-Type: text/html\r\nContent-Type: text/plain\r\n";
    const Diagnosis diagnosis = diagnose(bytes + "\r\nHello\r\n");
    ASSERT_FALSE(diagnosis.findings.empty());
    EXPECT_THAT(diagnosis.primary, Optional(CauseId::ConflictingHeader));
    EXPECT_GT(diagnosis.findings.front().count, 4000U);
}

TEST(JudgingOfUnreadFiles, NamesTheReason)
{
    const Diagnosis diagnosis = judgeUnread(CauseId::FileLocked, "used by another process");
    EXPECT_EQ(diagnosis.verdict, Verdict::Unreadable);
    EXPECT_THAT(diagnosis.primary, Optional(CauseId::FileLocked));
    ASSERT_EQ(diagnosis.findings.size(), 1U);
    EXPECT_EQ(diagnosis.findings.front().severity, Severity::Environment);
    EXPECT_EQ(diagnosis.findings.front().evidence, "used by another process");
}

TEST(JudgingOfUnreadFiles, WaitsForWhatIsStillArriving)
{
    const Diagnosis diagnosis = judgeUnread(CauseId::StillArriving, "");
    EXPECT_EQ(diagnosis.verdict, Verdict::Pending);
    EXPECT_EQ(toString(diagnosis.verdict), "pending");
}

} // namespace
} // namespace connectorscope
