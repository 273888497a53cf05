#include "core/pipeline/refusals.h"
#include "ui/acting/act.h"
#include "ui/acting/act_words.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

RunReceipt receiptOf(const std::string& message, const std::string& run, std::optional<RunState> state)
{
    RunReceipt receipt;
    receipt.message = message;
    receipt.run = run;
    receipt.state = state;
    return receipt;
}

TEST(ActRequest, IsSplitWhereItNamesVeryMany)
{
    const ActRequest request = removalOf(std::vector<std::string>(25'000, "abcdefghij"));
    EXPECT_THAT(request.orders, SizeIs(3));
    EXPECT_EQ(request.count(), 25'000U);
    EXPECT_EQ(request.kind(), OrderKind::Delete);
}

TEST(ActRequest, TakesBackTheRunsThatCanBe)
{
    ActEnd end;
    end.act.kind = OrderKind::Requeue;
    end.receipts = {receiptOf("a", "r1", RunState::Exposed), receiptOf("b", "r2", RunState::HandedOver),
                    receiptOf("c", "r3", RunState::Stalled), receiptOf("d", "", std::nullopt)};
    const ActRequest undo = undoOf(end);
    ASSERT_THAT(undo.orders, SizeIs(1));
    EXPECT_EQ(undo.kind(), OrderKind::Undo);
    EXPECT_THAT(undo.orders.front().runs, ElementsAre("r1", "r3"));
}

TEST(ActRequest, TakesBackAHoldByReleasing)
{
    ActEnd end;
    end.act.kind = OrderKind::Hold;
    end.receipts = {receiptOf("a", "", std::nullopt), receiptOf("b", "", std::nullopt)};
    end.receipts.back().error = Error{ErrorCode::NotFound, "gone", {}, {}};
    const ActRequest undo = undoOf(end);
    EXPECT_EQ(undo.kind(), OrderKind::Release);
    EXPECT_THAT(undo.orders.front().messages, ElementsAre("a"));
    end.act.kind = OrderKind::Undo;
    EXPECT_THAT(undoOf(end).orders, IsEmpty());
}

TEST(RefusalWords, NameNoOptionsOfTheCommandLine)
{
    for (const CauseId cause :
         {CauseId::MissingRecipient, CauseId::InvalidRecipient, CauseId::GroupSyntaxRecipient,
          CauseId::NoLocalRecipient, CauseId::UnknownMailbox, CauseId::MissingFrom}) {
        Finding finding;
        finding.cause = cause;
        finding.severity = Severity::Fatal;
        Diagnosis diagnosis;
        diagnosis.findings = {finding};
        const auto refusal = refusalOfDiagnosis(diagnosis, false, false);
        ASSERT_TRUE(refusal);
        EXPECT_THAT(refusalWords(*refusal).toStdString(), Not(HasSubstr("--")));
    }
}

TEST(EndWords, SpeakOfAllThatWereStopped)
{
    ActEnd end;
    end.act.kind = OrderKind::Requeue;
    end.receipts.assign(14, receiptOf("a", "r1", RunState::Cancelled));
    EXPECT_EQ(endWords(end).text,
              QStringLiteral("14 messages were stopped before anything was done; they are where they were."));
    EXPECT_TRUE(endWords(end).isBad);
    end.receipts.resize(1);
    EXPECT_EQ(endWords(end).text,
              QStringLiteral("1 message was stopped before anything was done; it is where it was."));
}

TEST(EndWords, SayOfWhichOneTheReasonIs)
{
    ActEnd end;
    end.act.kind = OrderKind::Requeue;
    end.receipts.assign(2, receiptOf("a", "r1", RunState::Failed));
    end.receipts.front().error = Error{ErrorCode::DiskFull, "the disk is full", {}, {}};
    EXPECT_EQ(endWords(end).text, QStringLiteral("2 failed, the first of them: The disk is full."));
    end.receipts.resize(1);
    EXPECT_EQ(endWords(end).text, QStringLiteral("Not done: The disk is full."));
}

TEST(ActRequest, OfADecisionNamesItsRun)
{
    const ActRequest request = decisionOf("r1", OutcomeDecision::HandedOver);
    EXPECT_EQ(request.count(), 1U);
    EXPECT_EQ(request.orders.front().runs, std::vector<std::string>{"r1"});
    EXPECT_EQ(request.orders.front().decision, OutcomeDecision::HandedOver);
}

} // namespace
} // namespace connectorscope
