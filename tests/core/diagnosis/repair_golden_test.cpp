// Every golden file that shows a cause with a repair is repaired, with LF and with CR LF line ends.

#include "core/diagnosis/repairs/repair_all.h"
#include "core/diagnosis/repairs/rewriter.h"
#include "tests/core/diagnosis/golden_file.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace connectorscope {
namespace {

using testing::TestWithParam;
using testing::ValuesIn;

constexpr std::array<std::string_view, 7> repairGroups{"recognise", "headers", "sender",     "recipients",
                                                       "structure", "size",    "unexplained"};

/// What is no repair, and rightly so.
struct Refusal
{
    std::string_view file;
    CauseId cause;
    std::string_view reason; ///< of the error's message
};
constexpr auto refusals = std::to_array<Refusal>({
    {"structure/long_line_in_a_binary_part", CauseId::BareLf, "declared binary"},
    {"structure/nul_in_a_binary_part", CauseId::BareLf, "declared binary"},
});

RepairOptions optionsOf(const GoldenFile& golden)
{
    RepairOptions options;
    options.from = "sender@example.org";
    options.recipient = "anna@contoso.com";
    options.domain = "contoso.com";
    options.uniqueId = "4711";
    options.now = UtcTime(std::chrono::seconds(1'795'000'000));
    options.leaveMissing = true;
    options.context = golden.context;
    options.limits = golden.limits;
    return options;
}

/// The edits applied by hand: what lies outside of them is copied.
std::string edited(std::string_view bytes, const Edits& edits)
{
    std::string result;
    std::size_t at = 0;
    for (const Edit& edit : edits) {
        result += bytes.substr(at, edit.offset - at);
        result += edit.inserted;
        result += rewritten(bytes.substr(edit.offset, edit.removed), edit.rewrite, edit.crlf);
        at = edit.offset + edit.removed;
    }
    return result + std::string(bytes.substr(at));
}

bool isRefusedRightly(const GoldenFile& golden, CauseId cause, const Error& error)
{
    return std::ranges::any_of(refusals, [&](const Refusal& refusal) {
        return golden.name == refusal.file && cause == refusal.cause &&
               error.message.find(refusal.reason) != std::string::npos;
    });
}

void expectRepaired(const GoldenFile& golden, LineEnds ends)
{
    const std::string bytes = ends == LineEnds::CrLf && !golden.asIs ? withCrlf(golden.bytes) : golden.bytes;
    const RepairOptions options = optionsOf(golden);
    const auto state = readAndJudge(bytesInMemory(bytes), options);
    ASSERT_TRUE(state);
    std::set<CauseId> causes;
    for (const Finding& finding : state->diagnosis.findings)
        if (!causeOf(finding.cause).repair.empty())
            causes.insert(finding.cause);
    for (const CauseId cause : causes) {
        SCOPED_TRACE(golden.name + ": " + std::string(causeOf(cause).id));
        const auto plan = planRepair(*state, cause, options);
        if (!plan) {
            EXPECT_TRUE(isRefusedRightly(golden, cause, plan.error())) << plan.error().message;
            continue;
        }
        EXPECT_FALSE(plan->what.empty());
        const auto after = applyPlan(*state, *plan, options);
        const auto result = readAll(withEdits(bytesInMemory(bytes), plan->edits));
        ASSERT_TRUE(result);
        EXPECT_EQ(*result, edited(bytes, plan->edits));
        if (!after) {
            EXPECT_TRUE(isRefusedRightly(golden, cause, after.error())) << after.error().message << '\n'
                                                                        << *result;
        }
    }
}

class GoldenRepairs : public TestWithParam<std::string_view>
{
};

TEST_P(GoldenRepairs, RemoveTheirCauseWithLfLineEnds)
{
    for (const GoldenFile& golden : loadGoldenFiles(goldenFolder() / GetParam()))
        expectRepaired(golden, LineEnds::Lf);
}

TEST_P(GoldenRepairs, RemoveTheirCauseWithCrlfLineEnds)
{
    for (const GoldenFile& golden : loadGoldenFiles(goldenFolder() / GetParam()))
        expectRepaired(golden, LineEnds::CrLf);
}

/// A cause for which there is no repair blocks whatever else is repaired.
bool canBeTransferable(const RepairOutcome& outcome)
{
    return std::ranges::none_of(outcome.before.diagnosis.findings, [](const Finding& finding) {
        return finding.severity <= Severity::Fatal && causeOf(finding.cause).repair.empty();
    });
}

TEST_P(GoldenRepairs, MakeTheMessageTransferableTogether)
{
    for (const GoldenFile& golden : loadGoldenFiles(goldenFolder() / GetParam())) {
        SCOPED_TRACE(golden.name);
        const std::string bytes = golden.asIs ? golden.bytes : withCrlf(golden.bytes);
        const auto outcome = repairAll(bytesInMemory(bytes), optionsOf(golden));
        ASSERT_TRUE(outcome);
        if (!canBeTransferable(*outcome))
            continue;
        EXPECT_TRUE(outcome->transferable())
            << (outcome->left.empty() ? "" : outcome->left[0].reason.message);
    }
}

INSTANTIATE_TEST_SUITE_P(Stages, GoldenRepairs, ValuesIn(repairGroups),
                         [](const auto& group) { return std::string(group.param); });

TEST(GoldenRepairs, AreShownForEachRepairOfTheCatalogue)
{
    std::set<std::string_view> done;
    for (const std::string_view group : repairGroups)
        for (const GoldenFile& golden : loadGoldenFiles(goldenFolder() / group)) {
            const RepairOptions options = optionsOf(golden);
            const auto state = readAndJudge(bytesInMemory(golden.bytes), options);
            ASSERT_TRUE(state);
            for (const Finding& finding : state->diagnosis.findings)
                if (!causeOf(finding.cause).repair.empty() && planRepair(*state, finding.cause, options))
                    done.insert(causeOf(finding.cause).repair);
        }
    for (const Cause& cause : catalogue())
        EXPECT_TRUE(cause.repair.empty() || done.contains(cause.repair)) << cause.repair;
}

} // namespace
} // namespace connectorscope
