#include "core/watch/scanned_message.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

Finding finding(CauseId cause)
{
    Finding finding;
    finding.cause = cause;
    finding.severity = causeOf(cause).severity;
    return finding;
}

TEST(WithFinding, PutsItInItsPlaceAndJudgesAnew)
{
    Diagnosis diagnosis;
    diagnosis = withFinding(diagnosis, finding(CauseId::DuplicateMessage));
    EXPECT_EQ(diagnosis.verdict, Verdict::Clean);
    EXPECT_EQ(diagnosis.primary, CauseId::DuplicateMessage);
    diagnosis = withFinding(diagnosis, finding(CauseId::LeftBehind));
    EXPECT_EQ(diagnosis.verdict, Verdict::Blocked);
    EXPECT_EQ(diagnosis.primary, CauseId::LeftBehind);
    EXPECT_EQ(diagnosis.findings.back().cause, CauseId::DuplicateMessage);
}

TEST(WithFinding, KeepsOneOfACause)
{
    Diagnosis diagnosis = withFinding({}, finding(CauseId::LeftBehind));
    diagnosis = withFinding(diagnosis, finding(CauseId::LeftBehind));
    EXPECT_EQ(diagnosis.findings.size(), 1U);
}

TEST(WithFinding, LeavesNoFaultFoundFirstAmongNotes)
{
    Diagnosis diagnosis;
    diagnosis.findings = {finding(CauseId::NoFaultFound)};
    diagnosis.primary = CauseId::NoFaultFound;
    diagnosis = withFinding(diagnosis, finding(CauseId::DuplicateMessage));
    EXPECT_EQ(diagnosis.primary, CauseId::NoFaultFound);
    EXPECT_EQ(diagnosis.findings.size(), 2U);
}

TEST(WithFinding, TakesNoFaultFoundAwayWithAFault)
{
    Diagnosis diagnosis;
    diagnosis.findings = {finding(CauseId::NoFaultFound)};
    diagnosis = withFinding(diagnosis, finding(CauseId::BadMailed));
    EXPECT_EQ(diagnosis.findings.size(), 1U);
    EXPECT_EQ(diagnosis.primary, CauseId::BadMailed);
}

TEST(WithFinding, LeavesAnUnreadableFileUnreadable)
{
    const Diagnosis diagnosis =
        withFinding(judgeUnread(CauseId::FileLocked, "locked"), finding(CauseId::LeftBehind));
    EXPECT_EQ(diagnosis.verdict, Verdict::Unreadable);
}

} // namespace
} // namespace connectorscope
