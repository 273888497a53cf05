// Thousands of real messages, through the whole pipeline into PickUp. Skips where they are absent.

#include "corpora.h"
#include "tests/core/pipeline/pipeline_fixture.h"
#include "tests/support/small_files.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>

namespace connectorscope {
namespace {

/// A message of the collections on its way.
struct Traveller
{
    std::string path; ///< in the collections
    std::string mail;
    std::string id;
    std::string fileName;
};

class RequeuedCorpora : public PipelineFixture
{
protected:
    void SetUp() override
    {
        const auto folder = corporaFolder();
        if (!folder)
            GTEST_SKIP() << "there are no corpora beside the source folder";
        // Each costs several flushes of the disk: all of them only in the long form.
        const std::size_t step = std::getenv("CONNECTORSCOPE_SOAK") != nullptr ? 1 : 12;
        const auto rows = readTable(*folder / "INDEX.tsv");
        for (std::size_t i = 0; i < rows.size(); i += step) {
            Traveller traveller;
            traveller.path = rows[i].at("path");
            traveller.mail = crlfTwin(withoutMboxLine(readFile(*folder / traveller.path)));
            traveller.fileName = std::to_string(i) + ".eml";
            m.put(FolderKind::Failed, traveller.fileName, traveller.mail);
            m_travellers.push_back(std::move(traveller));
        }
        m.scan();
        const auto index = IndexReader::open(m.site.folders.work).value();
        const MessagePage page = index->page({}, MessageOrder(), 100'000).value();
        std::map<std::string, std::string> ids;
        for (const MessageRow& row : page.rows)
            ids[row.place.name] = row.id;
        for (Traveller& traveller : m_travellers)
            traveller.id = ids.at(traveller.fileName);
    }

    /// Two files of the same bytes are one message, and go once.
    std::vector<std::string> ids() const
    {
        std::vector<std::string> all;
        for (const Traveller& traveller : m_travellers)
            all.push_back(traveller.id);
        std::ranges::sort(all);
        all.erase(std::unique(all.begin(), all.end()), all.end());
        return all;
    }

    void expectThrough(const Traveller& traveller, const RunReceipt& receipt)
    {
        ASSERT_EQ(receipt.state, RunState::Exposed) << traveller.path << ": " << receipt.outcome;
        const std::string file = pickedUp(receipt);
        ASSERT_TRUE(file.ends_with(traveller.mail)) << traveller.path;
        const std::string lines = file.substr(0, file.size() - traveller.mail.size());
        EXPECT_TRUE(lines.starts_with("x-sender: ")) << traveller.path << '\n' << lines;
        EXPECT_TRUE(lines.ends_with(
            "\r\nx-receiver: anna@contoso.com\r\nX-ConnectorScope: run=" + receipt.run + "; attempt=1\r\n"))
            << traveller.path << '\n'
            << lines;
        EXPECT_EQ(std::ranges::count(lines, '\n'), 3) << traveller.path;
        EXPECT_EQ(vaulted(traveller.mail), traveller.mail) << traveller.path;
    }

    void expectRefused(const Traveller& traveller, const RunReceipt& receipt)
    {
        EXPECT_TRUE(receipt.run.empty()) << traveller.path;
        for (const Refusal& refusal : receipt.refusals) {
            EXPECT_FALSE(refusal.reason.empty()) << traveller.path;
            ASSERT_TRUE(refusal.cause.has_value()) << traveller.path << ": " << refusal.reason;
            ++m_reasons[std::string(causeOf(*refusal.cause).id)];
        }
        EXPECT_EQ(m.read(FolderKind::Failed, traveller.fileName), traveller.mail) << traveller.path;
    }

    std::vector<Traveller> m_travellers;
    std::map<std::string, int> m_reasons;
};

TEST_F(RequeuedCorpora, GoThroughToPickUpByteForByteOrAreRefusedForACause)
{
    std::map<std::string, RunReceipt> receipts;
    ASSERT_TRUE(open()->requeue(ids(), {.to = {"anna@contoso.com"}, .again = true},
                                [&](const RunReceipt& receipt) { receipts[receipt.message] = receipt; }));
    std::size_t through = 0;
    for (const Traveller& traveller : m_travellers) {
        const RunReceipt& receipt = receipts.at(traveller.id);
        if (receipt.source && receipt.source->name != traveller.fileName)
            continue; // its twin went
        if (receipt.refusals.empty()) {
            expectThrough(traveller, receipt);
            ++through;
        } else {
            expectRefused(traveller, receipt);
        }
    }
    for (const auto& [cause, count] : m_reasons)
        std::cout << cause << ": " << count << " refused\n";
    std::cout << through << " of " << m_travellers.size() << " messages went through\n";
    EXPECT_GE(through * 10, m_travellers.size() * 7);
    EXPECT_TRUE(staged().empty());
}

} // namespace
} // namespace connectorscope
