#include "ui/acting/bulk_plan.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

RequeuePreview previewOf(const std::string& message, std::vector<Refusal> refusals = {})
{
    RequeuePreview preview;
    preview.message = message;
    preview.refusals = std::move(refusals);
    return preview;
}

const Refusal held{RefusalKind::Held, "it is held", "", std::nullopt};
const Refusal nobody{RefusalKind::NoRecipient, "nobody gets it", "", std::nullopt};
const Refusal unknown{RefusalKind::StillFatal, "it would fail", "", CauseId::UnknownMailbox};
const Refusal fatal{RefusalKind::StillFatal, "it would fail: No From", "", CauseId::MissingFrom};

TEST(BulkPlan, CountsWhatGoesThroughWhatNeedsAMailboxAndWhatIsRefused)
{
    BulkSum sum({}, {});
    RequeuePreview repaired = previewOf("b");
    repaired.repairs.emplace_back();
    repaired.warnings = {"It goes to anna."};
    for (const RequeuePreview& preview :
         {previewOf("a"), repaired, previewOf("c", {held}), previewOf("d", {held}), previewOf("e", {fatal}),
          previewOf("f", {nobody}), previewOf("g", {unknown}), previewOf("h", {nobody, held})})
        sum.add(preview, false);
    const BulkPlan plan = sum.take();
    EXPECT_EQ(plan.looked, 8U);
    EXPECT_THAT(plan.passing, ElementsAre("a", "b"));
    EXPECT_EQ(plan.repaired, 1U);
    EXPECT_EQ(plan.needMailbox, 2U);
    EXPECT_EQ(plan.needSender, 1U);
    EXPECT_EQ(plan.refused, 3U);
    ASSERT_THAT(plan.reasons, SizeIs(2));
    EXPECT_EQ(plan.reasons.front().refusal.kind, RefusalKind::Held);
    EXPECT_EQ(plan.reasons.front().count, 2U);
    ASSERT_THAT(plan.warnings, SizeIs(1));
    EXPECT_EQ(plan.warnings.front().refusal.reason, "It goes to anna.");
}

TEST(BulkPlan, SendsToTheMailboxOnlyWhatNeedsOne)
{
    BulkSum sum({true, "anna@contoso.com", "fax@contoso.com"}, {});
    sum.add(previewOf("a"), false);
    sum.add(previewOf("b"), true);
    const ActRequest request = sum.take().request();
    ASSERT_THAT(request.orders, SizeIs(2));
    EXPECT_THAT(request.orders[0].messages, ElementsAre("a"));
    EXPECT_THAT(request.orders[0].options.to, IsEmpty());
    EXPECT_TRUE(request.orders[0].options.repair);
    EXPECT_EQ(request.orders[0].options.from, "fax@contoso.com");
    EXPECT_THAT(request.orders[1].messages, ElementsAre("b"));
    EXPECT_THAT(request.orders[1].options.to, ElementsAre("anna@contoso.com"));
}

TEST(BulkPlan, LetsOneProveItWhereNobodyHas)
{
    const Refusal one{RefusalKind::OneAtFirst, "nobody has proved it", "", std::nullopt};
    BulkSum sum({}, {one});
    for (const char* id : {"a", "b", "c"})
        sum.add(previewOf(id), false);
    const BulkPlan plan = sum.take();
    EXPECT_TRUE(plan.isOneAtFirst);
    EXPECT_EQ(plan.goThrough(), 3U);
    ASSERT_THAT(plan.request().orders, SizeIs(1));
    EXPECT_THAT(plan.request().orders.front().messages, ElementsAre("a"));
}

TEST(BulkPlan, RefusesAllThatTheSiteRefuses)
{
    const Refusal full{RefusalKind::VaultFull, "the vault is full", "Empty it.", std::nullopt};
    BulkSum sum({}, {full});
    sum.add(previewOf("a"), false);
    sum.add(previewOf("b", {held}), false);
    const BulkPlan plan = sum.take();
    EXPECT_EQ(plan.goThrough(), 0U);
    EXPECT_EQ(plan.refused, 2U);
    EXPECT_EQ(plan.reasons.front().refusal.kind, RefusalKind::VaultFull);
    EXPECT_THAT(plan.request().orders, IsEmpty());
}

} // namespace
} // namespace connectorscope
