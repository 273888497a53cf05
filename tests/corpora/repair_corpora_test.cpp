// Repairs of thousands of real messages. Skips where they are absent.

#include "corpora.h"
#include "tests/support/small_files.h"

#include "core/diagnosis/repairs/repair_all.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <iostream>
#include <map>

namespace connectorscope {
namespace {

RepairOptions options()
{
    RepairOptions options;
    options.from = "sender@example.org";
    options.recipient = "anna@contoso.com";
    options.domain = "contoso.com";
    options.uniqueId = "4711";
    options.now = UtcTime(std::chrono::seconds(1'795'000'000));
    options.leaveMissing = true;
    return options;
}

/// It has a corrupt or fatal cause, and a repair for each of them.
bool isRepairable(const Diagnosis& diagnosis)
{
    bool blocked = false;
    for (const Finding& finding : diagnosis.findings) {
        if (finding.severity > Severity::Fatal)
            continue;
        blocked = true;
        if (causeOf(finding.cause).repair.empty())
            return false;
    }
    return blocked;
}

std::string describe(const std::string& path, const RepairOutcome& outcome)
{
    std::string text = path + ": " + std::string(toString(outcome.after.diagnosis.verdict));
    for (const Finding& finding : outcome.after.diagnosis.findings)
        if (finding.severity <= Severity::Fatal)
            text += "\n    still " + std::string(causeOf(finding.cause).id);
    for (const Unrepaired& left : outcome.left)
        text += "\n    " + std::string(causeOf(left.cause).id) + ": " + left.reason.message;
    return text;
}

class RepairedCorpora : public testing::Test
{
protected:
    void SetUp() override
    {
        const auto folder = corporaFolder();
        if (!folder)
            GTEST_SKIP() << "there are no corpora beside the source folder";
        m_folder = *folder;
    }

    std::filesystem::path m_folder;
};

TEST_F(RepairedCorpora, AreTransferableInNineteenOfTwentyCases)
{
    std::size_t repairable = 0;
    std::size_t repaired = 0;
    for (const TableRow& row : readTable(m_folder / "INDEX.tsv")) {
        const std::string& path = row.at("path");
        const std::string bytes = readFile(m_folder / path);
        const auto outcome = repairAll(bytesInMemory(bytes), options());
        ASSERT_TRUE(outcome) << path;
        if (!isRepairable(outcome->before.diagnosis))
            continue;
        ++repairable;
        if (outcome->transferable())
            ++repaired;
        else
            std::cout << describe(path, *outcome) << '\n';
    }
    std::cout << repaired << " of " << repairable << " are transferable after the repair\n";
    EXPECT_GE(repairable, 100U);
    EXPECT_GE(repaired * 100, repairable * 95);
}

/// With the risks, too, and each by itself: how many of the repairs that the catalogue promises are offered.
TEST_F(RepairedCorpora, HaveARepairForNearlyEachRiskToo)
{
    std::map<std::string, std::map<std::string, std::size_t>> reasons;
    std::size_t promised = 0;
    std::size_t refused = 0;
    RepairOptions withRisks = options();
    withRisks.risks = true;
    for (const TableRow& row : readTable(m_folder / "INDEX.tsv")) {
        const std::string& path = row.at("path");
        const std::string bytes = crlfTwin(withoutMboxLine(readFile(m_folder / path)));
        const auto outcome = repairAll(bytesInMemory(bytes), withRisks);
        ASSERT_TRUE(outcome) << path;
        promised += outcome->steps.size();
        for (const Unrepaired& left : outcome->left) {
            if (causeOf(left.cause).repair.empty())
                continue;
            ++refused;
            ++promised;
            std::string reason = left.reason.message + "  e.g. " + path;
            ++reasons[std::string(causeOf(left.cause).id)][reason];
        }
    }
    for (const auto& [cause, which] : reasons)
        for (const auto& [reason, count] : which)
            std::cout << cause << ": " << reason << '\n';
    std::cout << promised - refused << " of " << promised << " repairs are done\n";
    EXPECT_GE((promised - refused) * 100, promised * 95);
}

} // namespace
} // namespace connectorscope
