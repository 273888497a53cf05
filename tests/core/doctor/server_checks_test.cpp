#include "tests/core/doctor/examined_site.h"
#include "tests/support/forwarding_file_system.h"

#include <gmock/gmock.h>

#include <chrono>

namespace connectorscope {
namespace {

using ::testing::HasSubstr;

/// A server whose clock and disk a test sets.
class OtherServer final : public ForwardingFileSystem
{
public:
    OtherServer(FileSystem& wrapped, Clock& clock)
        : ForwardingFileSystem(wrapped)
        , m_clock(clock)
    {
    }

    std::chrono::nanoseconds ahead{};
    std::uint64_t space = std::uint64_t{1} << 40;
    bool mayCreate = true;

    Result<FileInfo> info(const std::filesystem::path& path) override
    {
        auto info = ForwardingFileSystem::info(path);
        if (info && info->kind == EntryKind::File)
            info->modified = m_clock.now() + ahead;
        return info;
    }
    Result<std::uint64_t> freeSpace(const std::filesystem::path&) override { return space; }
    Result<std::unique_ptr<OutputFile>> create(const std::filesystem::path& path) override
    {
        if (!mayCreate)
            return fail(ErrorCode::AccessDenied, "no right to add files");
        return ForwardingFileSystem::create(path);
    }

private:
    Clock& m_clock;
};

struct SiteOnServer : ExaminedSite
{
    SiteOnServer() { use(server); }
    OtherServer server{realFiles(), clock};
};

TEST(ClockCheck, IsInOrderWhereTheClocksAgree)
{
    SiteOnServer site;
    EXPECT_EQ(checkNamed(checkClocks(site.site, site.tools()), "clock-skew", "folders.pickup").state,
              CheckState::Ok);
}

TEST(ClockCheck, TellsOfAClockThatIsAheadOrBehind)
{
    SiteOnServer site;
    site.server.ahead = std::chrono::minutes(3);
    const Check ahead = checkNamed(checkClocks(site.site, site.tools()), "clock-skew", "folders.failed");
    EXPECT_EQ(ahead.state, CheckState::Warning);
    EXPECT_THAT(ahead.message, HasSubstr("180 s ahead of"));
    site.server.ahead = -std::chrono::minutes(3);
    EXPECT_THAT(checkNamed(checkClocks(site.site, site.tools()), "clock-skew", "folders.failed").message,
                HasSubstr("180 s behind"));
}

TEST(ClockCheck, SaysThatItCouldNotBeMade)
{
    SiteOnServer site;
    site.server.mayCreate = false;
    const Check check = checkNamed(checkClocks(site.site, site.tools()), "clock-skew", "folders.failed");
    EXPECT_EQ(check.state, CheckState::NotChecked);
    EXPECT_THAT(check.message, HasSubstr("no right to add files"));
}

TEST(SpaceCheck, TellsLittleRoomFromNone)
{
    SiteOnServer site;
    site.site.limits.freeDisk = std::uint64_t{500} << 20;
    site.site.limits.messageSize = std::uint64_t{10} << 20;
    const auto state = [&] {
        return checkNamed(checkSpace(site.site, site.tools()), "free-space", "folders.work").state;
    };
    EXPECT_EQ(state(), CheckState::Ok);
    site.server.space = std::uint64_t{499} << 20;
    EXPECT_EQ(state(), CheckState::Warning);
    site.server.space = std::uint64_t{9} << 20;
    EXPECT_EQ(state(), CheckState::Wrong);
}

TEST(BadMailCheck, TellsWhetherItIsKept)
{
    ExaminedSite site;
    EXPECT_EQ(checkBadMail(site.site, site.tools()).state, CheckState::NotChecked);
    site.badMail = [] { return Answer{false, "the registry value MaxBadMailFolderSize is not set"}; };
    const Check off = checkBadMail(site.site, site.tools());
    EXPECT_EQ(off.state, CheckState::Warning);
    EXPECT_THAT(off.message, HasSubstr("MaxBadMailFolderSize"));
    site.badMail = [] { return Answer{true, {}}; };
    EXPECT_EQ(checkBadMail(site.site, site.tools()).state, CheckState::Ok);
    site.site.folders.badmail.clear();
    EXPECT_EQ(checkBadMail(site.site, site.tools()).state, CheckState::Warning);
}

} // namespace
} // namespace connectorscope
