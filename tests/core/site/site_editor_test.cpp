#include "core/site/site_editor.h"

#include "core/site/site_keys.h"
#include "tests/core/site/site_text.h"
#include "tests/support/failing_file_system.h"
#include "tests/support/fake_clock.h"
#include "tests/support/forgetful_file_system.h"
#include "tests/support/small_files.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <sstream>

namespace connectorscope {
namespace {

using testing::HasSubstr;

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
        lines.push_back(text.substr(begin, end - begin));
        begin = end;
    }
    return lines;
}

std::string edited(const std::string& text, const std::vector<SiteChange>& changes)
{
    const auto result = editSiteText(text, changes);
    EXPECT_TRUE(result) << (result ? "" : result.error().message);
    return result.value_or("");
}

/// Another value that the key takes.
std::string otherValue(const SiteKey& key, const Site& site)
{
    Site copy = site;
    copy.accounts.resize(1);
    const std::string now = tomlValueText(key, copy);
    for (std::string candidate : {"\"other\"",
                                  "[\"other.example\"]",
                                  "[\"other@contoso.com\"]",
                                  "\"other@contoso.com\"",
                                  "true",
                                  "false",
                                  "78",
                                  "79",
                                  "\"1d\"",
                                  "\"2h\"",
                                  "\"50m\"",
                                  "\"2m\"",
                                  "\"11MiB\"",
                                  "\"12:34\"",
                                  "\"iis-smtp\"",
                                  "\"external\"",
                                  "\"builtin\"",
                                  "\"none\"",
                                  "\"global\"",
                                  "\"problems\"",
                                  "{ env = \"OTHER\" }",
                                  "\"never\"",
                                  R"({ "b@contoso.com" = "c@contoso.com" })",
                                  R"([{ recipient_contains = "x", deliver_to = "y@contoso.com" }])",
                                  "[\"198.51.100.0/24\"]",
                                  "[\"X-Other: 1\"]",
                                  "[\"csv\"]",
                                  "\"Europe/Paris\"",
                                  "\"fr\"",
                                  "[\"@other.example\"]"}) {
        if (candidate == now)
            continue;
        const std::size_t account = sectionOf(key) == "pop3" ? 1 : 0;
        if (parseText(
                edited(dataFile("clean_everything.toml"), {{std::string(key.path), candidate, account}})))
            return candidate;
    }
    return {};
}

class EditOneKey : public testing::TestWithParam<const SiteKey*>
{
};

TEST_P(EditOneKey, ChangesItsLineAndNoOtherByte)
{
    const SiteKey& key = *GetParam();
    std::string text = dataFile("clean_everything.toml");
    // Comments and odd spacing on every line, to see that they stay.
    std::string odd = "# \xC3\xA4 first\n";
    for (const std::string& line : linesOf(text))
        odd += line.size() > 1 ? line.substr(0, line.size() - 1) + " \t # kept: [x] = \"y\"\n" : line;
    const LoadedSite before = parseText(odd);
    ASSERT_TRUE(before) << testing::PrintToString(describeAll(before));
    const std::string value = otherValue(key, *before);
    ASSERT_FALSE(value.empty()) << key.path;
    const std::size_t account = sectionOf(key) == "pop3" ? 1 : 0;
    for (const std::string lineEnd : {"\n", "\r\n"}) {
        std::string base;
        for (const std::string& line : linesOf(odd))
            base += line.substr(0, line.size() - 1) + lineEnd;
        const std::string result = edited(base, {{std::string(key.path), value, account}});
        const auto old = linesOf(base);
        const auto now = linesOf(result);
        const bool added = now.size() == old.size() + 1;
        ASSERT_TRUE(added || now.size() == old.size());
        std::size_t changed = 0;
        for (std::size_t i = 0, j = 0; i < old.size(); ++i, ++j) {
            if (old[i] == now[j])
                continue;
            ++changed;
            if (added)
                --i;
        }
        EXPECT_EQ(changed, 1U) << result;
        LoadedSite after = parseText(result);
        ASSERT_TRUE(after) << testing::PrintToString(describeAll(after));
        after->accounts.resize(1);
        if (key.kind != KeyKind::Path) {
            EXPECT_EQ(tomlValueText(key, *after), value);
        }
    }
}

TEST_P(EditOneKey, IsPutIntoAFileThatHasItNot)
{
    const SiteKey& key = *GetParam();
    if (key.required || key.sample.empty() || key.kind == KeyKind::Path || sectionOf(key) == "pop3")
        return;
    const std::string result = edited(leastSite, {{std::string(key.path), std::string(key.sample)}});
    LoadedSite after = parseText(result);
    ASSERT_TRUE(after) << result << testing::PrintToString(describeAll(after));
    EXPECT_EQ(tomlValueText(key, *after), key.sample);
    std::size_t found = 0;
    for (const std::string& line : linesOf(leastSite))
        found += result.find(line) != std::string::npos ? 1 : 0;
    EXPECT_EQ(found, linesOf(leastSite).size());
}

INSTANTIATE_TEST_SUITE_P(Each, EditOneKey, testing::ValuesIn(allKeys()), [](const auto& tested) {
    std::string name(tested.param->path);
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
});

TEST(SiteEditor, PutsAKeyAfterItsSample)
{
    EXPECT_EQ(edited("[watch]\n# How often.\n# poll = \"15s\"\n\n# settle = \"5s\"\n[report]\n",
                     {{"watch.poll", "\"20s\""}}),
              "[watch]\n# How often.\n# poll = \"15s\"\npoll = \"20s\"\n\n# settle = \"5s\"\n[report]\n");
}

TEST(SiteEditor, PutsAKeyAfterTheLastOfItsTable)
{
    EXPECT_EQ(edited("[watch]\npoll = \"15s\"\n\n[report]\n", {{"watch.settle", "\"6s\""}}),
              "[watch]\npoll = \"15s\"\nsettle = \"6s\"\n\n[report]\n");
    EXPECT_EQ(edited("[watch]", {{"watch.settle", "\"6s\""}}), "[watch]\nsettle = \"6s\"\n");
}

TEST(SiteEditor, PutsAKeyIntoATableOnOneLine)
{
    EXPECT_EQ(edited("[watch]\ncohort = { count = 5 } # x\n", {{"watch.cohort.within", "\"6m\""}}),
              "[watch]\ncohort = { count = 5, within = \"6m\" } # x\n");
    EXPECT_EQ(edited("smtp = {}\n", {{"smtp.host", "\"mail\""}}), "smtp = { host = \"mail\" }\n");
}

TEST(SiteEditor, PutsAKeyBesideDottedOnes)
{
    EXPECT_EQ(edited("watch.poll = \"15s\"\n\n[report]\n", {{"watch.settle", "\"6s\""}}),
              "watch.poll = \"15s\"\nwatch.settle = \"6s\"\n\n[report]\n");
}

TEST(SiteEditor, MakesATableThatIsMissing)
{
    EXPECT_EQ(edited("[site]\r\nname = \"x\"", {{"watch.cohort.count", "7"}}),
              "[site]\r\nname = \"x\"\r\n\r\n[watch]\r\ncohort.count = 7\r\n");
}

TEST(SiteEditor, TakesAKeyOut)
{
    EXPECT_EQ(edited("[watch]\npoll = \"15s\" # x\nsettle = \"6s\"\n", {{"watch.poll", std::nullopt}}),
              "[watch]\nsettle = \"6s\"\n");
    EXPECT_EQ(edited("[watch]\n", {{"watch.poll", std::nullopt}}), "[watch]\n");
    EXPECT_FALSE(editSiteText("watch = { poll = \"15s\" }\n", {{"watch.poll", std::nullopt}}));
}

TEST(SiteEditor, AddsAnAccount)
{
    EXPECT_EQ(edited("[[pop3]]\nname = \"a\"\n", {{"pop3.name", "\"b\"", 2}, {"pop3.user", "\"c\"", 2}}),
              "[[pop3]]\nname = \"a\"\n\n[[pop3]]\nname = \"b\"\nuser = \"c\"\n");
    EXPECT_FALSE(editSiteText("[[pop3]]\nname = \"a\"\n", {{"pop3.name", "\"b\"", 3}}));
}

TEST(SiteEditor, KeepsAMarkOfTheByteOrder)
{
    EXPECT_EQ(edited("\xEF\xBB\xBF[watch]\npoll = \"15s\"\n", {{"watch.poll", "\"20s\""}}),
              "\xEF\xBB\xBF[watch]\npoll = \"20s\"\n");
}

class SaveSite : public testing::Test
{
protected:
    FakeClock m_clock;
    ForgetfulFileSystem m_memory{m_clock};
    FailingFileSystem m_files{m_memory};
    const std::filesystem::path m_file = rooted("/site.toml");

    void SetUp() override { writeFile(m_memory, m_file, leastSite); }

    LoadedSite save(const std::vector<SiteChange>& changes)
    {
        return saveSite(m_files, m_clock, m_file, changes, usualVariables());
    }
};

TEST_F(SaveSite, WritesTheChangeAndGivesTheNewSite)
{
    const LoadedSite site = save({{"watch.poll", "\"20s\""}});
    ASSERT_TRUE(site) << testing::PrintToString(describeAll(site));
    EXPECT_EQ(site->watch.poll, std::chrono::seconds(20));
    EXPECT_EQ(readFile(m_memory, m_file), leastSite + "\n[watch]\npoll = \"20s\"\n");
}

TEST_F(SaveSite, RefusesAValueThatLoadingWouldRefuse)
{
    const LoadedSite site = save({{"watch.poll", "20"}});
    ASSERT_FALSE(site);
    EXPECT_EQ(site.error().front().key, "watch.poll");
    EXPECT_EQ(readFile(m_memory, m_file), leastSite);
}

TEST_F(SaveSite, RefusesAValueThatBringsKeysOfItsOwn)
{
    EXPECT_FALSE(save({{"site.language", "\"de\"\nhosts = [\"evil\"]"}}));
    EXPECT_EQ(readFile(m_memory, m_file), leastSite);
}

TEST_F(SaveSite, DoesNotWriteWhatIsThereAlready)
{
    ASSERT_TRUE(save({{"site.name", "\"Contoso\""}}));
    EXPECT_EQ(m_files.calls(FileAction::Create), 0);
}

TEST_F(SaveSite, KeepsTheOldFileWhateverFails)
{
    for (const FailureMoment moment : {FailureMoment::Before, FailureMoment::After})
        for (int call = 1; call < 16; ++call) {
            FakeClock clock;
            ForgetfulFileSystem memory(clock);
            FailingFileSystem files(memory);
            ASSERT_TRUE(memory.flushFolder("/"));
            writeFile(memory, m_file, leastSite);
            files.failCall(std::nullopt, call, ErrorCode::DiskFull, moment);
            const LoadedSite site =
                saveSite(files, clock, m_file, {{"watch.poll", "\"20s\""}}, usualVariables());
            const std::string text = readFile(memory, m_file);
            EXPECT_TRUE(text.ends_with("poll = \"20s\"\n") || (text == leastSite && !site)) << call;
            EXPECT_EQ(namesIn(memory, m_file.parent_path()).size(), 1U) << call;
        }
}

} // namespace
} // namespace connectorscope
