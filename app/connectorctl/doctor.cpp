#include "core/doctor/doctor.h"

#include "app/connectorctl/doctor_output.h"
#include "app/connectorctl/interrupt_watch.h"
#include "app/connectorctl/invocation.h"
#include "app/connectorctl/site_session.h"
#include "core/watch/badmail_policy.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace connectorscope {
namespace {

struct DoctorOptions
{
    std::string site;
    bool probe = false;
    bool dryRun = false;
    bool json = false;
};

ExitStatus examine(const DoctorOptions& options, const Style& style, Environment& environment)
{
    const auto file = findSiteFile(options.site, environment);
    if (!file)
        return file.error();
    const InterruptWatch interrupt(environment);
    const LoadedSite site = loadSite(environment.files, *file, environment.variables);
    DoctorReport report;
    report.siteFile = *file;
    if (site) {
        report.site = site->name;
        report.checks = checkSite(*site, {environment.files, environment.clock, environment.variables,
                                          [&] { return readBadMailPolicy(*site); }, interrupt.token(),
                                          options.probe, options.dryRun});
    } else {
        report.checks = checksOf(site.error());
    }
    if (options.json)
        environment.out << doctorAsJson(report) << '\n';
    else
        environment.out << doctorText(report, style, environment.terminal.columns);
    return environment.interrupted() ? ExitStatus::Interrupted : report.exitStatus();
}

} // namespace

void addDoctor(CLI::App& app, Invocation& invocation)
{
    CLI::App* verb = app.add_subcommand("doctor", "Check everything that can be wrong with a site");
    const auto options = std::make_shared<DoctorOptions>();
    addSiteOption(*verb, options->site);
    CLI::Option* probe =
        verb->add_flag("--probe", options->probe, "Also send one test message through PickUp");
    verb->add_flag("--dry-run", options->dryRun, "Say which test message would be sent, and send none")
        ->needs(probe);
    verb->add_flag("--json", options->json, "Print JSON");
    verb->callback([&invocation, options] {
        invocation.run = [&invocation, options](Environment& environment) {
            return examine(*options, invocation.outStyle(environment), environment);
        };
    });
}

} // namespace connectorscope
