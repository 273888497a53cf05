#pragma once

#include "core/base/file_system.h"
#include "core/index/role_lock.h"
#include "core/index/site_ledger.h"
#include "core/watch/watcher.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <string_view>

namespace connectorscope {

/// The watcher of a site, with its role and its databases. For one thread.
class SiteWatch
{
public:
    /// ErrorCode::RoleTaken where another program is the watcher. The arguments outlive it, but for the name.
    static Result<std::unique_ptr<SiteWatch>> begin(const Site& site, FileSystem& files, Clock& clock,
                                                    std::string_view program);
    SiteWatch(const SiteWatch&) = delete;
    SiteWatch& operator=(const SiteWatch&) = delete;
    ~SiteWatch() = default;

    SiteLedger& ledger() { return *m_ledger; }
    Watcher& watcher() { return *m_watcher; }

    /// Brings the index up to date, then calls `work` with a token that ends it. Where the program before
    /// this one did not end well the index is checked meanwhile; when that finds it broken, `work` is ended,
    /// the index made again, and `work` called with a new watcher.
    Result<> run(const std::stop_token& stop, const std::function<void(std::stop_token)>& work);

private:
    SiteWatch(const Site& site, FileSystem& files, Clock& clock, RoleLock role,
              std::unique_ptr<SiteLedger> ledger);
    void beginWatcher();
    /// Whether the index was found broken.
    bool runChecked(const std::stop_token& stop, const std::function<void(std::stop_token)>& work);

    const Site& m_site;
    FileSystem& m_files;
    Clock& m_clock;
    RoleLock m_role;
    std::unique_ptr<SiteLedger> m_ledger;
    std::unique_ptr<FolderNews> m_news;
    std::unique_ptr<Watcher> m_watcher;
};

} // namespace connectorscope
