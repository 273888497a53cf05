// Reading and judging mail, held against only reading the same bytes and against GMime's parser, all in one
// run.
//
//   bench_diagnose [FOLDER]        20,000 messages of about 800 MB are made in FOLDER at the first run
//   bench_diagnose --one FILE      judges one file; for measuring memory

#include "message_generator.h"

#include "core/base/file_system.h"
#include "core/diagnosis/diagnosis.h"
#include "core/message/message_reader.h"
#include "core/message/summary.h"
#include "tests/support/processor_time.h"

#include <gmime/gmime.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace connectorscope {
namespace {

constexpr std::size_t messageCount = 20'000;
constexpr int rounds = 5;

double wallSeconds()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

void onlyRead(FileSystem& files, ReadBuffer& buffer, const std::filesystem::path& path)
{
    const auto file = files.open(path);
    if (!file)
        std::abort();
    while ((*file)->read({buffer.data(), ReadBuffer::size}).value_or(0) > 0) {
    }
}

std::size_t readAndJudge(FileSystem& files, ReadBuffer& buffer, const std::filesystem::path& path)
{
    const auto file = files.open(path);
    if (!file)
        std::abort();
    const auto message = readMessage(**file, buffer);
    if (!message)
        std::abort();
    return judge(*message, summarise(*message)).findings.size();
}

void touchPart(GMimeObject*, GMimeObject* part, gpointer)
{
    (void)g_mime_object_get_content_type(part);
    (void)g_mime_object_get_disposition(part);
}

/// What our summary holds too.
void touchWithGMime(GMimeMessage* message)
{
    (void)g_mime_message_get_subject(message);
    (void)g_mime_message_get_date(message);
    (void)g_mime_message_get_message_id(message);
    for (const GMimeAddressType type : {GMIME_ADDRESS_TYPE_FROM, GMIME_ADDRESS_TYPE_SENDER,
                                        GMIME_ADDRESS_TYPE_TO, GMIME_ADDRESS_TYPE_CC, GMIME_ADDRESS_TYPE_BCC})
        (void)internet_address_list_length(g_mime_message_get_addresses(message, type));
    g_mime_message_foreach(message, touchPart, nullptr);
}

void parseWithGMime(const std::filesystem::path& path)
{
    GMimeStream* stream = g_mime_stream_file_open(path.c_str(), "r", nullptr);
    GMimeParser* parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage* message = g_mime_parser_construct_message(parser, nullptr);
    if (message != nullptr) {
        touchWithGMime(message);
        g_object_unref(message);
    }
    g_object_unref(parser);
    g_object_unref(stream);
}

double judgeWithThreads(const std::vector<std::filesystem::path>& paths, unsigned threads)
{
    const double begin = wallSeconds();
    std::atomic<std::size_t> next = 0;
    std::vector<std::jthread> workers;
    for (unsigned i = 0; i < threads; ++i) {
        workers.emplace_back([&] {
            const auto files = realFileSystem();
            ReadBuffer buffer;
            for (std::size_t at = next++; at < paths.size(); at = next++)
                readAndJudge(*files, buffer, paths[at]);
        });
    }
    workers.clear();
    return wallSeconds() - begin;
}

void benchMany(const std::filesystem::path& folder)
{
    const std::uintmax_t bytes = writeMessages(folder, messageCount);
    std::vector<std::filesystem::path> paths;
    for (std::size_t i = 0; i < messageCount; ++i)
        paths.push_back(folder / "mail" / (std::to_string(i) + ".eml"));
    const auto files = realFileSystem();
    ReadBuffer buffer;
    std::vector<double> read;
    std::vector<double> judged;
    std::vector<double> gmime;
    std::vector<double> one;
    std::vector<double> two;
    for (const auto& path : paths) // into the cache
        onlyRead(*files, buffer, path);
    for (int round = 0; round < rounds; ++round) {
        double begin = processorSeconds();
        for (const auto& path : paths)
            onlyRead(*files, buffer, path);
        read.push_back(processorSeconds() - begin);
        begin = processorSeconds();
        for (const auto& path : paths)
            readAndJudge(*files, buffer, path);
        judged.push_back(processorSeconds() - begin);
        begin = processorSeconds();
        for (const auto& path : paths)
            parseWithGMime(path);
        gmime.push_back(processorSeconds() - begin);
        one.push_back(judgeWithThreads(paths, 1));
        two.push_back(judgeWithThreads(paths, 2));
    }
    std::printf("%zu messages, %.0f MB, medians of %d\n", messageCount, static_cast<double>(bytes) / 1e6,
                rounds);
    std::printf("only reading            %6.3f s processor\n", median(read));
    std::printf("reading and judging     %6.3f s processor  %.2f times only reading (at most 5)\n",
                median(judged), median(judged) / median(read));
    std::printf("GMime's full parse      %6.3f s processor  %.2f times ours (at least 2.5)\n", median(gmime),
                median(gmime) / median(judged));
    std::printf("one thread, two threads %6.3f s %6.3f s wall  %.2f times as fast (at least 1.6)\n",
                median(one), median(two), median(one) / median(two));
}

void writeHuge(const std::filesystem::path& path, bool base64)
{
    constexpr std::uintmax_t wanted = 1'000'000'000;
    std::error_code ignored;
    if (std::filesystem::file_size(path, ignored) >= wanted && !ignored)
        return;
    std::ofstream out(path, std::ios::binary);
    out << "From: anna@contoso.com\r\nTo: berta@contoso.com\r\nSubject: Huge\r\nDate: Mon, 23 Nov 2026 "
           "09:41:07 +0100\r\n"
           "Message-ID: <huge@contoso.com>\r\nMIME-Version: 1.0\r\n"
        << (base64 ? "Content-Type: application/pdf; name=a.pdf\r\nContent-Transfer-Encoding: base64\r\n"
                   : "")
        << "\r\n";
    std::string block;
    while (block.size() < 1'000'000)
        block += base64 ? "SGVsbG8gd29ybGQsIHRoaXMgaXMgYSBsaW5lIG9mIGJhc2U2NCBkYXRhIGZvciB0aGUgdGVzdCEh\r\n"
                        : "This is one of the many lines of a message that is far too long to be read.\r\n";
    for (std::uintmax_t size = 0; size < wanted; size += block.size())
        out << block;
}

/// Judges one file and says how much memory and time that took, against only reading it.
int benchOne(const std::filesystem::path& path)
{
    const auto files = realFileSystem();
    ReadBuffer buffer;
    std::vector<double> read;
    std::vector<double> judged;
    onlyRead(*files, buffer, path);
    for (int round = 0; round < rounds; ++round) {
        double begin = processorSeconds();
        onlyRead(*files, buffer, path);
        read.push_back(processorSeconds() - begin);
        begin = processorSeconds();
        readAndJudge(*files, buffer, path);
        judged.push_back(processorSeconds() - begin);
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf(
        "%-12s only reading %.3f s, reading and judging %.3f s processor: %.2f times (at most 5); %ld MiB of "
        "memory (at most 64)\n",
        path.filename().c_str(), median(read), median(judged), median(judged) / median(read),
        usage.ru_maxrss / 1024);
    return 0;
}

} // namespace
} // namespace connectorscope

int main(int argc, char** argv)
{
    using namespace connectorscope;
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() == 2 && arguments[0] == "--one")
        return benchOne(arguments[1]);
    g_mime_init();
    const std::filesystem::path folder = arguments.empty()
                                             ? std::filesystem::temp_directory_path() / "connectorscope-bench"
                                             : std::filesystem::path(arguments[0]);
    benchMany(folder);
    for (const bool base64 : {false, true}) {
        const std::filesystem::path huge = folder / (base64 ? "huge-base64" : "huge-text");
        writeHuge(huge, base64);
        std::fflush(stdout);
        const std::string command = std::string(argv[0]) + " --one '" + huge.string() + "'";
        if (std::system(command.c_str()) != 0) // a process of its own, so that its memory is its own
            return 1;
    }
    return 0;
}
