#include "app/connectorctl/report_run.h"

#include "app/connectorctl/interrupt_watch.h"
#include "app/connectorctl/scan_pass.h"
#include "app/connectorctl/site_session.h"
#include "core/base/json_text.h"
#include "core/base/path_text.h"
#include "core/report/daily/report_files.h"
#include "core/report/day_closing.h"
#include "core/report/render/report_text.h"

#include <utility>

namespace connectorscope {
namespace {

class ReportVerbRun
{
public:
    ReportVerbRun(const Site& site, const ReportRequest& request, Environment& environment)
        : m_site(site)
        , m_request(request)
        , m_environment(environment)
        , m_output(reportOutputOf(site, environment.printPdf))
    {
        m_output.folder = request.output;
        if (!request.formats.empty())
            m_output.formats = request.formats;
        m_output.options.maskAddresses = m_output.options.maskAddresses || request.masksAddresses;
        m_output.options.byteOrderMark = request.byteOrderMark;
    }

    ExitStatus run()
    {
        if (const ExitStatus status = closeDue(); status != ExitStatus::Well)
            return status;
        const Result<HealthReport> report = read();
        if (!report) {
            tellError(m_environment, report.error());
            return report.error().code == ErrorCode::BadInput ? ExitStatus::Usage : ExitStatus::Environment;
        }
        const Result<> done = m_request.output.empty() ? print(*report) : write(*report);
        if (done)
            return m_failed ? ExitStatus::Environment : ExitStatus::Well;
        tellError(m_environment, done.error());
        return ExitStatus::Environment;
    }

private:
    /// Where a program watches, that one does it.
    ExitStatus closeDue()
    {
        const InterruptWatch interrupt(m_environment);
        const SiteNews news =
            scanUnlessWatched(m_site, m_environment, "connectorctl report", interrupt.token());
        if (news.watcher.empty() && !news.failed && !m_environment.interrupted())
            closeDays(m_site, m_environment, interrupt.token());
        if (m_environment.interrupted())
            return ExitStatus::Interrupted;
        m_failed = news.failed;
        return news.readable ? ExitStatus::Well : ExitStatus::Environment;
    }

    Result<HealthReport> read()
    {
        auto desk = ReportDesk::open(m_site);
        if (!desk)
            return fail(std::move(desk.error()));
        std::optional<ReportDay> day = m_request.day;
        if (!day) {
            const auto last = (*desk)->lastClosed();
            if (!last)
                return fail(last.error());
            if (!*last)
                return fail(ErrorCode::BadInput, "no day of this site is closed yet",
                            "'connectorctl watch' and 'scan' close each day when it is over; --date asks for "
                            "any day.");
            day = *last;
        }
        return (*desk)->report(*day, m_environment.clock.now());
    }

    Result<> print(const HealthReport& report)
    {
        if (m_request.json) {
            const auto json = renderReport(report, {ReportFormat::Json}, m_output.options);
            if (!json)
                return fail(json.error());
            m_environment.out << json->front().bytes;
            return {};
        }
        m_environment.out << reportText(documentOf(report, m_output.options));
        return {};
    }

    Result<> write(const HealthReport& report)
    {
        const auto files = writeReport(m_environment.files, m_environment.clock, report, m_output);
        if (!files)
            return fail(files.error());
        nlohmann::ordered_json json;
        json["schema"] = jsonSchema;
        json["date"] = reportDayText(report.day);
        json["provisional"] = report.isProvisional;
        json["rating"] = toString(report.verdict.rating);
        json["files"] = nlohmann::ordered_json::array();
        for (const std::filesystem::path& file : *files) {
            json["files"].push_back(displayText(file));
            if (!m_request.json)
                m_environment.out << displayText(file) << '\n';
        }
        if (m_request.json)
            m_environment.out << asLine(json) << '\n';
        return {};
    }

    const Site& m_site;
    const ReportRequest& m_request;
    Environment& m_environment;
    ReportOutput m_output;
    bool m_failed = false; ///< what is new could not be found out
};

} // namespace

ExitStatus report(const Site& site, const ReportRequest& request, Environment& environment)
{
    return ReportVerbRun(site, request, environment).run();
}

} // namespace connectorscope
