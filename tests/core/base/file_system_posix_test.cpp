#include "core/base/file_system.h"

#include "tests/support/small_files.h"
#include "tests/support/temp_dir.h"

#include <gmock/gmock.h>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace connectorscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class PosixFileSystem : public testing::Test
{
protected:
    TempDir m_dir;
    std::unique_ptr<FileSystem> m_files = realFileSystem();

    void expectNotAFile(const std::filesystem::path& path, const char* reason)
    {
        const auto file = m_files->open(path);
        ASSERT_FALSE(file);
        EXPECT_EQ(file.error().code, ErrorCode::NotAFile);
        EXPECT_THAT(file.error().message, HasSubstr(reason));
    }

    EntryKind kindOf(const std::filesystem::path& path)
    {
        const auto info = m_files->info(path);
        EXPECT_TRUE(info);
        return info ? info->kind : EntryKind::File;
    }
};

/// Calls of read() that this process has made.
long readCalls()
{
    std::ifstream counters("/proc/self/io");
    std::string name;
    long value = 0;
    while (counters >> name >> value) {
        if (name == "syscr:")
            return value;
    }
    return -1;
}

TEST_F(PosixFileSystem, DoesNotWaitForAPipe)
{
    ASSERT_EQ(::mkfifo((m_dir / "pipe").c_str(), 0600), 0);
    expectNotAFile(m_dir / "pipe", "pipe");
    EXPECT_EQ(kindOf(m_dir / "pipe"), EntryKind::Other);
}

TEST_F(PosixFileSystem, RefusesASocket)
{
    const auto path = m_dir / "socket";
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    ASSERT_LT(path.native().size(), sizeof address.sun_path);
    path.native().copy(address.sun_path, sizeof address.sun_path - 1);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    expectNotAFile(path, "socket");
    EXPECT_EQ(kindOf(path), EntryKind::Other);
    ::close(socket);
}

TEST_F(PosixFileSystem, RefusesADevice)
{
    expectNotAFile("/dev/null", "device");
}

TEST_F(PosixFileSystem, FollowsALinkWhenItOpensButNotWhenItLooks)
{
    writeFile(m_dir / "a.eml", "hello");
    std::filesystem::create_symlink("a.eml", m_dir / "link.eml");
    EXPECT_EQ(readFile(m_dir / "link.eml"), "hello");
    EXPECT_EQ(kindOf(m_dir / "link.eml"), EntryKind::Link);
}

TEST_F(PosixFileSystem, RefusesLinksThatLeadToNothing)
{
    std::filesystem::create_symlink("none.eml", m_dir / "dangling");
    std::filesystem::create_symlink("circle", m_dir / "circle");
    expectNotAFile(m_dir / "dangling", "leads to nothing");
    expectNotAFile(m_dir / "circle", "leads to nothing");
}

TEST_F(PosixFileSystem, ListsLinksPipesAndFoldersAsWhatTheyAre)
{
    std::filesystem::create_symlink("none.eml", m_dir / "link");
    ASSERT_EQ(::mkfifo((m_dir / "pipe").c_str(), 0600), 0);
    const auto entries = m_files->list(m_dir.path());
    ASSERT_TRUE(entries);
    for (const FolderEntry& entry : *entries)
        EXPECT_EQ(entry.kind, entry.name == "link" ? EntryKind::Link : EntryKind::Other);
    EXPECT_EQ(entries->size(), 2U);
}

TEST_F(PosixFileSystem, RemovesALinkNotItsTarget)
{
    writeFile(m_dir / "a.eml", "hello");
    std::filesystem::create_symlink("a.eml", m_dir / "link.eml");
    EXPECT_TRUE(m_files->remove(m_dir / "link.eml"));
    EXPECT_THAT(namesIn(m_dir.path()), ElementsAre("a.eml"));
}

TEST_F(PosixFileSystem, KeepsNamesThatAreNoUtf8)
{
    const std::filesystem::path name("caf\xE9\xFF.eml");
    writeFile(*m_files, m_dir / name, "hello");
    const auto entries = m_files->list(m_dir.path());
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), 1U);
    EXPECT_EQ(entries->front().name, name);
    EXPECT_EQ(readFile(m_dir / entries->front().name), "hello");
}

TEST_F(PosixFileSystem, KeepsNamesOfTheLargestLengthAndWithLineEnds)
{
    const std::filesystem::path longest(std::string(255, 'x'));
    const std::filesystem::path lines("a\nb\r.eml");
    writeFile(*m_files, m_dir / longest, "1");
    writeFile(*m_files, m_dir / lines, "2");
    EXPECT_EQ(readFile(m_dir / longest), "1");
    EXPECT_EQ(readFile(m_dir / lines), "2");
    const auto tooLong = m_files->create(m_dir / std::string(256, 'x'));
    ASSERT_FALSE(tooLong);
    EXPECT_EQ(tooLong.error().code, ErrorCode::BadInput);
}

TEST_F(PosixFileSystem, SaysThatItHasNoRight)
{
    if (::geteuid() == 0)
        GTEST_SKIP() << "root may read and write everything";
    writeFile(m_dir / "a.eml", "hello");
    ASSERT_TRUE(m_files->makeFolder(m_dir / "closed"));
    ASSERT_EQ(::chmod((m_dir / "a.eml").c_str(), 0), 0);
    ASSERT_EQ(::chmod((m_dir / "closed").c_str(), 0), 0);
    const auto file = m_files->open(m_dir / "a.eml");
    const auto entries = m_files->list(m_dir / "closed");
    const auto created = m_files->create(m_dir / "closed/a.eml");
    ASSERT_FALSE(file || entries || created);
    EXPECT_EQ(file.error().code, ErrorCode::AccessDenied);
    EXPECT_EQ(entries.error().code, ErrorCode::AccessDenied);
    EXPECT_EQ(created.error().code, ErrorCode::AccessDenied);
}

TEST_F(PosixFileSystem, SaysThatAnotherProgramHoldsALease)
{
    writeFile(m_dir / "a.eml", "hello");
    const int holder = ::open((m_dir / "a.eml").c_str(), O_WRONLY | O_CLOEXEC);
    ASSERT_GE(holder, 0);
    // A lease of this process would be broken with a signal that ends it.
    if (::fcntl(holder, F_SETSIG, SIGURG) != 0 || ::fcntl(holder, F_SETLEASE, F_WRLCK) != 0) {
        ::close(holder);
        GTEST_SKIP() << "this file system has no leases";
    }
    const auto file = m_files->open(m_dir / "a.eml");
    ::close(holder);
    ASSERT_FALSE(file);
    EXPECT_EQ(file.error().code, ErrorCode::Locked);
}

TEST_F(PosixFileSystem, SaysThatAFileMayGrowNoFurther)
{
    const auto file = m_files->create(m_dir / "a.eml");
    ASSERT_TRUE(file);
    rlimit old = {};
    ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &old), 0);
    const rlimit small = {.rlim_cur = 1000, .rlim_max = old.rlim_max};
    const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const auto written = (*file)->write(std::string(2000, 'x'));
    ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &old), 0);
    std::signal(SIGXFSZ, oldHandler);
    ASSERT_FALSE(written);
    EXPECT_THAT(written.error().message, HasSubstr("EFBIG"));
}

TEST_F(PosixFileSystem, RefusesToRenameToAnotherVolume)
{
    const std::filesystem::path other = "/dev/shm";
    struct stat here = {};
    struct stat there = {};
    if (::stat(m_dir.path().c_str(), &here) != 0 || ::stat(other.c_str(), &there) != 0 ||
        here.st_dev == there.st_dev)
        GTEST_SKIP() << "this machine has no second volume";
    writeFile(m_dir / "a.eml", "hello");
    const auto renamed = m_files->renameNoReplace(m_dir / "a.eml", other / m_dir.path().filename());
    ASSERT_FALSE(renamed);
    EXPECT_EQ(renamed.error().code, ErrorCode::CrossDevice);
    EXPECT_EQ(readFile(m_dir / "a.eml"), "hello");
}

TEST_F(PosixFileSystem, GivesTheNewFileTheRightsOfTheOneItReplaces)
{
    writeFile(m_dir / "old", "old");
    writeFile(m_dir / "new", "new");
    ASSERT_EQ(::chmod((m_dir / "old").c_str(), 0600), 0);
    ASSERT_TRUE(m_files->renameReplacing(m_dir / "new", m_dir / "old"));
    struct stat status = {};
    ASSERT_EQ(::stat((m_dir / "old").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0600U);
    EXPECT_EQ(readFile(m_dir / "old"), "new");
}

TEST_F(PosixFileSystem, MakesAFolderIntoWhichNobodyElseMayLook)
{
    ASSERT_TRUE(m_files->makePrivateFolder(m_dir / "vault"));
    struct stat status = {};
    ASSERT_EQ(::stat((m_dir / "vault").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0700U);
    EXPECT_EQ(m_files->makePrivateFolder(m_dir / "vault").error().code, ErrorCode::AlreadyExists);
}

TEST_F(PosixFileSystem, ResolvesLinksOnTheWayAndAtTheEnd)
{
    ASSERT_TRUE(m_files->makeFolder(m_dir / "folder"));
    std::filesystem::create_directory_symlink(m_dir / "folder", m_dir / "link");
    EXPECT_EQ(m_files->resolve(m_dir / "link").value(), m_files->resolve(m_dir / "folder").value());
    EXPECT_EQ(m_files->resolve(m_dir / "link" / "..").value(), m_files->resolve(m_dir.path()).value());
}

TEST_F(PosixFileSystem, ReadsASmallFileWithOneSystemCall)
{
    writeFile(m_dir / "a.eml", "hello");
    std::array<char, 4096> buffer{};
    const long before = readCalls();
    const long unused = readCalls() - before; // what counting itself costs
    const auto file = m_files->open(m_dir / "a.eml");
    ASSERT_TRUE(file);
    EXPECT_EQ((*file)->read(buffer), 5U);
    EXPECT_EQ((*file)->read(buffer), 0U);
    if (before < 0)
        GTEST_SKIP() << "this machine does not count system calls";
    EXPECT_EQ(readCalls() - before - 2 * unused, 1);
}

} // namespace
} // namespace connectorscope
