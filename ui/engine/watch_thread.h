#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/site/site.h"
#include "core/watch/watch_event.h"
#include "ui/engine/watch_status.h"

#include <functional>
#include <thread>

namespace connectorscope {

/// Watches a site in a thread of its own as long as it lives: as its watcher, or, while another program is
/// that, by looking at what it writes. Whatever fails is tried again.
class WatchThread
{
public:
    struct Listener
    {
        /// Called on the watching thread, rarely.
        std::function<void(const WatchStatus&)> status;
        /// Something in the databases is, or may be, new. Called on the watching thread, perhaps for each
        /// message.
        std::function<void()> news;
    };

    /// Files and clock outlive it.
    WatchThread(Site site, FileSystem& files, Clock& clock, Listener listener);

private:
    void run(const std::stop_token& stop);
    void watch(const std::stop_token& stop);
    void take(const WatchEvent& event);
    void tell();

    const Site m_site;
    FileSystem& m_files;
    Clock& m_clock;
    const Listener m_listener;
    WatchStatus m_status;
    SteadyTime m_progressTold;
    std::jthread m_thread; ///< last: ends before what it uses
};

} // namespace connectorscope
