// The index of a site with very many messages: how fast it is written, how large it is, how fast it answers.
//
//   bench_index [FOLDER] [MESSAGES]     makes an index of so many (default: a million) in FOLDER at the first
//   run

#include "core/base/clock.h"
#include "core/index/index_reader.h"
#include "core/index/site_ledger.h"
#include "tests/bench/index_filler.h"
#include "tests/support/processor_time.h"

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

namespace connectorscope {
namespace {

constexpr int rounds = 5;

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
    filter.stuck = StuckLimits{mailBegins + mailSpan - std::chrono::minutes(30),
                               mailBegins + mailSpan - std::chrono::minutes(5)};
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
    filter.from = mailBegins;
    filter.before = mailBegins + std::chrono::days(1);
    questions.pages("a day long ago, any sort", 150, filter);
    filter.before = mailBegins + std::chrono::days(60);
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
        fillIndex(folder, messages);
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
