// The index of a site with very many messages: how fast it is written, how large it is, how fast it answers.
//
//   bench_index [FOLDER] [MESSAGES]     makes an index of so many (default: a million) in FOLDER at the first
//   run

#include "core/base/clock.h"
#include "core/index/index_reader.h"
#include "core/index/site_ledger.h"
#include "tests/support/processor_time.h"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace connectorscope {
namespace {

constexpr int rounds = 5;
constexpr std::size_t batch = 1000;
constexpr UtcTime begin{std::chrono::seconds(1'787'000'000)};
constexpr std::chrono::days span{90};

template <class T>
T valueOf(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
        std::exit(1);
    }
    return std::move(*result);
}

/// Messages as a small company gets them: few senders write most of them, most have gone, few failed.
class Mail
{
public:
    WatchRecord judged(std::size_t number, std::size_t total)
    {
        WatchRecord record;
        record.kind = RecordKind::Judged;
        record.place = {someFolder(), "{" + hex(8) + "-" + hex(4) + "-" + hex(4) + "}.eml"};
        record.at = begin + std::chrono::duration_cast<std::chrono::nanoseconds>(span) /
                                static_cast<std::int64_t>(total) * static_cast<std::int64_t>(number);
        record.stamp = {2000 + m_random() % 200'000, record.at, m_random(), 1};
        record.countsAsArrived = true;
        record.scanned = scanned(number);
        record.scanned->stamp = record.stamp;
        return record;
    }

    WatchRecord gone(const WatchRecord& record)
    {
        WatchRecord left;
        left.kind = RecordKind::Gone;
        left.place = record.place;
        left.at = record.at + std::chrono::minutes(10);
        left.countsAsHandedOver = record.place.folder == FolderKind::PickUp;
        return left;
    }

    std::uint64_t next() { return m_random(); }

private:
    FolderKind someFolder()
    {
        const std::uint64_t dice = m_random() % 100;
        return dice < 70   ? FolderKind::Incoming
               : dice < 80 ? FolderKind::Failed
               : dice < 98 ? FolderKind::PickUp
                           : FolderKind::BadMail;
    }

    std::string hex(std::size_t digits)
    {
        std::string text;
        while (text.size() < digits)
            text += "0123456789ABCDEF"[m_random() % 16];
        return text;
    }

    std::string words(std::size_t count)
    {
        static constexpr std::array known = {
            "Invoice",  "order",  "Re:",      "meeting", "on",       "Monday",  "the",      "new",
            "price",    "list",   "delivery", "delayed", "Angebot",  "Anfrage", "Rechnung", "Quartal",
            "contract", "draft",  "photos",   "holiday", "project",  "status",  "weekly",   "report",
            "server",   "backup", "failed",   "welcome", "password", "reset",   "ticket",   "update"};
        std::string text;
        for (std::size_t i = 0; i < count; ++i)
            text += (i == 0 ? "" : " ") + std::string(known[m_random() % known.size()]);
        return text;
    }

    ScannedMessage scanned(std::size_t number)
    {
        ScannedMessage message;
        message.content = xxh3("content" + std::to_string(number));
        message.body = xxh3("body" + std::to_string(number));
        message.subject = words(4) + " " + std::to_string(m_random() % 100'000);
        message.hasSubject = true;
        // Half of the mail comes from fifty addresses.
        const std::uint64_t who = m_random() % 2 == 0 ? m_random() % 50 : m_random() % 20'000;
        Address sender;
        sender.displayName = "Sender " + std::to_string(who);
        sender.localPart = "person" + std::to_string(who);
        sender.domain = "company" + std::to_string(who % 300) + ".example";
        message.from = {sender};
        for (std::uint64_t i = m_random() % 3 == 0 ? 2 : 1; i > 0; --i)
            message.to.push_back("user" + std::to_string(m_random() % 75) + "@contoso.com");
        message.messageId = hex(16) + "." + std::to_string(number) + "@mail.company.example";
        message.date = "2026-11-23T06:00:00+01:00";
        message.dateSeconds = 1'795'000'000;
        addFindings(message);
        return message;
    }

    void addFindings(ScannedMessage& message)
    {
        static constexpr std::array usual = {CauseId::BareLf, CauseId::MissingDate, CauseId::Raw8BitHeader,
                                             CauseId::TnefAttachment};
        static constexpr std::array bad = {CauseId::MissingFrom, CauseId::MissingRecipient, CauseId::NulHole,
                                           CauseId::TruncatedBase64, CauseId::InvalidFrom};
        const std::uint64_t dice = m_random() % 100;
        if (dice < 60)
            return;
        message.diagnosis = withFinding({}, finding(usual[m_random() % usual.size()]));
        if (dice >= 95)
            message.diagnosis = withFinding(message.diagnosis, finding(bad[m_random() % bad.size()]));
    }

    static Finding finding(CauseId cause)
    {
        Finding finding;
        finding.cause = cause;
        finding.severity = causeOf(cause).severity;
        finding.offset = 1200;
        finding.length = 20;
        finding.line = 17;
        finding.evidence = "X-Mailer: something that is quoted\\r\\n";
        return finding;
    }

    std::mt19937_64 m_random{20261123};
};

void fill(const std::filesystem::path& folder, std::size_t messages)
{
    const auto ledger = valueOf(SiteLedger::open(folder, {"anna", "server"}));
    Mail mail;
    const double start = processorSeconds();
    double first = 0;
    for (std::size_t number = 0; number < messages;) {
        std::vector<WatchRecord> records;
        std::vector<WatchRecord> left;
        for (std::size_t i = 0; i < batch && number < messages; ++i, ++number) {
            records.push_back(mail.judged(number, messages));
            // Of the last days more are still there.
            if (mail.next() % 100 < (number * 20 < messages * 19 ? 98 : 60))
                left.push_back(mail.gone(records.back()));
        }
        valueOf(ledger->record(records));
        if (number <= 20'000)
            first = processorSeconds() - start;
        else
            valueOf(ledger->record(left));
    }
    std::printf("writing the first 20,000  %8.3f s processor, with making them up (nothing gone)\n", first);
    std::printf("writing all               %8.1f s processor\n", processorSeconds() - start);
    if (const auto& problem = ledger->indexProblem())
        std::printf("PROBLEM: %s\n", problem->message.c_str());
}

double milliseconds(const std::function<void()>& action)
{
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const double start = processorSeconds();
        action();
        times.push_back((processorSeconds() - start) * 1000);
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

void report(const char* what, double time, double goal)
{
    std::printf("%-58s %8.1f ms  (at most %.0f)%s\n", what, time, goal, time > goal ? "  MISSED" : "");
}

class Questions
{
public:
    explicit Questions(IndexReader& reader)
        : m_reader(reader)
    {
    }

    void page(const char* what, double goal, const MessageFilter& filter, const MessageOrder& order)
    {
        constexpr std::size_t rows = 200;
        std::size_t found = 0;
        const double first =
            milliseconds([&] { found = valueOf(m_reader.page(filter, order, rows)).rows.size(); });
        report((std::string(what) + " [" + std::to_string(found) + "]").c_str(), first, goal);
    }

    /// Of all columns, the slowest, in both directions.
    void pages(const char* what, double goal, const MessageFilter& filter)
    {
        double slowest = 0;
        int which = 0;
        for (int column = 0; column <= static_cast<int>(SortColumn::FileName); ++column) {
            for (const bool descending : {false, true}) {
                const MessageOrder order{static_cast<SortColumn>(column), descending};
                const double time = milliseconds([&] { valueOf(m_reader.page(filter, order, 200)); });
                if (time > slowest) {
                    slowest = time;
                    which = column * 2 + (descending ? 1 : 0);
                }
            }
        }
        report((std::string(what) + " (slowest: column " + std::to_string(which / 2) +
                (which % 2 == 1 ? " down)" : " up)"))
                   .c_str(),
               slowest, goal);
    }

    void counts(const char* what, double goal, const MessageFilter& filter, GroupBy group)
    {
        report(what, milliseconds([&] { valueOf(m_reader.counts(filter, group, 1000)); }), goal);
    }

private:
    IndexReader& m_reader;
};

void ask(IndexReader& reader)
{
    Questions questions(reader);
    MessageFilter filter;
    questions.page("nothing, newest first", 20, filter, {});
    filter.folders = {FolderKind::Incoming};
    questions.page("folder, newest first", 20, filter, {});
    questions.pages("folder, any sort", 150, filter);
    questions.counts("counts per cause, folder", 400, filter, GroupBy::Cause);
    filter = {};
    filter.verdicts = {Verdict::Corrupt};
    questions.page("verdict, newest first", 20, filter, {});
    questions.pages("verdict, any sort", 150, filter);
    filter = {};
    filter.causes = {CauseId::MissingFrom};
    questions.page("cause, newest first", 20, filter, {});
    questions.pages("cause, any sort", 150, filter);
    filter = {};
    filter.states = {MessageState::Gone};
    questions.page("state gone, newest first", 20, filter, {});
    questions.page("state gone, oldest first", 20, filter, {SortColumn::Since, false});
    questions.pages("state gone, any sort", 150, filter);
    filter.states = {MessageState::Present};
    questions.page("state present, newest first", 20, filter, {});
    questions.pages("state present, any sort", 150, filter);
    filter = {};
    filter.stuck =
        StuckLimits{begin + span - std::chrono::minutes(30), begin + span - std::chrono::minutes(5)};
    questions.page("stuck, newest first", 20, filter, {});
    questions.pages("stuck, any sort", 150, filter);
    questions.counts("counts per cause, stuck", 400, filter, GroupBy::Cause);
    questions.counts("counts per recipient, stuck", 400, filter, GroupBy::Recipient);
    filter = {};
    filter.sender = "person7@company7.example";
    questions.pages("a frequent sender, any sort", 150, filter);
    filter.sender = "person19000@company100.example";
    questions.pages("a rare sender, any sort", 150, filter);
    filter.sender = "@company7.example";
    questions.pages("a sender's domain, any sort", 150, filter);
    filter = {};
    filter.recipient = "user7@contoso.com";
    questions.pages("a recipient, any sort", 150, filter);
    filter = {};
    filter.from = begin;
    filter.before = begin + std::chrono::days(1);
    questions.pages("a day long ago, any sort", 150, filter);
    filter.before = begin + std::chrono::days(60);
    questions.counts("counts per cause, two months", 400, filter, GroupBy::Cause);
    filter = {};
    for (const char* text :
         {"inv", "contoso.com", "4711", "quartal", "person19000@", "xyzzy", "report server"}) {
        filter.text = text;
        questions.page(("text \"" + std::string(text) + "\", newest first").c_str(), 50, filter, {});
        questions.pages(("text \"" + std::string(text) + "\", any sort").c_str(), 500, filter);
    }
    filter.text = "quartal";
    questions.counts("counts per cause, text \"quartal\"", 400, filter, GroupBy::Cause);
    filter.text = "contoso.com";
    questions.counts("counts per cause, text \"contoso.com\"", 400, filter, GroupBy::Cause);
    filter.text = "pe";
    questions.page("two letters, newest first", 50, filter, {});
    filter = {};
    questions.counts("counts per cause", 100, filter, GroupBy::Cause);
    questions.counts("counts per folder", 100, filter, GroupBy::Folder);
    questions.counts("counts per sender", 400, filter, GroupBy::Sender);
    questions.counts("counts per recipient", 400, filter, GroupBy::Recipient);
    questions.counts("counts per hour", 400, filter, GroupBy::Hour);
}

} // namespace
} // namespace connectorscope

int main(int argc, char** argv)
{
    using namespace connectorscope;
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const std::size_t messages = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1'000'000;
    const std::filesystem::path folder = argc > 1
                                             ? std::filesystem::path(argv[1])
                                             : std::filesystem::temp_directory_path() /
                                                   ("connectorscope-bench-index-" + std::to_string(messages));
    std::filesystem::create_directories(folder);
    const DatabaseFiles files = databaseFiles(folder);
    if (!std::filesystem::exists(files.index))
        fill(folder, messages);
    const auto index = static_cast<double>(std::filesystem::file_size(files.index));
    const auto journal = static_cast<double>(std::filesystem::file_size(files.journal));
    const auto count = static_cast<double>(messages);
    std::printf("%zu messages: index %.0f, journal %.0f, together %.0f bytes a message (at most 2048)\n",
                messages, index / count, journal / count, (index + journal) / count);
    const auto reader = valueOf(IndexReader::open(folder));
    ask(*reader);
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("memory %ld MiB\n", usage.ru_maxrss / 1024);
    return 0;
}
