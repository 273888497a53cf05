#include "core/index/journal_reader.h"
#include "core/index/role_lock.h"
#include "tests/core/index/ledger_fixture.h"
#include "tests/support/temp_dir.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <functional>
#include <stdexcept>
#include <sys/wait.h>
#include <unistd.h>

namespace connectorscope {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

/// Another program: does `work` with a pipe that the test reads, until it ends or is killed.
class OtherProgram
{
public:
    explicit OtherProgram(const std::function<void(int out)>& work)
    {
        std::array<int, 2> ends{};
        if (pipe(ends.data()) != 0)
            throw std::runtime_error("no pipe");
        m_pipe = ends[0];
        m_process = fork();
        if (m_process < 0)
            throw std::runtime_error("no process");
        if (m_process == 0) {
            close(ends[0]);
            work(ends[1]);
            _exit(0);
        }
        close(ends[1]);
    }
    OtherProgram(const OtherProgram&) = delete;
    OtherProgram& operator=(const OtherProgram&) = delete;
    ~OtherProgram()
    {
        kill();
        close(m_pipe);
    }

    /// What it has written next, at most `size` bytes; empty when it has ended.
    std::string next(std::size_t size) const
    {
        std::string bytes(size, '\0');
        ssize_t count = 0;
        do {
            count = read(m_pipe, bytes.data(), size);
        } while (count < 0 && errno == EINTR);
        bytes.resize(count < 0 ? 0 : static_cast<std::size_t>(count));
        return bytes;
    }

    void kill()
    {
        if (m_process <= 0)
            return;
        ::kill(m_process, SIGKILL);
        end();
    }

    /// Waits until it has ended by itself.
    void end()
    {
        int status = 0;
        waitpid(m_process, &status, 0);
        m_process = 0;
    }

private:
    int m_pipe = -1;
    pid_t m_process = 0;
};

void tell(int out, std::string_view bytes)
{
    if (write(out, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
        _exit(1);
}

TEST(KilledProgram, ItsRoleIsFree)
{
    const TempDir folder;
    OtherProgram program([&](int out) {
        const auto lock = RoleLock::take(folder.path(), Role::Watcher, "the other program");
        tell(out, lock ? "+" : "-");
        pause();
    });
    ASSERT_EQ(program.next(1), "+");
    const auto refused = RoleLock::take(folder.path(), Role::Watcher, "this one");
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("the other program"));
    program.kill();
    EXPECT_FALSE(roleHolder(folder.path(), Role::Watcher));
    const auto taken = RoleLock::take(folder.path(), Role::Watcher, "this one");
    EXPECT_TRUE(taken) << taken.error().message;
}

TEST(KilledProgram, WhatItWasToldIsDoneIsThere)
{
    const TempDir folder;
    constexpr std::size_t idLength = 10;
    std::vector<std::string> told;
    OtherProgram program([&](int out) {
        const auto ledger = SiteLedger::open(folder.path(), {"anna", "server"});
        for (std::uint64_t number = 0; ledger; ++number) {
            const auto ids = (*ledger)->record(
                std::vector{judged({FolderKind::Incoming, std::to_string(number)}, number)});
            tell(out, ids ? ids->front() : "----------");
        }
    });
    for (int i = 0; i < 50; ++i)
        told.push_back(program.next(idLength));
    program.kill();
    for (std::string id = program.next(idLength); id.size() == idLength; id = program.next(idLength))
        told.push_back(id);

    const auto ledger = SiteLedger::open(folder.path(), {"anna", "server"});
    ASSERT_TRUE(ledger) << ledger.error().message;
    EXPECT_TRUE((*ledger)->wasLeftUnclean());
    ASSERT_TRUE((*ledger)->catchUp({}));
    const auto reader = IndexReader::open(folder.path());
    ASSERT_TRUE(reader) << reader.error().message;
    for (const std::string& id : told) {
        const auto row = (*reader)->message(id);
        ASSERT_TRUE(row) << row.error().message;
        EXPECT_TRUE(row->has_value()) << id;
    }
    EXPECT_TRUE(checkIndex(folder.path(), {}));
}

using SharedByPrograms = LedgerFixture;

TEST_F(SharedByPrograms, TwoThatWriteAtTheSameTimeLoseNothing)
{
    const std::string id = record({judged(failed, 0)})[0];
    m_ledger.reset(); // no connection is carried into another process
    constexpr int count = 60;
    OtherProgram program([&](int out) {
        for (int i = 0; i < count; ++i) {
            const auto done =
                acknowledgeMessage(m_folder.path(), id, {someTime, std::to_string(i), {"berta", "desk"}});
            tell(out, done ? "+" : "-");
        }
    });
    open();
    for (std::uint64_t number = 1; number <= count; ++number)
        record({judged({FolderKind::Incoming, std::to_string(number)}, number)});
    std::string answers;
    for (std::string next = program.next(count); !next.empty(); next = program.next(count))
        answers += next;
    program.end();
    EXPECT_EQ(answers, std::string(count, '+'));
    EXPECT_EQ(inJournal("SELECT count(*) FROM event"), 1 + 2 * count);
    EXPECT_THAT(rows(), SizeIs(1 + count));
}

} // namespace
} // namespace connectorscope
