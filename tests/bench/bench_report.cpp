// The daily report of a day with very much mail: how long it takes to make it in all formats, and how much
// memory.
//
//   bench_report [FOLDER] [MESSAGES]     makes a site of so many messages (default: a million) in FOLDER at
//   the first run; a tenth of them come on its last day

#include "core/index/past_looks.h"
#include "core/index/site_ledger.h"
#include "core/report/daily/report_files.h"
#include "core/report/day_closing.h"
#include "core/report/render/wording.h"
#include "tests/bench/value_of.h"
#include "tests/support/processor_time.h"
#include "ui/print/pdf_printer.h"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

namespace connectorscope {
namespace {

constexpr int rounds = 5;
constexpr std::size_t batch = 20'000;
constexpr int days = 90;
constexpr ReportDay lastDay = std::chrono::year(2026) / 11 / 23;
constexpr UtcTime endOfLife = std::chrono::sys_days(lastDay) + std::chrono::days(1);
constexpr UtcTime beginOfLife = endOfLife - std::chrono::days(days);

/// Nine tenths of the mail come before the last day, one on it; one message in twenty fails, and four
/// of five of those are gone an hour later. The filters would have stopped one in ten.
class BusySite
{
public:
    explicit BusySite(const std::filesystem::path& folder)
        : m_ledger(valueOf(SiteLedger::open(folder, {"SYSTEM", "SERVER"})))
    {
        // Told at once: a look each minute would cost more than all of the mail.
        const auto past = valueOf(PastLooks::open(folder));
        must(past->write(std::array{foldersAt(endOfLife)}, beginOfLife));
    }

    void fill(std::size_t messages)
    {
        for (int day = 0; day < days; ++day) {
            const bool isLast = day == days - 1;
            const std::size_t count = isLast ? messages / 10 : (messages - messages / 10) / (days - 1);
            const UtcTime begin = beginOfLife + std::chrono::days(day);
            for (std::size_t i = 0; i < count; ++i)
                add(begin + std::chrono::nanoseconds(std::chrono::hours(24)) /
                                static_cast<std::int64_t>(count) * static_cast<std::int64_t>(i));
            flush();
        }
    }

private:
    void add(UtcTime at)
    {
        const std::size_t number = m_number++;
        const Place incoming{FolderKind::Incoming, std::to_string(number) + ".eml"};
        WatchRecord come = judged(incoming, number, at);
        come.countsAsArrived = true;
        put(std::move(come));
        if (number % 20 != 0) {
            WatchRecord go;
            go.kind = RecordKind::Gone;
            go.place = incoming;
            go.at = at + std::chrono::minutes(5);
            go.countsAsHandedOver = true;
            put(std::move(go));
        } else {
            fail(incoming, number, at + std::chrono::minutes(5));
        }
        if (at - m_looked >= std::chrono::hours(6))
            look(at);
    }

    void fail(const Place& from, std::size_t number, UtcTime at)
    {
        const Place place{FolderKind::Failed, from.name};
        WatchRecord moved;
        moved.kind = RecordKind::Moved;
        moved.from = from;
        moved.place = place;
        moved.stamp = judged(place, number, at).stamp;
        moved.at = at;
        moved.countsAsFailed = true;
        put(std::move(moved));
        WatchRecord failed = judged(place, number, at);
        failed.isAttempt = true;
        Finding finding;
        finding.cause = number % 40 == 0 ? CauseId::MissingFrom : CauseId::InvalidDate;
        finding.severity = causeOf(finding.cause).severity;
        failed.scanned->diagnosis = withFinding({}, finding);
        put(std::move(failed));
        if (number % 100 != 0) {
            WatchRecord gone;
            gone.kind = RecordKind::Gone;
            gone.place = place;
            gone.at = at + std::chrono::hours(1);
            put(std::move(gone));
        }
    }

    static WatchRecord judged(const Place& place, std::size_t number, UtcTime at)
    {
        const std::string text = std::to_string(number);
        WatchRecord record;
        record.kind = RecordKind::Judged;
        record.place = place;
        record.at = at;
        record.stamp = {2000 + number % 100'000, at, number + 1, 1};
        ScannedMessage scanned;
        scanned.stamp = record.stamp;
        scanned.content = xxh3("content" + text);
        scanned.body = xxh3("body" + text);
        scanned.subject = "Delivery of the order " + text + " is delayed until Monday";
        scanned.hasSubject = true;
        Address sender;
        sender.localPart = "person" + std::to_string(number % 5000);
        sender.domain = "company" + std::to_string(number % 300) + ".example";
        scanned.from = {sender};
        scanned.to = {"user" + std::to_string(number % 75) + "@contoso.com"};
        if (number % 10 == 0)
            scanned.filtered = {{BypassedFilter::Sender, true, "the sender is blocked", 0, 0, 1, 1, ""}};
        record.scanned = std::move(scanned);
        return record;
    }

    void put(WatchRecord record)
    {
        m_records.push_back(std::move(record));
        if (m_records.size() >= batch)
            flush();
    }

    void flush()
    {
        (void)valueOf(m_ledger->record(m_records));
        m_records.clear();
    }

    void look(UtcTime at)
    {
        flush();
        must(m_ledger->recordHealth(foldersAt(at)));
        m_looked = at;
    }

    static std::vector<FolderHealth> foldersAt(UtcTime at)
    {
        std::vector<FolderHealth> folders;
        for (const FolderKind kind : {FolderKind::Incoming, FolderKind::Failed, FolderKind::PickUp}) {
            FolderHealth health;
            health.folder = kind;
            health.path = "/mail";
            health.lastListing = at;
            folders.push_back(std::move(health));
        }
        return folders;
    }

    std::unique_ptr<SiteLedger> m_ledger;
    std::vector<WatchRecord> m_records;
    UtcTime m_looked;
    std::size_t m_number = 1;
};

/// By the clock on the wall, and of the processor: other programs run too.
struct Took
{
    double wall = 0;
    double processor = 0;
    double first = 0; ///< of the processor, with all that is only done once

    Took& operator+=(const Took& other)
    {
        wall += other.wall;
        processor += other.processor;
        first += other.first;
        return *this;
    }
};

template <class Work>
Took medianOf(const Work& work)
{
    std::vector<double> walls;
    std::vector<double> processors;
    for (int round = 0; round < rounds; ++round) {
        const auto begun = std::chrono::steady_clock::now();
        const double used = processorSeconds();
        work();
        processors.push_back(processorSeconds() - used);
        walls.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
    }
    const double first = processors.front();
    std::ranges::sort(walls);
    std::ranges::sort(processors);
    return {walls[rounds / 2], processors[rounds / 2], first};
}

int run(const std::filesystem::path& folder, std::size_t messages)
{
    Site site;
    site.name = "Contoso";
    site.timeZone = "UTC";
    site.folders.incoming = "/mail/incoming";
    site.folders.failed = "/mail/failed";
    site.folders.pickup = "/mail/pickup";
    site.folders.work = folder;
    std::filesystem::create_directories(folder);
    if (!std::filesystem::exists(databaseFiles(folder).journal))
        BusySite(folder).fill(messages);
    const UtcTime now = std::chrono::sys_days(lastDay) + std::chrono::hours(26);
    HealthReport report;
    // The days before are closed at the first run, so that the trend has all of its reports to read.
    (void)valueOf(
        valueOf(ReportDesk::open(site))->closeDays(std::chrono::sys_days(lastDay) + ReportDesk::patience));
    const Took built = medianOf([&] {
        const auto desk = valueOf(ReportDesk::open(site));
        report = valueOf(desk->report(lastDay, now));
    });
    std::printf("%s: %s arrived, %llu stuck, %zu listed of what the filters would have stopped\n",
                reportDayText(lastDay).c_str(),
                countText(report.figures.front().today.value_or(0), Language::English).c_str(),
                static_cast<unsigned long long>(report.stuck), report.filters.listed.size());
    std::printf("made  %.3f s wall, %.3f s processor\n", built.wall, built.processor);
    Took all = built;
    PdfPrinter printer;
    const PrintPdf print = [&printer](const ReportDocument& document) {
        return printer.print(document, Paper::A4);
    };
    for (const ReportFormat format : reportFormats) {
        std::size_t bytes = 0;
        const Took took = medianOf([&] {
            bytes = 0;
            for (const RenderedFile& file : valueOf(renderReport(report, {format}, {}, print)))
                bytes += file.bytes.size();
        });
        all += took;
        std::printf("%-5s %.3f s wall, %.3f s processor, %zu KiB\n", std::string(toString(format)).c_str(),
                    took.wall, took.processor, bytes / 1024);
    }
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    std::printf(
        "all   %.2f s wall, %.2f s processor, the first time %.2f s (goal: 2 s), %ld MiB (goal: 150)\n",
        all.wall, all.processor, all.first, usage.ru_maxrss / 1024);
    return 0;
}

} // namespace
} // namespace connectorscope

int main(int argc, char** argv)
{
    const std::filesystem::path folder =
        argc > 1 ? std::filesystem::path(argv[1])
                 : std::filesystem::temp_directory_path() / "connectorscope-bench-report";
    return connectorscope::run(folder, argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1'000'000);
}
