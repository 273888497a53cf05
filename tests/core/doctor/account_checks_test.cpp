#include "tests/core/doctor/examined_site.h"
#include "tests/support/small_files.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace connectorscope {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Pop3Account accountWith(SecretKind kind, const std::string& name)
{
    Pop3Account account;
    account.name = "office";
    account.host = "pop.example.org";
    account.user = "anna";
    account.password = {kind, name};
    return account;
}

CheckState stateOfPassword(ExaminedSite& site, SecretKind kind, const std::string& name)
{
    site.site.accounts = {accountWith(kind, name)};
    return checkNamed(checkPasswords(site.site, site.tools()), "password", "pop3 office").state;
}

TEST(PasswordChecks, TellWhetherEachCanBeRead)
{
    ExaminedSite site;
    EXPECT_EQ(stateOfPassword(site, SecretKind::Environment, "POP3"), CheckState::Wrong);
    site.environment["POP3"] = "geheim";
    EXPECT_EQ(stateOfPassword(site, SecretKind::Environment, "POP3"), CheckState::Ok);
    EXPECT_EQ(stateOfPassword(site, SecretKind::File, "/no/such/file"), CheckState::Wrong);
    EXPECT_EQ(stateOfPassword(site, SecretKind::Keychain, "office"), CheckState::NotChecked);
    EXPECT_EQ(stateOfPassword(site, SecretKind::None, ""), CheckState::Warning);
}

TEST(PasswordChecks, ShowNoPassword)
{
    ExaminedSite site;
    site.environment["POP3"] = "geheim";
    site.site.accounts = {accountWith(SecretKind::Environment, "POP3")};
    for (const Check& check : checkSite(site.site, site.tools()))
        EXPECT_THAT(check.message + check.advice, Not(HasSubstr("geheim")));
}

TEST(Doctor, NamesWhatThisVersionDoesNotCheck)
{
    ExaminedSite site;
    site.site.accounts = {accountWith(SecretKind::None, "")};
    site.site.smtp.host = "mail.example.org";
    const Checks checks = uncheckedThings(site.site);
    for (const auto& [name, about] :
         {std::pair("logon", "pop3 office"), std::pair("logon", "smtp"), std::pair("services", "server")})
        EXPECT_EQ(checkNamed(checks, name, about).state, CheckState::NotChecked);
}

TEST(Doctor, TellsTheMostSevereFirst)
{
    ExaminedSite site;
    std::filesystem::remove(site.path("failed"));
    const Checks checks = checkSite(site.site, site.tools());
    EXPECT_EQ(checks.front().state, CheckState::Wrong);
    EXPECT_EQ(checks.back().state, CheckState::Ok);
    EXPECT_TRUE(std::ranges::is_sorted(checks, {}, &Check::state));
}

TEST(Doctor, LeavesNothingBehind)
{
    ExaminedSite site;
    site.makeDatabases();
    std::filesystem::create_directories(site.path("work/vault"));
    std::filesystem::create_directories(site.path("work/log"));
    site.site.pipeline.transfer = Carrier::BuiltIn;
    const auto before = site.everything();
    (void)checkSite(site.site, site.tools());
    EXPECT_EQ(site.everything(), before);
}

TEST(Doctor, StopsWhenItIsAskedTo)
{
    ExaminedSite site;
    std::stop_source stop;
    stop.request_stop();
    DoctorTools tools = site.tools();
    tools.stop = stop.get_token();
    EXPECT_TRUE(checkSite(site.site, tools).empty());
}

TEST(Doctor, TellsEachErrorOfASiteFile)
{
    const SiteErrors errors = {
        {ErrorCode::BadInput, "site.toml", 5, 1, "watch.poll", "\"15\" has no unit", ""},
        {ErrorCode::ReadFault, "site.toml", 0, 0, "", "cannot read", ""}};
    const Checks checks = checksOf(errors);
    ASSERT_EQ(checks.size(), 2U);
    EXPECT_EQ(checks.at(0).about, "watch.poll");
    EXPECT_EQ(checks.at(0).area, CheckArea::SiteFile);
    EXPECT_EQ(checks.at(1).area, CheckArea::Environment);
}

} // namespace
} // namespace connectorscope
