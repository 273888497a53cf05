#include "app/connectorctl/scan_pass.h"

#include "app/connectorctl/progress.h"
#include "app/connectorctl/site_session.h"
#include "core/index/journal_copies.h"

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

} // namespace connectorscope
