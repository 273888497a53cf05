#pragma once

#include "app/connectorctl/environment.h"
#include "core/index/role_lock.h"
#include "core/index/site_ledger.h"
#include "core/watch/watcher.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <string_view>
#include <thread>

namespace connectorscope {

/// Asks for a stop when the person does (Environment::interrupted), as long as it lives.
class InterruptWatch
{
public:
    explicit InterruptWatch(const Environment& environment);

    std::stop_token token() const { return m_stop.get_token(); }
    void requestStop() { m_stop.request_stop(); }

private:
    std::stop_source m_stop;
    std::jthread m_thread;
};

/// The watcher of a site, with its role and its databases. For one thread.
class SiteWatch
{
public:
    /// ErrorCode::Locked where another program is the watcher. Site and environment outlive it.
    static Result<std::unique_ptr<SiteWatch>> begin(const Site& site, Environment& environment,
                                                    std::string_view program);

    SiteLedger& ledger() { return *m_ledger; }
    Watcher& watcher() { return *m_watcher; }

    /// Brings the index up to date, then calls `work` with a token that ends it. Where the program before
    /// this one did not end well the index is checked meanwhile; when that finds it broken, `work` is ended,
    /// the index made again, and `work` called with a new watcher.
    Result<> run(const std::stop_token& stop, const std::function<void(std::stop_token)>& work);

private:
    SiteWatch(const Site& site, Environment& environment, RoleLock role, std::unique_ptr<SiteLedger> ledger);
    void beginWatcher();
    /// Whether the index was found broken.
    bool runChecked(const std::stop_token& stop, const std::function<void(std::stop_token)>& work);

    const Site& m_site;
    Environment& m_environment;
    RoleLock m_role;
    std::unique_ptr<SiteLedger> m_ledger;
    std::unique_ptr<FolderNews> m_news;
    std::unique_ptr<Watcher> m_watcher;
};

} // namespace connectorscope
