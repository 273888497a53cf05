#include "app/connectorctl/cause_output.h"
#include "app/connectorctl/invocation.h"
#include "app/connectorctl/text_layout.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace connectorscope {
namespace {

void printTable(std::ostream& out, const Style& style)
{
    std::size_t idColumns = 0;
    std::size_t titleColumns = 0;
    for (const Cause& cause : catalogue()) {
        idColumns = std::max(idColumns, displayWidth(cause.id));
        titleColumns = std::max(titleColumns, displayWidth(cause.title));
    }
    out << style.paint(Tone::Muted, "  " + padTo("CAUSE", idColumns) + "  " + padTo("SEVERITY", 11) + "  " +
                                        padTo("TITLE", titleColumns) + "  REPAIR")
        << '\n';
    for (const Cause& cause : catalogue()) {
        const Look look = lookOf(cause.severity);
        out << style.paint(look.tone, look.sign) << ' ' << padTo(cause.id, idColumns) << "  "
            << style.paint(look.tone, padTo(toString(cause.severity), 11)) << "  "
            << (cause.repair.empty() ? std::string(cause.title) : padTo(cause.title, titleColumns) + "  ")
            << cause.repair << '\n';
    }
}

} // namespace

void addCauses(CLI::App& app, Invocation& invocation)
{
    CLI::App* verb = app.add_subcommand("causes", "List all causes that are known");
    const auto json = std::make_shared<bool>(false);
    verb->add_flag("--json", *json, "Print JSON, one object a line");
    verb->callback([&invocation, json] {
        invocation.run = [&invocation, json](Environment& environment) {
            if (*json)
                for (const Cause& cause : catalogue())
                    environment.out << causeAsJson(cause) << '\n';
            else
                printTable(environment.out, invocation.outStyle(environment));
            return ExitStatus::Well;
        };
    });
}

} // namespace connectorscope
