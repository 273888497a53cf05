#pragma once

#include "core/base/result.h"
#include "core/report/render/document.h"
#include "ui/print/paper.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

namespace connectorscope {

/// Makes PDFs in a program that has no display and no QGuiApplication of its own. Qt lives on one thread,
/// from the first PDF until the printer ends: it does not promise to bear that its application ends and
/// begins again on another. One printer in a program. Any thread may print.
class PdfPrinter
{
public:
    /// Waits for it, and for those that were asked for before.
    Result<std::string> print(const ReportDocument& document, Paper paper);

private:
    struct Job;

    void run(const std::stop_token& stop);
    Job* next(const std::stop_token& stop);

    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::deque<Job*> m_jobs; ///< each of a caller that waits
    std::jthread m_thread;   ///< ends before what it uses
};

} // namespace connectorscope
