#include "core/report/daily/daily_reports.h"

#include "core/base/path_text.h"

#include <spdlog/spdlog.h>

#include <utility>

namespace connectorscope {

namespace {

constexpr std::chrono::minutes betweenSteps{1};
constexpr std::chrono::seconds whileLocked{5}; ///< another program lets go of a database soon

void logDone(const DailyWork::Done& done)
{
    for (const ReportDay& day : done.closed)
        spdlog::info("the day " + reportDayText(day) + " is closed");
    for (const std::filesystem::path& file : done.written)
        spdlog::info("wrote the report " + quotedPath(file));
}

} // namespace

DailyReports::DailyReports(const Site& site, FileSystem& files, Clock& clock, PrintPdf printPdf,
                           Listener listener)
    : m_thread([&site, &files, &clock, print = std::move(printPdf),
                tell = std::move(listener)](const std::stop_token& stop) {
        DailyWork work(site, files, clock, print);
        std::string lastTrouble;
        std::chrono::seconds pause = betweenSteps;
        do {
            const Result<DailyWork::Done> done = work.step(stop);
            if (done)
                logDone(*done);
            pause = !done && done.error().code == ErrorCode::Locked ? whileLocked : betweenSteps;
            if (tell.news && done && !(done->closed.empty() && done->written.empty()))
                tell.news();
            const std::string trouble =
                done ? std::string() : done.error().message + ". " + done.error().hint;
            if (trouble == lastTrouble)
                continue;
            if (!trouble.empty())
                spdlog::warn("the daily report: " + trouble);
            if (tell.trouble)
                tell.trouble(done ? std::nullopt : std::optional(done.error()));
            lastTrouble = trouble;
        } while (clock.sleep(pause, stop));
    })
{
}

} // namespace connectorscope
