#include "core/site/site_template.h"

#include "core/site/site_editor.h"
#include "core/site/site_keys.h"
#include "tests/core/site/site_text.h"
#include "tests/support/small_files.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace connectorscope {
namespace {

using testing::HasSubstr;

Site contoso()
{
    Site site = profileDefaults(Profile::Sbs2003);
    site.name = "Contoso";
    site.folders.incoming = rooted("/mail/Incoming Mail");
    site.folders.failed = rooted("/mail/Failed Mail");
    site.folders.pickup = rooted("/mail/PickUp");
    return site;
}

TEST(NewSiteText, IsReadAsTheSiteThatItWasMadeOf)
{
    Site site = contoso();
    site.routing.localDomains = {"contoso.com"};
    Pop3Account account;
    account.name = "anna";
    account.host = "pop3.example.net";
    account.user = "anna";
    account.password = {SecretKind::Environment, "ANNA"};
    account.deliverTo = "anna@contoso.com";
    site.accounts = {account};
    LoadedSite loaded = parseText(newSiteText(site, {"routing.local_domains"}));
    ASSERT_TRUE(loaded) << testing::PrintToString(describeAll(loaded));
    for (const SiteKey& key : siteKeys())
        if (key.path != "folders.work") {
            EXPECT_EQ(tomlValueText(key, *loaded), tomlValueText(key, site)) << key.path;
        }
}

TEST(NewSiteText, ExplainsEveryKeyAndCommentsTheOptionalOnesOut)
{
    const std::string text = newSiteText(contoso(), {});
    for (const SiteKey& key : siteKeys()) {
        const std::string name(key.path.substr(sectionOf(key).size() + 1));
        const bool stands = key.required && sectionOf(key) != "pop3";
        EXPECT_THAT(text, HasSubstr((stands ? "\n" : "\n# ") + name + " = ")) << key.path;
        EXPECT_THAT(text, HasSubstr("# " + std::string(key.explanation.substr(0, 20)))) << key.path;
    }
}

/// Whoever takes away the # gets a file that still is right.
TEST(NewSiteText, ShowsOnlyValuesThatCanStandThere)
{
    std::string text = newSiteText(contoso(), {});
    for (const SiteKey& key : siteKeys()) {
        const std::string name(key.path.substr(sectionOf(key).size() + 1));
        for (std::size_t at = text.find("\n# " + name + " = "); at != std::string::npos;
             at = text.find("\n# " + name + " = ")) {
            if (key.kind == KeyKind::Path)
                text.replace(at + 1, 2, "#  ");
            else
                text.erase(at + 1, 2);
        }
    }
    text.replace(text.find("# [[pop3]]"), 2, "");
    const LoadedSite loaded = parseText(text);
    EXPECT_TRUE(loaded) << testing::PrintToString(describeAll(loaded));
}

TEST(NewSiteText, TakesAnEditedKeyRightAfterItsSample)
{
    const std::string text = newSiteText(contoso(), {});
    const auto edited = editSiteText(text, {{"watch.poll", "\"20s\""}});
    ASSERT_TRUE(edited);
    EXPECT_THAT(*edited, HasSubstr("\n# poll = \"15s\"\npoll = \"20s\"\n"));
}

TEST(SiteFileDocument, IsMadeOfTheTableOfKeys)
{
    std::string written =
        readFile(std::filesystem::path(CONNECTORSCOPE_SOURCE_DIR) / "docs" / "site-file.md");
    written.erase(std::remove(written.begin(), written.end(), '\r'), written.end());
    EXPECT_EQ(written, siteFileDocument());
}

} // namespace
} // namespace connectorscope
