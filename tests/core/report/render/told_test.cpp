#include "core/report/render/told.h"

#include "core/base/system_error.h"

#include <gtest/gtest.h>

namespace connectorscope {
namespace {

TEST(ToldSentences, StayAsTheyAreInEnglish)
{
    EXPECT_EQ(told("300 MiB free", Language::English), "300 MiB free");
}

TEST(ToldSentences, AreTranslatedAroundWhatTheyName)
{
    EXPECT_EQ(told("It is back.", Language::German), "Sie ist zurück.");
    EXPECT_EQ(told("2 of its files are older than 5 min", Language::German),
              "2 seiner Dateien sind älter als 5 min");
    EXPECT_EQ(told("It lies in PickUp as r1.eml.", Language::German), "Sie liegt als r1.eml in PickUp.");
    EXPECT_EQ(told("It lies in PickUp as r1.eml (kept).", Language::German),
              "Sie liegt als r1.eml in PickUp (kept).");
}

TEST(ToldSentences, AreTranslatedInsideOfEachOther)
{
    EXPECT_EQ(told("It could not be taken back: cannot rename \"/mail: x/a.eml\": Permission denied (EACCES)",
                   Language::German),
              "Sie konnte nicht zurückgenommen werden: \"/mail: x/a.eml\" lässt sich nicht umbenennen: kein "
              "Zugriff (EACCES)");
}

TEST(ToldSentences, AreKnownOfEachFailureOfAFolder)
{
    for (int number = 0; number <= static_cast<int>(FileAction::WatchFolder); ++number) {
        const auto action = static_cast<FileAction>(number);
        const std::string english = fileError(action, ErrorCode::Other, "why", "/mail/x").message;
        const std::string german = told(english, Language::German);
        EXPECT_EQ(german.find("cannot"), std::string::npos) << german;
        EXPECT_NE(german.find(": why"), std::string::npos) << german;
    }
}

TEST(ToldSentences, StayAsTheyAreWhereNobodyKnowsThem)
{
    for (const std::string_view text : {"", "Der Pfad wurde nicht gefunden.", "300 MiB free now", " MiB free",
                                        "It lies in PickUp as ", "It is back. It is back."})
        EXPECT_EQ(told(text, Language::German), text);
}

TEST(ToldSentences, CostLinearTimeWhateverTheyHold)
{
    std::string text = "It lies in PickUp as ";
    for (int i = 0; i < 200'000; ++i)
        text += " (";
    EXPECT_EQ(told(text, Language::German), text);
}

} // namespace
} // namespace connectorscope
