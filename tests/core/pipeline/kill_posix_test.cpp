#include "tests/core/pipeline/pipeline_fixture.h"
#include "tests/support/small_files.h"

#include <csignal>
#include <cstdlib>
#include <map>
#include <random>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace connectorscope {
namespace {

/// The SMTP service: takes whatever lies in PickUp, now quickly, now slowly, and remembers what it took.
class Consumer
{
public:
    Consumer(std::filesystem::path pickup, unsigned seed)
        : m_pickup(std::move(pickup))
        , m_random(seed)
        , m_thread([this](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                takeAll();
                std::this_thread::sleep_for(std::chrono::microseconds(m_random() % 3000));
            }
        })
    {
    }

    /// How often it took each subject. Ends the service.
    std::map<std::string, int> end()
    {
        m_thread.request_stop();
        m_thread.join();
        takeAll();
        return m_taken;
    }

private:
    void takeAll()
    {
        std::error_code ignored;
        for (const auto& entry : std::filesystem::directory_iterator(m_pickup, ignored)) {
            const std::string content = readFile(entry.path());
            const std::size_t at = content.find("Subject: ");
            const std::size_t end = content.find("\r\n", at);
            EXPECT_TRUE(content.starts_with("x-sender: ") && content.ends_with("Hello.\r\n"))
                << "a file that is not whole: " << entry.path();
            if (at != std::string::npos)
                ++m_taken[content.substr(at + 9, end - at - 9)];
            std::filesystem::remove(entry.path(), ignored);
        }
    }

    std::filesystem::path m_pickup;
    std::minstd_rand m_random;
    std::map<std::string, int> m_taken;
    std::jthread m_thread;
};

/// Requeues in a process of its own until it is killed, or has ended.
pid_t requeueInChild(PipelineUser& user, const std::vector<std::string>& ids)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const auto pipeline = user.open();
        const bool done = pipeline->resume({}) && pipeline->requeue(ids, {}, {});
        ::_exit(done ? 0 : 1);
    }
    return child;
}

void killOnce(unsigned seed)
{
    constexpr std::size_t messages = 12;
    std::minstd_rand random(seed);
    PipelineUser user;
    for (std::size_t i = 0; i < messages; ++i)
        user.m.put(FolderKind::Failed, std::to_string(i) + ".eml", cleanMail(std::to_string(i)));
    user.m.scan();
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < messages; ++i)
        ids.push_back(user.m.idOf(FolderKind::Failed, std::to_string(i) + ".eml"));
    Consumer consumer(user.m.folder(FolderKind::PickUp), seed);
    // What was not begun when one was killed goes with the next.
    for (int tries = 0; tries < 3; ++tries) {
        const pid_t child = requeueInChild(user, ids);
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 60'000));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
    }
    EXPECT_TRUE(user.open()->resume({}));
    EXPECT_TRUE(user.open()->requeue(ids, {}, {}));
    const auto taken = consumer.end();
    for (std::size_t i = 0; i < messages; ++i) {
        const std::string subject = std::to_string(i);
        const auto found = taken.find(subject);
        EXPECT_EQ(found == taken.end() ? 0 : found->second, 1) << "seed " << seed << ", message " << subject;
        EXPECT_TRUE(user.vaulted(cleanMail(subject)).has_value()) << "seed " << seed;
    }
    EXPECT_TRUE(user.staged().empty());
    // What remains is at most a file with which the volume was tried when the kill came.
    for (const std::string& name : user.m.names(FolderKind::Failed))
        EXPECT_TRUE(name.starts_with("connectorscope-") && name.ends_with(".tmp")) << name;
}

TEST(KilledPipeline, LosesAndDoublesNothingWhileItsConsumerTakes)
{
    const int kills = std::getenv("CONNECTORSCOPE_SOAK") != nullptr ? 5000 : 100;
    for (int kill = 0; kill < kills && !testing::Test::HasFailure(); kill += 3)
        killOnce(static_cast<unsigned>(kill + 1));
}

} // namespace
} // namespace connectorscope
