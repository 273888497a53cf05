#include "core/site/site_keys.h"

#include "core/site/site_value.h"
#include "tests/core/site/site_text.h"

#include <gmock/gmock.h>

#include <set>

namespace connectorscope {
namespace {

class SiteKeys : public testing::TestWithParam<const SiteKey*>
{
};

/// A site file with that key, and what else it needs to be whole.
std::string fileWith(const SiteKey& key, const std::string& value)
{
    const std::string name(key.path.substr(key.path.find('.') + 1));
    const std::string section(sectionOf(key));
    std::string text;
    bool written = false;
    for (const SiteSection& known : siteSections()) {
        if (known.name == "pop3" && section != "pop3")
            continue;
        text += known.name == "pop3" ? "[[pop3]]\n" : "[" + std::string(known.name) + "]\n";
        for (const SiteKey& other : siteKeys()) {
            if (sectionOf(other) != known.name)
                continue;
            const bool same = &other == &key;
            const bool needed = other.required || other.path == "pop3.deliver_to";
            written = written || same;
            if (same || needed)
                text += std::string(other.path.substr(known.name.size() + 1)) + " = " +
                        (same                          ? value
                         : other.kind == KeyKind::Path ? tomlText("m/" + std::string(other.path))
                                                       : std::string(other.sample)) +
                        "\n";
        }
    }
    EXPECT_TRUE(written) << name;
    return text;
}

TEST_P(SiteKeys, ExplainThemselves)
{
    const SiteKey& key = *GetParam();
    EXPECT_TRUE(key.explanation.ends_with('.')) << key.path;
    EXPECT_FALSE(allowedText(key).empty()) << key.path;
    EXPECT_EQ(findSiteKey(key.path), &key);
}

TEST_P(SiteKeys, TakeTheirOwnDefault)
{
    const SiteKey& key = *GetParam();
    if (key.required)
        return;
    Site defaults = profileDefaults(Profile::Sbs2003);
    defaults.accounts.emplace_back();
    const std::string text = tomlValueText(key, defaults);
    if (key.kind == KeyKind::Secret || key.path == "pop3.deliver_to")
        return; // none is no value of these
    const LoadedSite loaded = parseText(fileWith(key, text));
    EXPECT_TRUE(loaded) << text << testing::PrintToString(describeAll(loaded));
}

TEST_P(SiteKeys, TakeTheirSampleAndGiveItBack)
{
    const SiteKey& key = *GetParam();
    if (key.sample.empty() || key.kind == KeyKind::Path)
        return;
    LoadedSite loaded = parseText(fileWith(key, std::string(key.sample)));
    ASSERT_TRUE(loaded) << testing::PrintToString(describeAll(loaded));
    EXPECT_EQ(tomlValueText(key, *loaded), key.sample);
}

TEST_P(SiteKeys, RefuseAValueOfAnotherType)
{
    const SiteKey& key = *GetParam();
    const LoadedSite loaded = parseText(fileWith(key, "1979-05-27"));
    ASSERT_FALSE(loaded) << key.path;
    EXPECT_EQ(loaded.error().front().key, key.path);
    EXPECT_GT(loaded.error().front().line, 0);
    EXPECT_FALSE(loaded.error().front().allowed.empty());
}

INSTANTIATE_TEST_SUITE_P(Each, SiteKeys, testing::ValuesIn(allKeys()), [](const auto& tested) {
    std::string name(tested.param->path);
    for (char& c : name)
        c = c == '.' ? '_' : c;
    return name;
});

TEST(SiteKeyTable, NamesEachKeyOnceAndEachSectionInOrder)
{
    std::set<std::string_view> paths;
    std::vector<std::string_view> sections;
    for (const SiteKey& key : siteKeys()) {
        EXPECT_TRUE(paths.insert(key.path).second) << key.path;
        if (sections.empty() || sections.back() != sectionOf(key))
            sections.push_back(sectionOf(key));
    }
    std::vector<std::string_view> known;
    for (const SiteSection& section : siteSections())
        known.push_back(section.name);
    EXPECT_EQ(sections, known);
}

TEST(TomlText, EscapesWhatTomlForbids)
{
    EXPECT_EQ(tomlText("a\"b\\c\n\x7F"), "\"a\\\"b\\\\c\\u000A\\u007F\"");
}

} // namespace
} // namespace connectorscope
