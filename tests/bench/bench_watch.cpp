// What a running watch pays for a folder in which nothing happens, held against only listing it with the size
// and time of each file; and the first scan, held against only reading the bytes. All in one run.
//
//   bench_watch [FOLDER]        20,000 messages of about 800 MB are made in FOLDER at the first run

#include "message_generator.h"

#include "core/message/message_reader.h"
#include "core/watch/watcher.h"
#include "tests/support/memory_ledger.h"
#include "tests/support/processor_time.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace connectorscope {
namespace {

constexpr std::size_t messageCount = 20'000;
constexpr int rounds = 11;

template <class Work>
double secondsOf(Work work)
{
    const double begin = processorSeconds();
    work();
    return processorSeconds() - begin;
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

/// The least that tells size and time of every file: readdir and fstatat, and nothing kept.
std::uint64_t bareListing(const std::filesystem::path& folder)
{
    DIR* open = ::opendir(folder.c_str());
    if (open == nullptr)
        std::abort();
    std::uint64_t sum = 0;
    while (const dirent* entry = ::readdir(open)) {
        struct stat status = {};
        if (::fstatat(::dirfd(open), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0)
            sum += static_cast<std::uint64_t>(status.st_size) ^
                   static_cast<std::uint64_t>(status.st_mtim.tv_nsec);
    }
    ::closedir(open);
    return sum;
}

std::uint64_t onlyRead(FileSystem& files, const std::filesystem::path& folder)
{
    ReadBuffer buffer;
    std::uint64_t sum = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const auto file = files.open(entry.path());
        while (file) {
            const std::size_t got = (*file)->read({buffer.data(), ReadBuffer::size}).value_or(0);
            if (got == 0)
                break;
            sum += got;
        }
    }
    return sum;
}

void report(const char* what, double seconds, double bare)
{
    std::printf("%-44s %9.4f s, %5.2f times\n", what, seconds, seconds / bare);
}

int run(const std::filesystem::path& base)
{
    std::filesystem::create_directories(base);
    const auto bytes = writeMessages(base, messageCount);
    const auto mail = base / "mail"; // where the messages lie
    Site site;
    site.folders.incoming = mail;
    site.folders.failed = base / "failed";
    site.folders.pickup = base / "pickup";
    std::filesystem::create_directories(site.folders.failed);
    std::filesystem::create_directories(site.folders.pickup);
    std::printf("%zu messages, %.0f MB\n", messageCount, static_cast<double>(bytes) / 1e6);

    const auto files = realFileSystem();
    const auto clock = systemClock();
    const auto news = systemNews(*clock);
    MemoryLedger ledger;
    Watcher watcher(site, {*files, *clock, ledger, *news, {}, 1});

    std::uint64_t sum = onlyRead(*files, mail);
    const double read = secondsOf([&] { sum += onlyRead(*files, mail); });
    report("only reading the bytes", read, read);
    const double first = secondsOf([&] { (void)watcher.scanOnce({}); });
    report("first scan, into a ledger in memory", first, read);
    clock->sleep(site.watch.settle); // files that were made just now
    (void)watcher.scanOnce({});

    std::vector<double> bare;
    std::vector<double> nothingNew;
    for (int i = 0; i < rounds; ++i) {
        bare.push_back(secondsOf([&] { sum += bareListing(mail); }));
        nothingNew.push_back(secondsOf([&] { (void)watcher.scanOnce({}); }));
    }
    report("listing with size and time of each file", median(bare), median(bare));
    report("a pass of the watch, nothing new", median(nothingNew), median(bare));
    std::printf("%zu bytes for each known file\n", watcher.memory() / messageCount);
    return sum == 0 ? 1 : 0;
}

} // namespace
} // namespace connectorscope

int main(int argc, char** argv)
{
    const std::filesystem::path base =
        argc > 1 ? std::filesystem::path(argv[1])
                 : std::filesystem::temp_directory_path() / "connectorscope-bench-watch";
    return connectorscope::run(base);
}
