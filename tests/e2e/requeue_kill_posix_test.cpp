#include "tests/e2e/watch_program_posix.h"
#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

#include <csignal>
#include <cstdlib>
#include <map>
#include <random>
#include <thread>

namespace connectorscope {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A site whose messages this program itself takes to PickUp, from where a service takes them.
class RequeueSite
{
public:
    RequeueSite()
    {
        for (const char* name : {"incoming", "failed", "pickup", "taken"})
            std::filesystem::create_directory(m_folder / name);
        writeFile(m_folder / "site.toml", "[site]\nname = 'Contoso'\n"
                                          "[folders]\nincoming = 'incoming'\nfailed = 'failed'\n"
                                          "pickup = 'pickup'\nwork = 'work'\n"
                                          "[watch]\npoll = '1s'\nsettle = '1s'\n"
                                          "[limits]\nfree_disk = '1MiB'\n"
                                          "[routing]\nlocal_domains = ['contoso.com']\n"
                                          "[pipeline]\ntransfer = 'builtin'\n");
    }

    std::filesystem::path path(const char* name) const { return m_folder / name; }
    std::string siteFile() const { return (m_folder / "site.toml").string(); }

    void put(int number) const
    {
        const std::string name = std::to_string(number);
        const std::filesystem::path file = m_folder / "failed" / (name + ".eml");
        writeFile(file, message(number));
        std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() -
                                                   std::chrono::hours(2));
    }
    static std::string message(int number)
    {
        const std::string name = std::to_string(number);
        return "From: office@example.org\r\nTo: sales@contoso.com\r\nSubject: Order " + name +
               "\r\nDate: Mon, 23 Nov 2026 09:41:07 +0100\r\nMessage-ID: <" + name +
               "@example.org>\r\n\r\nBody of " + name + ".\r\n";
    }

    /// The files that hold a message, but for those that are still being written.
    /// Without hidden files, and those with which a program that was killed tried the volume.
    std::vector<std::string> names(const char* folder) const
    {
        std::vector<std::string> found;
        for (const std::string& name : namesIn(path(folder)))
            if (!name.starts_with(".") && !name.ends_with(".tmp"))
                found.push_back(name);
        return found;
    }

    /// How often each message has come to PickUp, by what follows the lines of the envelope.
    std::map<std::string, int> delivered() const
    {
        std::map<std::string, int> counts;
        for (const char* folder : {"taken", "pickup"})
            for (const std::string& name : names(folder)) {
                const std::string file = readFile(path(folder) / name);
                ++counts[file.substr(std::min(file.find("From: "), file.size()))];
            }
        return counts;
    }

private:
    TempDir m_folder;
};

/// Takes what lies in PickUp, at random speed.
class PickUpService
{
public:
    explicit PickUpService(const RequeueSite& site)
        : m_thread([&site](const std::stop_token& stop) {
            std::mt19937 random(std::random_device{}());
            std::uniform_int_distribution<int> pause(0, 20);
            while (!stop.stop_requested()) {
                std::error_code gone;
                for (const std::string& name : site.names("pickup"))
                    std::filesystem::rename(site.path("pickup") / name, site.path("taken") / name, gone);
                std::this_thread::sleep_for(std::chrono::milliseconds(pause(random)));
            }
        })
    {
    }

private:
    std::jthread m_thread;
};

TEST(RequeueProgram, WaitsUntilAServiceHasTakenAll)
{
    const RequeueSite site;
    const TempDir output;
    for (int i = 0; i < 10; ++i)
        site.put(i);
    const PickUpService service(site);
    WatchProgram requeue(site.siteFile(), output.path(), {"requeue", "--all", "--yes", "--wait", "--json"});
    EXPECT_EQ(requeue.wait(), 0) << requeue.errors();
    const auto receipts = requeue.events();
    EXPECT_EQ(receipts.size(), 10U);
    for (const auto& receipt : receipts)
        EXPECT_EQ(receipt["state"], "handed-over");
    EXPECT_EQ(site.delivered().size(), 10U);
}

TEST(RequeueProgram, LosesAndDoublesNothingHoweverOftenItIsKilled)
{
    const bool isLong = std::getenv("CONNECTORSCOPE_SOAK") != nullptr;
    const int kills = isLong ? 5000 : 100;
    const RequeueSite site;
    const TempDir output;
    std::mt19937 random(std::random_device{}());
    std::uniform_int_distribution<int> life(0, 400);
    std::uniform_int_distribution<int> arrivals(0, 4);
    int messages = 0;
    {
        const PickUpService service(site);
        for (int i = 0; i < kills; ++i) {
            for (int arrived = arrivals(random); arrived > 0; --arrived)
                site.put(messages++);
            WatchProgram requeue(site.siteFile(), output.path(), {"requeue", "--all", "--yes"});
            std::this_thread::sleep_for(std::chrono::milliseconds(life(random)));
            const int status = requeue.stop(SIGKILL);
            ASSERT_TRUE(status == 1000 + SIGKILL || status == 0) << status << ' ' << requeue.errors();
        }
        WatchProgram resume(site.siteFile(), output.path(), {"resume"});
        EXPECT_EQ(resume.wait(), 0) << resume.output() << resume.errors();
        WatchProgram last(site.siteFile(), output.path(), {"requeue", "--all", "--yes"});
        EXPECT_EQ(last.wait(), 0) << last.output() << last.errors();
    }
    const auto delivered = site.delivered();
    EXPECT_EQ(delivered.size(), static_cast<std::size_t>(messages));
    for (int i = 0; i < messages; ++i) {
        const auto found = delivered.find(RequeueSite::message(i));
        ASSERT_NE(found, delivered.end()) << "message " << i << " is lost";
        EXPECT_EQ(found->second, 1) << "message " << i;
    }
    EXPECT_THAT(site.names("failed"), IsEmpty());
    WatchProgram runs(site.siteFile(), output.path(), {"runs", "--unfinished", "--json"});
    EXPECT_EQ(runs.wait(), 0);
    for (const auto& run : runs.events())
        EXPECT_EQ(run["state"], "exposed") << run;
}

} // namespace
} // namespace connectorscope
