#include "core/base/path_text.h"
#include "core/index/action_queue.h"
#include "core/index/role_lock.h"
#include "tests/core/doctor/examined_site.h"
#include "tests/support/forwarding_file_system.h"
#include "tests/support/small_files.h"

#include <gmock/gmock.h>

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

/// An SMTP service that takes what lies in PickUp when somebody looks for the second time.
class TakingService final : public ForwardingFileSystem
{
public:
    using ForwardingFileSystem::ForwardingFileSystem;

    Result<FileInfo> info(const std::filesystem::path& path) override
    {
        if (path.parent_path().filename() == "pickup" && path.extension() == ".eml" && ++m_looks == 2) {
            taken = readFile(path);
            std::filesystem::remove(path);
        }
        return ForwardingFileSystem::info(path);
    }

    std::string taken;

private:
    int m_looks = 0;
};

struct ProbedSite : ExaminedSite
{
    ProbedSite()
    {
        site.routing.localDomains = {"contoso.com"};
        site.routing.undeliverable = "administrator@contoso.com";
    }
    Check probe(bool dryRun = false)
    {
        DoctorTools probing = tools();
        probing.probe = true;
        probing.dryRun = dryRun;
        return checkPickUp(site, probing);
    }
};

TEST(PickUpProbe, IsSentOnlyWhenItIsAskedFor)
{
    ProbedSite site;
    EXPECT_EQ(checkPickUp(site.site, site.tools()).state, CheckState::NotChecked);
    EXPECT_THAT(namesIn(site.path("pickup")), IsEmpty());
}

TEST(PickUpProbe, IsOnlyToldOfInADryRun)
{
    ProbedSite site;
    const auto before = site.everything();
    const Check check = site.probe(true);
    EXPECT_EQ(check.state, CheckState::NotChecked);
    EXPECT_THAT(check.message,
                AllOf(HasSubstr("a test message for administrator@contoso.com would be put into"),
                      HasSubstr("pickup")));
    EXPECT_EQ(site.everything(), before);
}

TEST(PickUpProbe, IsInOrderWhenTheServiceTakesIt)
{
    ProbedSite site;
    TakingService service(site.realFiles());
    site.use(service);
    const Check check = site.probe();
    EXPECT_EQ(check.state, CheckState::Ok) << check.message;
    EXPECT_THAT(
        service.taken,
        AllOf(StartsWith("x-sender: postmaster@contoso.com\r\nx-receiver: administrator@contoso.com\r\n"
                         "From: "),
              HasSubstr("\r\n\r\n")));
    EXPECT_THAT(check.message, HasSubstr("administrator@contoso.com"));
}

TEST(PickUpProbe, GoesOncePastTheProgramThatIsTheWorker)
{
    ProbedSite site;
    site.makeDatabases();
    const std::filesystem::path& work = site.site.folders.work;
    const auto role = RoleLock::take(work, Role::Worker, "connectorctl watch");
    ASSERT_TRUE(role) << role.error().message;
    TakingService service(site.realFiles());
    site.use(service);
    const Check check = site.probe();
    EXPECT_EQ(check.state, CheckState::Ok) << check.message;
    EXPECT_THAT(service.taken, StartsWith("x-sender: "));
    for (const std::string& name : site.everything())
        EXPECT_FALSE(name.ends_with(".eml")) << name << ", a second one";
    const auto queue = ActionQueue::open(work, {"anna", "server"});
    ASSERT_TRUE(queue) << queue.error().message;
    EXPECT_THAT((*queue)->unended(10).value(), IsEmpty()) << "the worker would send another";
}

TEST(PickUpProbe, IsTakenBackWhenNobodyTakesIt)
{
    ProbedSite site;
    const Check check = site.probe();
    EXPECT_EQ(check.state, CheckState::Wrong);
    EXPECT_THAT(check.message, HasSubstr("did not take a test message within"));
    EXPECT_THAT(namesIn(site.path("pickup")), IsEmpty());
    for (const std::string& name : site.everything())
        EXPECT_FALSE(name.ends_with(".eml")) << name;
}

TEST(PickUpProbe, NeedsSomebodyWhoGetsIt)
{
    ProbedSite site;
    site.site.routing.undeliverable.clear();
    EXPECT_EQ(site.probe().state, CheckState::NotChecked);
    site.site.routing.mailboxes = {"anna@contoso.com"};
    EXPECT_EQ(site.probe().state, CheckState::Wrong); // sent, and nobody took it
}

TEST(PickUpProbe, SaysWhatKeepsItFromBeingSent)
{
    ProbedSite site;
    std::filesystem::remove(site.path("pickup"));
    const Check check = site.probe();
    EXPECT_EQ(check.state, CheckState::Wrong);
    EXPECT_EQ(check.area, CheckArea::Environment);
}

} // namespace
} // namespace connectorscope
