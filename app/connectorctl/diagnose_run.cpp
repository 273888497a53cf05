#include "app/connectorctl/diagnose_run.h"

#include "app/connectorctl/diagnosis_json.h"
#include "app/connectorctl/diagnosis_summary.h"
#include "app/connectorctl/diagnosis_table.h"
#include "app/connectorctl/file_walk.h"
#include "app/connectorctl/judged_file.h"
#include "app/connectorctl/progress.h"
#include "app/connectorctl/sorted_entries.h"
#include "core/base/escape.h"
#include "core/base/ordered_work.h"

#include <chrono>

namespace connectorscope {
namespace {

/// A judged file, already written out by the thread that judged it.
struct Written
{
    Verdict verdict = Verdict::Clean;
    std::optional<Primary> primary;
    std::string text;
    std::optional<Error> error;
};

using Output = std::optional<Written>; ///< nullopt: interrupted
using Work = OrderedWork<WalkedFile, Output>;

class DiagnoseRun
{
public:
    DiagnoseRun(const DiagnoseRequest& request, Environment& environment)
        : m_request(request)
        , m_environment(environment)
        , m_layout{request.style, environment.terminal.columns}
        , m_walk(environment.files, request.paths)
        // Lines of JSON on the same terminal would tear the progress apart.
        , m_progress(environment.err,
                     environment.terminal.errIsTerminal &&
                         !(request.json && environment.terminal.outIsTerminal),
                     Progress::Clock::now())
    {
    }

    ExitStatus run()
    {
        Work work(
            m_request.threads, [this] { return m_walk.next(); }, [this] { return makeWork(); });
        while (!work.finished()) {
            if (m_environment.interrupted() || !m_environment.out)
                work.stop();
            std::optional<Output> output = work.take(std::chrono::milliseconds(100));
            if (output && *output)
                accept(**output);
            else if (!output && m_request.json)
                m_environment.out.flush(); // whoever reads should not wait for what is known
            m_progress.update(m_counts.total(), m_walk.known(), m_walk.complete(), Progress::Clock::now());
        }
        m_progress.erase();
        if (!m_request.json)
            finishTable();
        return status();
    }

private:
    Work::Work makeWork()
    {
        auto judge = std::make_shared<FileJudge>(m_environment.files, m_environment.in, m_request.site,
                                                 m_environment.interrupted);
        return [this, judge](WalkedFile&& file) -> Output {
            std::optional<JudgedFile> judged = judge->judge(file);
            if (!judged)
                return std::nullopt;
            Written written;
            written.verdict = judged->diagnosis.verdict;
            written.primary = primaryOf(judged->diagnosis);
            written.text = m_request.json ? judgedFileAsJson(*judged) + "\n" : fileEntry(*judged, m_layout);
            written.error = std::move(judged->error);
            return written;
        };
    }

    void accept(const Written& file)
    {
        m_counts.add(file.verdict, file.primary);
        if (file.error) {
            m_progress.erase();
            m_environment.err << "connectorctl: " << escapeControls(errorSentence(*file.error)) << std::endl;
        }
        if (m_request.json) {
            m_environment.out << file.text;
            return;
        }
        if (file.error)
            return; // it was told, and the summary counts it
        if (file.verdict == Verdict::Clean && !m_request.listClean) {
            if (m_counts.total() == 1)
                m_onlyClean = file.text;
            return;
        }
        m_entries.add(file.verdict, file.text);
        if (m_entries.full()) {
            m_progress.erase();
            m_entries.printTo(m_environment.out);
        }
    }

    void finishTable()
    {
        // Who asks for one file wants to see its verdict, even a good one.
        const bool onlyClean = m_counts.total() == 1 && !m_onlyClean.empty();
        if (onlyClean)
            m_environment.out << m_onlyClean;
        m_entries.printTo(m_environment.out);
        m_environment.out << summaryText(m_counts, m_request.listClean || onlyClean,
                                         m_walk.linksNotFollowed(), m_layout);
        if (m_environment.interrupted()) {
            m_environment.out.flush();
            m_environment.err << "connectorctl: interrupted; " << m_counts.total()
                              << " files were judged, the rest were not." << std::endl;
        }
    }

    ExitStatus status() const
    {
        if (m_environment.interrupted())
            return ExitStatus::Interrupted;
        if (m_counts.of(Verdict::Unreadable) > 0)
            return ExitStatus::Environment;
        if (m_counts.of(Verdict::Corrupt) + m_counts.of(Verdict::Blocked) > 0)
            return ExitStatus::Found;
        return ExitStatus::Well;
    }

    const DiagnoseRequest& m_request;
    Environment& m_environment;
    const TableLayout m_layout;
    FileWalk m_walk;
    Progress m_progress;
    DiagnosisCounts m_counts;
    SortedEntries m_entries;
    std::string m_onlyClean;
};

} // namespace

ExitStatus diagnose(const DiagnoseRequest& request, Environment& environment)
{
    return DiagnoseRun(request, environment).run();
}

} // namespace connectorscope
