// What GMime and Python read in a repaired message, compared with what they read in it before.

#include "compare.h"
#include "reading.h"
#include "tests/corpora/corpora.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include "core/diagnosis/repairs/repair_all.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>

namespace connectorscope {
namespace {

RepairOptions repairOptions()
{
    RepairOptions options;
    options.from = "sender@example.org";
    options.recipient = "anna@contoso.com";
    options.domain = "contoso.com";
    options.uniqueId = "4711";
    options.now = UtcTime(std::chrono::seconds(1'795'000'000));
    options.risks = true;
    return options;
}

bool isOfTheContent(std::string_view field)
{
    return field == "subject" || field == "parts" || field == "names" || field == "text";
}

/// A repair that changes what is read on purpose: it adds a note or finds parts that nobody saw.
bool meansToChange(const RepairPlan& plan)
{
    return plan.leavesContentMissing || plan.uncovers || plan.cause == CauseId::BadEncodedWord ||
           plan.cause == CauseId::DuplicateHeader || plan.certainty == Certainty::Guess ||
           // Both others read 8-bit headers of unknown charset as windows-1252; the repair looks closer.
           (plan.cause == CauseId::Raw8BitHeader && plan.certainty != Certainty::Certain);
}

struct RepairedMessage
{
    std::string path;
    Reading gmimeBefore;
    Reading gmimeAfter;
    std::string repairs;
};

TEST(SecondOpinion, ReadsTheSameInARepairedMessage)
{
    const auto corpora = corporaFolder();
    if (!corpora)
        GTEST_SKIP() << "SKIPPED: the collections of real messages are not here (../shared/corpora).";
    const TempDir folder;
    std::vector<std::string> names;
    std::vector<RepairedMessage> messages;
    for (const TableRow& row : readTable(*corpora / "INDEX.tsv")) {
        const std::string file = readFile(*corpora / row.at("path"));
        const std::string before(withoutFrame(file));
        const auto outcome = repairAll(bytesInMemory(before), repairOptions());
        ASSERT_TRUE(outcome);
        if (outcome->steps.empty() || std::ranges::any_of(outcome->steps, meansToChange))
            continue;
        const std::string after = *readAll(outcome->after.bytes);
        RepairedMessage message{
            row.at("path"), readWithGMime(withLineFeeds(before)), readWithGMime(withLineFeeds(after)), {}};
        for (const RepairPlan& plan : outcome->steps)
            message.repairs += " " + plan.name;
        for (const auto& [bytes, kind] : {std::pair(&before, "before"), std::pair(&after, "after")}) {
            names.push_back(std::to_string(messages.size()) + kind);
            writeFile(folder.path() / names.back(), *bytes);
        }
        messages.push_back(std::move(message));
    }
    const std::vector<PythonReadings> python = readWithPython(folder.path().string(), names);
    ASSERT_EQ(python.size(), names.size()) << "Python has not read all messages.";

    std::size_t compared = 0;
    std::size_t changed = 0;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        const RepairedMessage& message = messages[i];
        const PythonReadings& before = python[2 * i];
        const PythonReadings& after = python[2 * i + 1];
        if (!message.gmimeBefore.readable || !before.byDefault.readable)
            continue;
        ++compared;
        const auto disputed = findDisagreements(message.gmimeBefore, {&before.byDefault, &before.compat32});
        const std::vector<const Reading*> opinions{&message.gmimeBefore, &before.byDefault, &before.compat32};
        const auto byGMime = findDisagreements(message.gmimeAfter, opinions);
        const auto byPython = findDisagreements(after.byDefault, opinions);
        std::string fields;
        // Where the two did not agree before, there is no one reading to keep; what only one of them now
        // reads otherwise is its own fault.
        for (const std::string_view field : byGMime) {
            const bool isDisputed = std::ranges::find(disputed, field) != disputed.end();
            const bool byBoth = std::ranges::find(byPython, field) != byPython.end();
            if (isOfTheContent(field) && !isDisputed && byBoth)
                fields += " " + std::string(field);
        }
        if (fields.empty())
            continue;
        ++changed;
        std::cout << message.path << ':' << fields << " after" << message.repairs << '\n';
    }
    std::cout << compared << " repaired messages compared, " << changed << " read otherwise\n";
    EXPECT_GE(compared, 100U);
    EXPECT_LE(changed * 100, compared);
}

} // namespace
} // namespace connectorscope
