#include "tests/core/watch/watched_site.h"

#include <unistd.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;

using WatchNames = WatchedSite;

TEST_F(WatchNames, MayBeNoUtf8AndDifferInCaseOnly)
{
    put(FolderKind::Incoming, "caf\xE9.eml", mail("one"));
    put(FolderKind::Incoming, "A.eml", mail("two"));
    put(FolderKind::Incoming, "a.eml", mail("three"));
    (void)pass();
    EXPECT_THAT(m_ledger.names(FolderKind::Incoming), ElementsAre("A.eml", "a.eml", "caf\xE9.eml"));
    EXPECT_EQ(m_ledger.figures().arrived, 3);
    drop(FolderKind::Incoming, "caf\xE9.eml");
    (void)pass();
    EXPECT_THAT(m_ledger.names(FolderKind::Incoming), ElementsAre("A.eml", "a.eml"));
}

TEST_F(WatchNames, OfLinksAreNotFollowed)
{
    put(FolderKind::Failed, "a.eml", mail("one"));
    std::filesystem::create_symlink(folder(FolderKind::Failed) / "a.eml",
                                    folder(FolderKind::Incoming) / "link.eml");
    std::filesystem::create_symlink(folder(FolderKind::Failed), folder(FolderKind::Incoming) / "folder");
    (void)pass();
    EXPECT_TRUE(m_ledger.names(FolderKind::Incoming).empty());
    EXPECT_THAT(m_watcher->health().front().notLookedAt, ElementsAre(0, 2, 0, 0, 0));
}

TEST_F(WatchNames, OfAFolderWithoutRightsKeepWhatWasKnown)
{
    if (::geteuid() == 0)
        GTEST_SKIP() << "root may read everything";
    put(FolderKind::Incoming, "a.eml", mail("one"));
    (void)pass();
    std::filesystem::permissions(folder(FolderKind::Incoming), std::filesystem::perms::none);
    (void)pass();
    std::filesystem::permissions(folder(FolderKind::Incoming), std::filesystem::perms::owner_all);
    EXPECT_THAT(m_ledger.names(FolderKind::Incoming), ElementsAre("a.eml"));
    EXPECT_TRUE(holds(CauseId::FolderUnreachable));
}

} // namespace
} // namespace connectorscope
