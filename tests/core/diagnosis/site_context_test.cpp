#include "core/diagnosis/site_context.h"

#include "core/diagnosis/routing.h"

#include <gtest/gtest.h>

#include <optional>

namespace connectorscope {
namespace {

TEST(SiteContext, TakesTheLimitsOfTheSite)
{
    Site site;
    site.limits.messageSize = 1;
    site.limits.headerSize = 2;
    site.limits.lineLength = 3;
    site.limits.recipients = 4;
    site.limits.receivedHops = 5;
    site.limits.mimeDepth = 6;
    site.limits.mimeParts = 7;
    const JudgeContext context = contextOf(site, FolderKind::Failed);
    EXPECT_TRUE(context.hasSite);
    EXPECT_EQ(context.folder, FolderKind::Failed);
    EXPECT_EQ(context.messageSize, 1U);
    EXPECT_EQ(context.headerSize, 2U);
    EXPECT_EQ(context.lineLength, 3U);
    EXPECT_EQ(context.recipients, 4U);
    EXPECT_EQ(context.receivedHops, 5U);
    EXPECT_EQ(readLimitsOf(site).lineLength, 3U);
    EXPECT_EQ(readLimitsOf(site).depth, 6);
    EXPECT_EQ(readLimitsOf(site).parts, 7U);
}

TEST(SiteContext, OutlivesTheSite)
{
    std::optional<Site> site(std::in_place);
    site->routing.localDomains = {"contoso.com"};
    const JudgeContext context = contextOf(*site, FolderKind::None);
    site.reset();
    EXPECT_EQ(context.routing->routeOf("anna@contoso.com").kind, RouteKind::Mailbox);
}

TEST(SiteContext, SharesTheRoutingBetweenFolders)
{
    const JudgeContext incoming = contextOf(Site(), FolderKind::Incoming);
    const JudgeContext failed = contextFor(incoming, FolderKind::Failed);
    EXPECT_EQ(failed.folder, FolderKind::Failed);
    EXPECT_EQ(failed.routing, incoming.routing);
}

} // namespace
} // namespace connectorscope
