// Messages that name a hundred thousand people.

#include "core/pipeline/requeue_planner.h"
#include "tests/core/pipeline/pipeline_fixture.h"
#include "tests/support/processor_time.h"

#include <functional>

namespace connectorscope {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Le;
using testing::SizeIs;
using testing::StartsWith;

class ManyRecipientsTest : public PipelineFixture
{
protected:
    static constexpr int count = 100'000;

    static std::string mailTo(const std::function<std::string(int)>& nth)
    {
        std::string to = nth(0);
        for (int i = 1; i < count; ++i)
            to += ",\r\n " + nth(i);
        const std::string mail = cleanMail("one");
        const std::string one = "ben@contoso.com";
        return mail.substr(0, mail.find(one)) + to + mail.substr(mail.find(one) + one.size());
    }
    static std::string local(int i) { return "b" + std::to_string(i) + "@contoso.com"; }
    static std::string outside(int i) { return "b" + std::to_string(i) + "@example.org"; }

    std::string stuck(const std::string& mail)
    {
        m.site.limits.headerSize = std::uint64_t{64} * 1024 * 1024;
        m.site.limits.messageSize = m.site.limits.headerSize;
        m.site.limits.recipients = count;
        return m.stuck(FolderKind::Failed, "a.eml", mail);
    }
    RequeuePreview preview(const std::string& id)
    {
        return RequeuePlanner::open(m.site, m.tools()).value()->preview(id, {}).value();
    }
};

TEST_F(ManyRecipientsTest, AreRefusedWithTheirNumberUntilAPersonNamesOne)
{
    const std::string mail = mailTo(local);
    const std::string id = stuck(mail);
    const double begun = processorSeconds();
    const RequeuePreview shown = preview(id);
    const RunReceipt receipt = requeueOne(id);
    EXPECT_LT(processorSeconds() - begun, 10.0);
    ASSERT_THAT(receipt.refusals, SizeIs(1));
    EXPECT_EQ(receipt.refusals[0].kind, RefusalKind::TooManyRecipients);
    EXPECT_THAT(receipt.refusals[0].reason,
                HasSubstr("it names 100000 local mailboxes; more than 2000 are not served"));
    EXPECT_THAT(receipt.refusals[0].hint, HasSubstr("--to"));
    EXPECT_TRUE(receipt.run.empty());
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
    EXPECT_THAT(m.names(FolderKind::PickUp), IsEmpty());
    ASSERT_TRUE(shown.envelope.has_value());
    EXPECT_THAT(shown.envelope->recipients, IsEmpty());
    EXPECT_THAT(shown.headerBefore, SizeIs(Le(RequeuePreview::headerLinesShown)));
    EXPECT_TRUE(shown.headerIsCut);

    RequeueOptions options;
    options.to = {"ben@contoso.com"};
    const RunReceipt named = requeueOne(id, options);
    ASSERT_EQ(named.state, RunState::Exposed);
    EXPECT_THAT(
        pickedUp(named),
        AllOf(StartsWith("x-sender: anna@example.org\r\nx-receiver: ben@contoso.com\r\nX-"), EndsWith(mail)));
}

TEST_F(ManyRecipientsTest, GoToTheOneAmongThemWhoIsLocalThoughItIsTheLast)
{
    const std::string mail = mailTo([](int i) {
        return i == count - 1
                   ? std::string("ben@contoso.com")
                   : "\"Number " + std::to_string(i) + " of the customers of old\" <" + outside(i) + ">";
    });
    const std::string id = stuck(mail);
    const double begun = processorSeconds();
    const RequeuePreview shown = preview(id);
    const RunReceipt receipt = requeueOne(id);
    EXPECT_LT(processorSeconds() - begun, 10.0);
    ASSERT_EQ(receipt.state, RunState::Exposed);
    EXPECT_THAT(pickedUp(receipt), StartsWith("x-sender: anna@example.org\r\n"
                                              "x-receiver: ben@contoso.com\r\nX-ConnectorScope: "));
    EXPECT_THAT(pickedUp(receipt), EndsWith(mail));
    EXPECT_THAT(shown.envelope->leftOut, SizeIs(Le(100U)));
}

TEST_F(ManyRecipientsTest, AreNotServedInPartWhereTheirHeaderIsNotReadToItsEnd)
{
    const std::string mail = mailTo([](int i) {
        return i == 0 ? std::string("ben@contoso.com")
                      : "\"" + std::string(90, 'x') + "\" <" + (i == count - 1 ? local(i) : outside(i)) + ">";
    });
    const std::string id = stuck(mail);
    const RunReceipt receipt = requeueOne(id);
    ASSERT_THAT(receipt.refusals, SizeIs(1));
    EXPECT_EQ(receipt.refusals[0].kind, RefusalKind::HeaderNotRead);
    EXPECT_EQ(m.read(FolderKind::Failed, "a.eml"), mail);
    RequeueOptions options;
    options.to = {"ben@contoso.com", "carl@contoso.com"};
    EXPECT_THAT(pickedUp(requeueOne(id, options)), EndsWith(mail));
}

TEST_F(ManyRecipientsTest, AreNotAskedForByAPersonEither)
{
    const std::string id = stuck(cleanMail("one"));
    RequeueOptions options;
    for (int i = 0; i < count; ++i)
        options.to.push_back(local(i));
    const RunReceipt receipt = requeueOne(id, options);
    ASSERT_THAT(receipt.refusals, SizeIs(1));
    EXPECT_EQ(receipt.refusals[0].kind, RefusalKind::TooManyRecipients);
    EXPECT_THAT(m.names(FolderKind::Failed), ElementsAre("a.eml"));
}

} // namespace
} // namespace connectorscope
