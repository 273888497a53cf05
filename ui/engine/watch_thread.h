#pragma once

#include "core/base/clock.h"
#include "core/base/file_system.h"
#include "core/report/render/formats.h"
#include "core/site/site.h"
#include "core/watch/watch_event.h"
#include "ui/engine/watch_status.h"

#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>

namespace connectorscope {

class Watcher;

/// Watches a site in a thread of its own as long as it lives: as its watcher, or, while another program is
/// that, by looking at what it writes. As its watcher it also closes the site's days and writes their
/// reports where the site asks for that. Whatever fails is tried again.
class WatchThread
{
public:
    struct Listener
    {
        /// Called on the watching thread, rarely.
        std::function<void(const WatchStatus&)> status;
        /// Something in the databases is, or may be, new. Called on the watching thread, perhaps for each
        /// message, and on that of the reports.
        std::function<void()> news;
        /// What keeps the daily reports from being written; nullopt: nothing, or it is not ours to write
        /// them. Called on a thread of the reports, or on the watching one.
        std::function<void(const std::optional<Error>&)> reportTrouble;
    };

    /// Files and clock outlive it. `printPdf` is called on a thread of the reports; empty: to a site that
    /// wants its report as PDF that is a trouble of its reports.
    WatchThread(Site site, FileSystem& files, Clock& clock, Listener listener, PrintPdf printPdf = {});

    /// Has the folders looked at now rather than at the next poll: not every change is notified, least of all
    /// on shares. For any thread. Nothing while another program is the watcher.
    void lookNow();

private:
    void run(const std::stop_token& stop);
    void watch(const std::stop_token& stop);
    void runWatcher(Watcher& watcher, const std::stop_token& stop);
    void take(const WatchEvent& event);
    void tell();

    const Site m_site;
    FileSystem& m_files;
    Clock& m_clock;
    const Listener m_listener;
    const PrintPdf m_printPdf;
    WatchStatus m_status;
    SteadyTime m_progressTold;
    std::mutex m_lookMutex;
    std::stop_source m_look; ///< ends the watcher's run, for the next to begin with a look
    std::jthread m_thread;   ///< last: ends before what it uses
};

} // namespace connectorscope
