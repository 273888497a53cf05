// From the rename of a message into a folder to its judged row being readable in another connection.
//
//   bench_arrival [SECONDS] [PER_SECOND]        default: 60 seconds, 100 arrivals each

#include "core/base/file_system.h"
#include "core/index/index_reader.h"
#include "core/index/site_ledger.h"
#include "core/site/site_places.h"
#include "core/watch/watcher.h"
#include "tests/bench/value_of.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>
#include <unistd.h>
#include <unordered_map>
#include <vector>

namespace connectorscope {
namespace {

using Moment = std::chrono::steady_clock::time_point;

constexpr std::chrono::milliseconds goal{250}; ///< beyond settle, for 99 of 100
constexpr std::chrono::seconds patience{30};

/// The folders of the benchmark, removed at the end.
class BenchSite
{
public:
    BenchSite()
        : m_root(std::filesystem::temp_directory_path() / ("bench_arrival_" + std::to_string(::getpid())))
        , site(profileDefaults(Profile::Sbs2003))
    {
        site.name = "Contoso";
        site.folders.incoming = m_root / "incoming";
        site.folders.failed = m_root / "failed";
        site.folders.pickup = m_root / "pickup";
        site.folders.work = m_root / "work";
        site.watch.settle = std::chrono::seconds(1);
        for (const char* name : {"incoming", "failed", "pickup", "work", "staging"})
            std::filesystem::create_directories(m_root / name);
    }
    BenchSite(const BenchSite&) = delete;
    BenchSite& operator=(const BenchSite&) = delete;
    ~BenchSite()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_root, ignored);
    }

    std::filesystem::path staging() const { return m_root / "staging"; }

private:
    std::filesystem::path m_root;

public:
    Site site;
};

/// When each message was renamed into the folder.
class Arrivals
{
public:
    void add(const std::string& name, Moment at)
    {
        const std::lock_guard lock(m_mutex);
        m_times.emplace(name, at);
    }
    /// The time of that name, once.
    std::optional<Moment> take(const std::string& name)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_times.find(name);
        if (found == m_times.end())
            return std::nullopt;
        const Moment at = found->second;
        m_times.erase(found);
        return at;
    }

private:
    std::mutex m_mutex;
    std::unordered_map<std::string, Moment> m_times;
};

void writeMessage(const std::filesystem::path& path, int number)
{
    std::ofstream file(path, std::ios::binary);
    file << "From: Example Office <office@example.org>\r\nTo: sales@contoso.com\r\nSubject: Message "
         << number << "\r\nDate: Mon, 23 Nov 2026 09:41:07 +0100\r\nMessage-ID: <" << number
         << "@example.org>\r\n\r\n"
         << number << "\r\n";
    for (int line = 0; line < 40; ++line)
        file << std::string(76, 'x') << "\r\n";
}

/// Looks at the newest rows again and again; how long each took beyond `settle`, in milliseconds.
std::vector<double> readRows(const BenchSite& bench, Arrivals& arrivals, std::size_t count)
{
    const auto index = valueOf(IndexReader::open(bench.site.folders.work));
    MessageFilter filter;
    filter.folders = {FolderKind::Incoming};
    filter.verdicts = {Verdict::Clean};
    std::vector<double> delays;
    Moment last = std::chrono::steady_clock::now();
    while (delays.size() < count && std::chrono::steady_clock::now() - last < patience) {
        const MessagePage page = valueOf(index->page(filter, {SortColumn::Since, true}, 400));
        const Moment now = std::chrono::steady_clock::now();
        for (const MessageRow& row : page.rows)
            if (const auto at = arrivals.take(row.place.name)) {
                delays.push_back(
                    std::chrono::duration<double, std::milli>(now - *at - bench.site.watch.settle).count());
                last = now;
            }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return delays;
}

int run(int seconds, int perSecond)
{
    const auto count = static_cast<std::size_t>(seconds * perSecond);
    BenchSite bench;
    const auto files = realFileSystem();
    const auto clock = systemClock();
    const auto news = systemNews(*clock);
    const auto ledger = valueOf(SiteLedger::open(bench.site.folders.work, currentActor()));
    Arrivals arrivals;
    std::vector<double> delays;
    {
        std::jthread watching([&](const std::stop_token& stop) {
            Watcher watcher(bench.site, {*files, *clock, *ledger, *news, [] { return Answer{}; }, 2});
            watcher.run(stop);
        });
        std::this_thread::sleep_for(std::chrono::seconds(1));
        std::jthread reading([&] { delays = readRows(bench, arrivals, count); });
        Moment next = std::chrono::steady_clock::now();
        for (std::size_t i = 0; i < count; ++i) {
            const std::string name = std::to_string(i) + ".eml";
            writeMessage(bench.staging() / name, static_cast<int>(i));
            std::this_thread::sleep_until(next);
            arrivals.add(name, std::chrono::steady_clock::now());
            std::filesystem::rename(bench.staging() / name, bench.site.folders.incoming / name);
            next += std::chrono::nanoseconds(std::chrono::seconds(1)) / perSecond;
        }
    }
    std::ranges::sort(delays);
    if (delays.size() < count) {
        std::printf("%zu of %zu rows were seen\n", delays.size(), count);
        return 1;
    }
    const auto part = [&](std::size_t percent) { return delays[std::min(count - 1, count * percent / 100)]; };
    const double tail = part(99);
    std::printf("%zu arrivals, %d a second; beyond settle: half within %.0f ms, 99 of 100 within %.0f ms "
                "(goal %lld ms), all within %.0f ms\n",
                count, perSecond, part(50), tail, static_cast<long long>(goal.count()), delays.back());
    return tail <= static_cast<double>(goal.count()) ? 0 : 1;
}

} // namespace
} // namespace connectorscope

int main(int argc, char** argv)
{
    const int seconds = argc > 1 ? std::atoi(argv[1]) : 60;
    const int perSecond = argc > 2 ? std::atoi(argv[2]) : 100;
    return connectorscope::run(std::max(seconds, 1), std::max(perSecond, 1));
}
