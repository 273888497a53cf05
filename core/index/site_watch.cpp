#include "core/index/site_watch.h"

#include "core/watch/badmail_policy.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <atomic>
#include <thread>

namespace connectorscope {
namespace {

constexpr unsigned mostThreads = 8;

} // namespace

SiteWatch::SiteWatch(const Site& site, FileSystem& files, Clock& clock, RoleLock role,
                     std::unique_ptr<SiteLedger> ledger)
    : m_site(site)
    , m_files(files)
    , m_clock(clock)
    , m_role(std::move(role))
    , m_ledger(std::move(ledger))
    , m_news(systemNews(clock))
{
    beginWatcher();
}

Result<std::unique_ptr<SiteWatch>> SiteWatch::begin(const Site& site, FileSystem& files, Clock& clock,
                                                    std::string_view program)
{
    Result<RoleLock> role = RoleLock::take(site.folders.work, Role::Watcher, program);
    if (!role)
        return fail(role.error());
    Result<std::unique_ptr<SiteLedger>> ledger = SiteLedger::open(site.folders.work, currentActor());
    if (!ledger)
        return fail(ledger.error());
    return std::unique_ptr<SiteWatch>(
        new SiteWatch(site, files, clock, std::move(*role), std::move(*ledger)));
}

void SiteWatch::beginWatcher()
{
    const WatchTools tools{m_files,
                           m_clock,
                           *m_ledger,
                           *m_news,
                           [&site = m_site] { return readBadMailPolicy(site); },
                           std::clamp(std::thread::hardware_concurrency(), 1U, mostThreads)};
    m_watcher = std::make_unique<Watcher>(m_site, tools);
}

Result<> SiteWatch::run(const std::stop_token& stop, const std::function<void(std::stop_token)>& work)
{
    if (const Result<> ready = m_ledger->catchUp(stop); !ready)
        return ready.error().code == ErrorCode::Cancelled ? Result<>() : ready;
    if (!m_ledger->wasLeftUnclean()) {
        work(stop);
        return {};
    }
    if (!runChecked(stop, work))
        return {};
    spdlog::warn("the index is damaged and is made again");
    if (const Result<> made = m_ledger->rebuildIndex(stop); !made)
        return made.error().code == ErrorCode::Cancelled ? Result<>() : made;
    beginWatcher();
    work(stop);
    return {};
}

bool SiteWatch::runChecked(const std::stop_token& stop, const std::function<void(std::stop_token)>& work)
{
    spdlog::info("the program before this one did not end well; the index is checked");
    std::stop_source workStop;
    const std::stop_callback passOn(stop, [&workStop] { workStop.request_stop(); });
    std::atomic<bool> damaged = false;
    std::atomic<bool> whole = false;
    std::jthread check([&] {
        const Result<> checked = checkIndex(m_site.folders.work, stop);
        whole = checked.has_value();
        if (!checked && checked.error().code == ErrorCode::Damaged) {
            damaged = true;
            workStop.request_stop();
        }
    });
    work(workStop.get_token());
    check.join();
    if (!whole)
        m_ledger->keepUnclean();
    return damaged && !stop.stop_requested();
}

} // namespace connectorscope
