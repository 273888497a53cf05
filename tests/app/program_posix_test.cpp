#include "tests/app/messages.h"
#include "tests/app/scratch_folder.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <sstream>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

// The real program, as a shell starts it.

namespace connectorscope {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Ended
{
    int status = -1; ///< the exit status, or 1000 and the signal
    std::string out;
    std::string err;
};

class Program : public ::testing::Test
{
protected:
    /// Starts it with its output in files; standard input is `input`, or nothing.
    pid_t start(std::vector<std::string> arguments, int input = -1)
    {
        arguments.insert(arguments.begin(), CONNECTORCTL_PROGRAM);
        std::vector<char*> pointers;
        pointers.reserve(arguments.size() + 1);
        for (std::string& argument : arguments)
            pointers.push_back(argument.data());
        pointers.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        if (input >= 0)
            posix_spawn_file_actions_adddup2(&actions, input, 0);
        else
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&actions, 1, m_outPath.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        posix_spawn_file_actions_addopen(&actions, 2, m_errPath.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        pid_t child = -1;
        const int failed =
            ::posix_spawn(&child, CONNECTORCTL_PROGRAM, &actions, nullptr, pointers.data(), environ);
        posix_spawn_file_actions_destroy(&actions);
        EXPECT_EQ(failed, 0) << std::strerror(failed);
        return child;
    }

    /// Waits, but not for ever, until the program has taken from its standard input what was written to it.
    static void waitUntilItReads(int input)
    {
        int unread = 1;
        for (int round = 0; round < 3000 && unread > 0; ++round) {
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
            ASSERT_EQ(::ioctl(input, FIONREAD, &unread), 0);
        }
        ASSERT_EQ(unread, 0) << "it does not read its standard input";
    }

    static int wait(pid_t child)
    {
        int status = 0;
        while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
        }
        return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
    }

    static std::ptrdiff_t linesIn(const std::string& path)
    {
        const std::string text = readFile(path);
        return std::count(text.begin(), text.end(), '\n');
    }

    Ended run(const std::vector<std::string>& arguments, int input = -1)
    {
        Ended ended;
        ended.status = wait(start(arguments, input));
        ended.out = readFile(m_outPath);
        ended.err = readFile(m_errPath);
        return ended;
    }

    /// Runs a line of bash, in which "$program" is the program, with its errors in m_errPath.
    int shell(const std::string& line) const
    {
        const std::string command = "program='" CONNECTORCTL_PROGRAM "' folder='" + m_folder.path().string() +
                                    "'; exec 2>'" + m_errPath + "'; " + line;
        std::array<char*, 4> arguments{const_cast<char*>("bash"), const_cast<char*>("-c"),
                                       const_cast<char*>(command.c_str()), nullptr};
        pid_t child = -1;
        if (::posix_spawnp(&child, "bash", nullptr, nullptr, arguments.data(), environ) != 0)
            return -1;
        return wait(child);
    }

    void writeMany(int count, const std::string& message) const
    {
        for (int i = 0; i < count; ++i)
            m_folder.write(std::to_string(10'000 + i), message);
    }

    ScratchFolder m_folder;
    ScratchFolder m_output;
    std::string m_outPath = (m_output.path() / "out").string();
    std::string m_errPath = (m_output.path() / "err").string();
};

TEST_F(Program, ReturnsWhatItFound)
{
    const std::string good = m_folder.write("good", cleanMessage()).string();
    const std::string blocked = m_folder.write("blocked", messageWithoutFrom()).string();
    EXPECT_EQ(run({"diagnose", good}).status, 0);
    EXPECT_EQ(run({"diagnose", blocked}).status, 1);
    EXPECT_EQ(run({"diagnose"}).status, 2);
    EXPECT_EQ(run({"diagnose", blocked, m_folder.path() / "none"}).status, 3);
    EXPECT_EQ(run({"causes"}).status, 0);
}

TEST_F(Program, EndsQuietlyWhenItsReaderGoes)
{
    writeMany(3000, messageWithoutFrom());
    const int status = shell("\"$program\" diagnose --json \"$folder\" | head -n 1 >/dev/null; "
                             "exit ${PIPESTATUS[0]}");
    EXPECT_THAT(status, ::testing::AnyOf(0, 1));
    EXPECT_THAT(readFile(m_errPath), IsEmpty());
}

TEST_F(Program, EndsQuietlyWhenTheReaderOfTheTableGoes)
{
    writeMany(3000, messageWithoutFrom());
    EXPECT_EQ(shell("\"$program\" diagnose \"$folder\" | head -n 1 >/dev/null; exit ${PIPESTATUS[0]}"), 1);
    EXPECT_THAT(readFile(m_errPath), IsEmpty());
}

TEST_F(Program, TellsWhenItsOutputCannotBeWritten)
{
    if (::access("/dev/full", W_OK) != 0)
        GTEST_SKIP() << "there is no /dev/full here";
    EXPECT_EQ(shell("\"$program\" causes >/dev/full"), 3);
    EXPECT_THAT(readFile(m_errPath), HasSubstr("cannot write the output"));
}

TEST_F(Program, ReadsStandardInputFromAPipe)
{
    EXPECT_EQ(shell("printf 'To: a@contoso.com\\r\\n\\r\\nx\\r\\n' | \"$program\" diagnose - >/dev/null"), 1);
}

TEST_F(Program, JudgesAFileWhoseNameIsNoUtf8)
{
    const std::string name = m_folder.path().string() + "/Gesch\xE4"
                                                        "ft.eml";
    m_folder.write("Gesch\xE4"
                   "ft.eml",
                   messageWithoutFrom());
    const Ended ended = run({"diagnose", "--json", name});
    EXPECT_EQ(ended.status, 1);
    const nlohmann::json object = nlohmann::json::parse(ended.out);
    EXPECT_THAT(object["path"].get<std::string>(), HasSubstr("Gesch\xEF\xBF\xBD"
                                                             "ft.eml"));
    EXPECT_TRUE(object.contains("path_base64"));
    EXPECT_THAT(run({"diagnose", name}).out, HasSubstr("Gesch\xEF\xBF\xBD"
                                                       "ft.eml"));
    EXPECT_THAT(run({"diagnose", m_folder.path()}).out, HasSubstr("Gesch\xEF\xBF\xBD"
                                                                  "ft.eml"));
}

TEST_F(Program, TakesAMegabyteOfNames)
{
    const std::string file = m_folder.write("good", cleanMessage()).string();
    std::vector<std::string> arguments{"diagnose"};
    std::size_t size = 0;
    for (; size < 1'000'000; size += file.size())
        arguments.push_back(file);
    const Ended ended = run(arguments);
    EXPECT_EQ(ended.status, 0);
    EXPECT_THAT(ended.out, HasSubstr(std::to_string(arguments.size() - 1) + " files"));
}

TEST_F(Program, TellsOfSpecialFilesAndGoesOn)
{
    const std::filesystem::path& here = m_folder.path();
    ASSERT_EQ(::mkfifo((here / "fifo").c_str(), 0600), 0);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string socketPath = (here / "socket").string();
    ASSERT_LT(socketPath.size(), sizeof address.sun_path);
    std::memcpy(address.sun_path, socketPath.c_str(), socketPath.size() + 1);
    ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    std::filesystem::create_symlink("nowhere", here / "dangling");
    const std::string good = m_folder.write("good", cleanMessage()).string();

    const Ended ended =
        run({"diagnose", "--all", here / "fifo", here / "socket", "/dev/null", here / "dangling", good});
    ::close(socket);
    EXPECT_EQ(ended.status, 3);
    EXPECT_EQ(std::count(ended.err.begin(), ended.err.end(), '\n'), 4);
    EXPECT_THAT(ended.err,
                AllOf(HasSubstr("fifo"), HasSubstr("socket"), HasSubstr("/dev/null"), HasSubstr("dangling")));
    EXPECT_THAT(ended.out, AllOf(HasSubstr("✓ clean"), HasSubstr("■ 4 unreadable")));
}

TEST_F(Program, TellsOfSpecialFilesThatItMeetsInAFolder)
{
    ASSERT_EQ(::mkfifo((m_folder.path() / "fifo").c_str(), 0600), 0);
    m_folder.write("good", cleanMessage());
    const Ended ended = run({"diagnose", m_folder.path()});
    EXPECT_EQ(ended.status, 3);
    EXPECT_THAT(ended.err, HasSubstr("fifo"));
    EXPECT_THAT(ended.out, HasSubstr("✓ 1 clean"));
}

TEST_F(Program, TellsOfAFileAndAFolderWithoutRights)
{
    if (::geteuid() == 0)
        GTEST_SKIP() << "root may read everything";
    const std::filesystem::path file = m_folder.write("secret", cleanMessage());
    const std::filesystem::path closed = m_folder.path() / "closed";
    std::filesystem::create_directory(closed);
    std::filesystem::permissions(file, std::filesystem::perms::none);
    std::filesystem::permissions(closed, std::filesystem::perms::none);
    const Ended ended = run({"diagnose", "--json", m_folder.path()});
    std::filesystem::permissions(closed, std::filesystem::perms::owner_all);
    EXPECT_EQ(ended.status, 3);
    EXPECT_THAT(ended.err, AllOf(HasSubstr("secret"), HasSubstr("closed")));
    EXPECT_EQ(nlohmann::json::parse(ended.out.substr(0, ended.out.find('\n')))["primary"], "access-denied");
}

TEST_F(Program, LogsWhatItIsAskedToLogOnStandardError)
{
    m_folder.write("good", cleanMessage());
    std::filesystem::create_symlink("good", m_folder.path() / "link");
    EXPECT_THAT(run({"diagnose", m_folder.path()}).err, IsEmpty());
    EXPECT_THAT(run({"diagnose", "--log-level", "info", m_folder.path()}).err, HasSubstr("link"));
    EXPECT_THAT(run({"diagnose", "--log-level", "off", m_folder.path()}).err, IsEmpty());
}

TEST_F(Program, StopsOnCtrlCWhileItWaitsForStandardInput)
{
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    ASSERT_EQ(::write(ends[1], "From: ", 6), 6);
    const pid_t child = start({"diagnose", "-"}, ends[0]);
    waitUntilItReads(ends[0]);
    ASSERT_EQ(::kill(child, SIGINT), 0);
    const int status = wait(child);
    ::close(ends[0]);
    ::close(ends[1]);
    EXPECT_EQ(status, 130);
    EXPECT_THAT(readFile(m_errPath), HasSubstr("interrupted"));
}

TEST_F(Program, PrintsWholeLinesOfWhatWasDoneUntilCtrlC)
{
    writeMany(500, messageWithoutFrom());
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
    // Standard input never ends, so that the signal certainly comes before the end of the run.
    const pid_t child = start({"diagnose", "--json", m_folder.path(), "-"}, ends[0]);
    for (int round = 0; round < 3000 && linesIn(m_outPath) < 500; ++round)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    ASSERT_EQ(::kill(child, SIGINT), 0);
    EXPECT_EQ(wait(child), 130);
    ::close(ends[0]);
    ::close(ends[1]);
    EXPECT_EQ(linesIn(m_outPath), 500);
    std::istringstream lines(readFile(m_outPath));
    for (std::string line; std::getline(lines, line);)
        EXPECT_TRUE(nlohmann::json::accept(line));
}

} // namespace
} // namespace connectorscope
