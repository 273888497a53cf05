#include "tests/core/site/site_text.h"
#include "tests/support/small_files.h"

#include <gmock/gmock.h>

#include <algorithm>

// tests/data/site: <defect>.toml and what must be said about it, <defect>.expected. Those that are called
// clean_... have none, and must load.

namespace connectorscope {
namespace {

std::filesystem::path dataFolder()
{
    return std::filesystem::path(CONNECTORSCOPE_SOURCE_DIR) / "tests" / "data" / "site";
}

std::vector<std::string> goldenNames()
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(dataFolder()))
        if (entry.path().extension() == ".toml")
            names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

class SiteGolden : public testing::TestWithParam<std::string>
{
};

std::string textOf(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines)
        text += line + "\n";
    return text;
}

TEST_P(SiteGolden, SaysWhatIsWrongAndWhatIsAllowed)
{
    const std::filesystem::path file = dataFolder() / (GetParam() + ".toml");
    const std::string said = textOf(
        describeAll(parseSite(readFile(file), rooted("/sites/" + GetParam() + ".toml"), usualVariables())));
    const std::filesystem::path expected = dataFolder() / (GetParam() + ".expected");
    std::string wanted = std::filesystem::exists(expected) ? readFile(expected) : "";
    wanted.erase(std::remove(wanted.begin(), wanted.end(), '\r'), wanted.end());
    EXPECT_EQ(said, wanted);
    EXPECT_EQ(said.empty(), GetParam().starts_with("clean_"));
    EXPECT_EQ(said.find("hunter2"), std::string::npos) << "a password is shown";
}

INSTANTIATE_TEST_SUITE_P(Files, SiteGolden, testing::ValuesIn(goldenNames()),
                         [](const auto& tested) { return tested.param; });

TEST(SiteGoldenFiles, AreThere)
{
    EXPECT_GT(goldenNames().size(), 30U);
}

} // namespace
} // namespace connectorscope
