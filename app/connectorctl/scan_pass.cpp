#include "app/connectorctl/scan_pass.h"

#include "app/connectorctl/progress.h"
#include "app/connectorctl/site_session.h"
#include "core/index/journal_copies.h"
#include "core/report/daily/daily_work.h"

#include <variant>

namespace connectorscope {

Result<WatchPass> scanSite(const Site& site, Environment& environment, SiteWatch& watch,
                           const std::stop_token& stop)
{
    Progress progress(environment.err, environment.terminal.errIsTerminal, Progress::Clock::now());
    const OnWatchEvent onEvent = [&](const WatchEvent& event) {
        if (const auto* scanned = std::get_if<ProgressEvent>(&event)) {
            progress.update(scanned->done, scanned->all, true, Progress::Clock::now());
        } else if (const auto* trouble = std::get_if<TroubleEvent>(&event)) {
            progress.erase();
            tellError(environment, trouble->error);
        }
    };
    WatchPass pass;
    const Result<> ran =
        watch.run(stop, [&](const std::stop_token& end) { pass = watch.watcher().scanOnce(end, onEvent); });
    progress.erase();
    if (!ran)
        return fail(ran.error());
    if (watch.ledger().indexProblem())
        return fail(*watch.ledger().indexProblem());
    if (const Result<bool> copied = makeDailyCopy(site.folders.work, environment.clock); !copied)
        tellError(environment, copied.error()); // the scan itself is done
    return pass;
}

void closeDays(const Site& site, Environment& environment, const std::stop_token& stop)
{
    DailyWork work(site, environment.files, environment.clock, environment.printPdf);
    if (const Result<DailyWork::Done> done = work.step(stop); !done)
        tellError(environment, done.error());
}

SiteNews scanUnlessWatched(const Site& site, Environment& environment, std::string_view program,
                           const std::stop_token& stop)
{
    SiteNews news;
    const auto watch = SiteWatch::begin(site, environment.files, environment.clock, program);
    if (!watch && watch.error().code == ErrorCode::RoleTaken) {
        const Result<RoleHolder> holder = roleHolder(site.folders.work, Role::Watcher);
        news.watcher = holder && !holder->program.empty() ? holder->program : "another program";
        return news;
    }
    if (!watch) {
        tellError(environment, watch.error());
        news.failed = true;
        news.readable = false;
        return news;
    }
    if (const Result<WatchPass> pass = scanSite(site, environment, **watch, stop); !pass) {
        tellError(environment, pass.error());
        news.failed = true;
    }
    return news;
}

} // namespace connectorscope
