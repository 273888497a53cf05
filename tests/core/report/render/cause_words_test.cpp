#include "core/report/render/cause_words.h"

#include <gtest/gtest.h>

#include <set>

namespace connectorscope {
namespace {

TEST(CauseWords, AreThoseOfTheCatalogueInEnglish)
{
    for (const Cause& cause : catalogue()) {
        EXPECT_EQ(causeTitle(cause.key, Language::English), cause.title);
        EXPECT_EQ(causeAdvice(cause.key, Language::English), cause.advice);
    }
}

TEST(CauseWords, HaveATranslationOfEachCauseAndNoTwoOfOneTitle)
{
    std::set<std::string_view> titles;
    for (const Cause& cause : catalogue()) {
        EXPECT_NE(causeTitle(cause.key, Language::German), cause.title) << cause.id;
        EXPECT_NE(causeAdvice(cause.key, Language::German), cause.advice) << cause.id;
        EXPECT_TRUE(titles.insert(causeTitle(cause.key, Language::German)).second) << cause.id;
    }
}

} // namespace
} // namespace connectorscope
