#pragma once

#include "core/pipeline/site_worker.h"

#include <functional>
#include <thread>

namespace connectorscope {

/// Is the worker of a site in a thread of its own as long as it lives, whenever no other program is: does
/// what the site's queue asks for, and looks what becomes of it. Ends between two batches.
class WorkThread
{
public:
    struct Listener
    {
        /// Called on the working thread, when it has changed.
        std::function<void(const WorkerStatus&)> status;
        /// Something was done. Called on the working thread, perhaps for each message.
        std::function<void()> news;
    };

    /// Files and clock outlive it.
    WorkThread(Site site, FileSystem& files, Clock& clock, Listener listener);

private:
    void run(const std::stop_token& stop);

    const Site m_site;
    const PipelineTools m_tools;
    const Listener m_listener;
    std::jthread m_thread; ///< last: ends before what it uses
};

} // namespace connectorscope
