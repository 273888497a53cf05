// What requeueing many messages into PickUp costs, each of them durable, held against a plain loop that
// writes, flushes and renames two files for each (one in a vault, one in PickUp) and flushes both folders
// once in 64. In turn, in one run.
//
//   bench_requeue [FOLDER] [MESSAGES] [ROUNDS]    default: in the temporary folder, 10,000 messages, 5 rounds
//   bench_requeue --memory [FOLDER]               its memory with 1,000, 10,000 and 50,000 messages

#include "core/index/index_reader.h"
#include "core/index/site_ledger.h"
#include "core/pipeline/boot_id.h"
#include "core/pipeline/pipeline.h"
#include "core/site/site_places.h"
#include "core/watch/watcher.h"
#include "tests/bench/value_of.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace connectorscope {
namespace {

constexpr std::size_t messageSize = 8000;
constexpr double goal = 2.5;

void check(bool isGood, const char* what)
{
    if (isGood)
        return;
    std::perror(what);
    std::exit(1);
}

std::string messageOf(std::size_t number)
{
    static constexpr std::array<const char*, 16> words = {
        "order ",    "please ", "the ",  "invoice ", "of ",  "delivery ", "we ",   "attached ",
        "tomorrow ", "and ",    "with ", "regards ", "not ", "number ",   "your ", "customer "};
    std::string text =
        "Received: from mail.example.org (mail.example.org [192.0.2.7]) by pop.example.net;"
        " Mon, 23 Nov 2026 09:41:08 +0100\r\n"
        "From: Example Office <office@example.org>\r\nTo: sales@contoso.com\r\nSubject: Message " +
        std::to_string(number) + "\r\nDate: Mon, 23 Nov 2026 09:41:07 +0100\r\nMessage-ID: <" +
        std::to_string(number) +
        "@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n";
    std::uint64_t random = number * 2654435761U + 1;
    std::size_t line = 0;
    while (text.size() < messageSize - 2) {
        random = random * 6364136223846793005ULL + 1442695040888963407ULL;
        const std::string word =
            words[(random >> 40) % words.size()] + std::to_string((random >> 33) % 1000) + ' ';
        text += word;
        line += word.size();
        if (line > 66) {
            text += "\r\n";
            line = 0;
        }
    }
    text.resize(messageSize - 2);
    return text + "\r\n";
}

/// The folders of a site on which nothing has happened yet; removed at the end.
class RequeueBench
{
public:
    explicit RequeueBench(const std::filesystem::path& base)
        : m_root(base / ("requeue_" + std::to_string(::getpid())))
        , site(profileDefaults(Profile::Sbs2003))
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_root, ignored);
        site.name = "Contoso";
        site.folders.incoming = m_root / "incoming";
        site.folders.failed = m_root / "failed";
        site.folders.pickup = m_root / "pickup";
        site.folders.work = m_root / "work";
        site.pipeline.transfer = Carrier::BuiltIn;
        site.routing.localDomains = {"contoso.com"};
        for (const char* name : {"incoming", "failed", "pickup", "work", "plain/vault", "plain/pickup"})
            std::filesystem::create_directories(m_root / name);
    }
    RequeueBench(const RequeueBench&) = delete;
    RequeueBench& operator=(const RequeueBench&) = delete;
    ~RequeueBench()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_root, ignored);
    }

    std::filesystem::path plain(const char* name) const { return m_root / "plain" / name; }
    std::filesystem::path idFile() const { return m_root / "ids"; }

private:
    std::filesystem::path m_root;

public:
    Site site;
};

struct Measured
{
    double seconds = 0;
    long peakKib = 0; ///< of memory, of the process that did it
};

long peakKibNow()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return std::strtol(line.c_str() + 6, nullptr, 10);
    return 0;
}

/// Does it in a process of its own, so that its memory is its own.
Measured inChild(const std::function<double()>& work)
{
    std::array<int, 2> ends = {};
    check(::pipe(ends.data()) == 0, "pipe");
    const pid_t child = ::fork();
    check(child >= 0, "fork");
    if (child == 0) {
        Measured measured;
        measured.seconds = work();
        measured.peakKib = peakKibNow();
        check(::write(ends[1], &measured, sizeof measured) == sizeof measured, "write");
        ::_exit(0);
    }
    Measured measured;
    ::close(ends[1]);
    const bool isWhole = ::read(ends[0], &measured, sizeof measured) == sizeof measured;
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (!isWhole || status != 0)
        std::exit(1);
    return measured;
}

template <class Work>
double wallSecondsOf(Work work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

void writeDurably(const std::string& temporary, const std::string& target, const std::string& content)
{
    const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0600);
    check(file >= 0, "open");
    check(::write(file, content.data(), content.size()) == static_cast<ssize_t>(content.size()), "write");
    check(::fsync(file) == 0, "fsync");
    ::close(file);
    check(::rename(temporary.c_str(), target.c_str()) == 0, "rename");
}

void flushFolder(const std::string& folder)
{
    const int open = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY);
    check(open >= 0 && ::fsync(open) == 0, "fsync of a folder");
    ::close(open);
}

/// The least that keeps two copies of each message through a power failure.
double plainLoop(const RequeueBench& bench, std::size_t count)
{
    std::vector<std::string> some; // made before the time counts
    for (std::size_t i = 0; i < Pipeline::batchLimit; ++i)
        some.push_back(messageOf(i));
    const std::array<std::string, 2> folders = {bench.plain("vault").string(),
                                                bench.plain("pickup").string()};
    return wallSecondsOf([&] {
        for (std::size_t i = 0; i < count; ++i) {
            for (const std::string& folder : folders)
                writeDurably(folder + "/new.tmp", folder + "/" + std::to_string(i) + ".eml",
                             some[i % some.size()]);
            if ((i + 1) % Pipeline::batchLimit == 0 || i + 1 == count)
                for (const std::string& folder : folders)
                    flushFolder(folder);
        }
    });
}

/// Messages that have lain in Failed Mail for an hour, and their ids.
double makeStuck(const RequeueBench& bench, std::size_t count)
{
    const auto hourAgo = std::filesystem::file_time_type::clock::now() - std::chrono::hours(1);
    for (std::size_t i = 0; i < count; ++i) {
        const std::filesystem::path path = bench.site.folders.failed / (std::to_string(i) + ".eml");
        std::ofstream(path, std::ios::binary) << messageOf(i);
        std::filesystem::last_write_time(path, hourAgo);
    }
    const auto files = realFileSystem();
    const auto clock = systemClock();
    const auto news = systemNews(*clock);
    const auto ledger = valueOf(SiteLedger::open(bench.site.folders.work, currentActor()));
    Watcher watcher(bench.site, {*files, *clock, *ledger, *news, [] { return Answer{}; }, 2});
    (void)watcher.scanOnce({});
    const auto index = valueOf(IndexReader::open(bench.site.folders.work));
    MessageFilter filter;
    filter.folders = {FolderKind::Failed};
    std::ofstream ids(bench.idFile());
    const MessagePage page = valueOf(index->page(filter, MessageOrder(), count));
    for (const MessageRow& row : page.rows)
        ids << row.id << '\n';
    return 0;
}

double requeueAll(const RequeueBench& bench, std::size_t count)
{
    std::vector<std::string> ids;
    std::ifstream stored(bench.idFile());
    for (std::string id; std::getline(stored, id);)
        ids.push_back(id);
    const auto files = realFileSystem();
    const auto clock = systemClock();
    std::size_t exposed = 0;
    const double seconds = wallSecondsOf([&] {
        auto role = valueOf(RoleLock::take(bench.site.folders.work, Role::Worker, "bench"));
        const auto pipeline = valueOf(
            Pipeline::open(bench.site, {*files, *clock, currentActor(), systemBootId()}, std::move(role)));
        const auto done = pipeline->requeue(ids, {}, [&](const RunReceipt& receipt) {
            exposed += receipt.state == RunState::Exposed ? 1U : 0U;
        });
        if (!done)
            std::fprintf(stderr, "%s\n", done.error().message.c_str());
    });
    if (exposed != count) {
        std::fprintf(stderr, "%zu of %zu messages came to PickUp\n", exposed, count);
        ::_exit(1);
    }
    return seconds;
}

Measured measureRequeue(const std::filesystem::path& base, std::size_t count)
{
    const RequeueBench bench(base);
    (void)inChild([&] { return makeStuck(bench, count); });
    ::sync(); // what making them has left behind is nobody's cost
    return inChild([&] { return requeueAll(bench, count); });
}

Measured measurePlain(const std::filesystem::path& base, std::size_t count)
{
    const RequeueBench bench(base);
    ::sync();
    return inChild([&] { return plainLoop(bench, count); });
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

int compare(const std::filesystem::path& base, std::size_t count, int rounds)
{
    std::printf("%zu messages of %zu bytes, wall time, in turn\n", count, messageSize);
    std::vector<double> plain;
    std::vector<double> ours;
    std::vector<double> ratios;
    for (int round = 0; round < rounds; ++round) {
        plain.push_back(measurePlain(base, count).seconds);
        ours.push_back(measureRequeue(base, count).seconds);
        ratios.push_back(ours.back() / plain.back());
        std::printf("  plain loop %7.2f s, requeue %7.2f s, %5.2f times\n", plain.back(), ours.back(),
                    ratios.back());
        std::fflush(stdout);
    }
    const double ratio = median(ratios);
    std::printf("medians: plain loop %.2f s, requeue %.2f s, %.2f times (goal: at most %.1f)\n",
                median(plain), median(ours), ratio, goal);
    return ratio <= goal ? 0 : 1;
}

int measureMemory(const std::filesystem::path& base)
{
    for (const std::size_t count : {1000U, 10'000U, 50'000U}) {
        const Measured requeued = measureRequeue(base, count);
        std::printf("%6zu messages: %5.1f MiB of memory, %.2f s\n", count,
                    static_cast<double>(requeued.peakKib) / 1024, requeued.seconds);
        std::fflush(stdout);
    }
    return 0;
}

} // namespace
} // namespace connectorscope

int main(int argc, char** argv)
{
    const bool isOfMemory = argc > 1 && std::string_view(argv[1]) == "--memory";
    const int at = isOfMemory ? 2 : 1;
    const std::filesystem::path base =
        argc > at ? std::filesystem::path(argv[at])
                  : std::filesystem::temp_directory_path() / "connectorscope-bench-requeue";
    std::filesystem::create_directories(base);
    if (isOfMemory)
        return connectorscope::measureMemory(base);
    const int count = argc > 2 ? std::atoi(argv[2]) : 10'000;
    const int rounds = argc > 3 ? std::atoi(argv[3]) : 5;
    return connectorscope::compare(base, static_cast<std::size_t>(std::max(count, 1)), std::max(rounds, 1));
}
