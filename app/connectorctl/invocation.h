#pragma once

#include "app/connectorctl/environment.h"
#include "app/connectorctl/exit_status.h"
#include "app/connectorctl/style.h"

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace connectorscope {

/// What the command line asks for: filled while it is parsed, run afterwards.
struct Invocation
{
    std::string colour = "auto";
    std::string logLevel = "warning";
    std::function<ExitStatus(Environment&)> run;

    Style outStyle(const Environment& environment) const
    {
        const bool usual = environment.terminal.outIsTerminal && environment.terminal.colour;
        return Style(colour == "always" || (colour == "auto" && usual));
    }
};

/// Each adds one verb to the command line; when it is chosen, it sets `invocation.run`. The invocation must
/// outlive the app. One file per verb.
void addInit(CLI::App& app, Invocation& invocation);
void addDiagnose(CLI::App& app, Invocation& invocation);
void addRepair(CLI::App& app, Invocation& invocation);
void addScan(CLI::App& app, Invocation& invocation);
void addWatch(CLI::App& app, Invocation& invocation);
void addList(CLI::App& app, Invocation& invocation);
void addShow(CLI::App& app, Invocation& invocation);
void addAcknowledge(CLI::App& app, Invocation& invocation);
void addRequeue(CLI::App& app, Invocation& invocation);
void addUndo(CLI::App& app, Invocation& invocation);
void addResume(CLI::App& app, Invocation& invocation);
void addHold(CLI::App& app, Invocation& invocation);
void addRelease(CLI::App& app, Invocation& invocation);
void addDelete(CLI::App& app, Invocation& invocation);
void addRuns(CLI::App& app, Invocation& invocation);
void addReport(CLI::App& app, Invocation& invocation);
void addBackup(CLI::App& app, Invocation& invocation);
void addRestore(CLI::App& app, Invocation& invocation);
void addDoctor(CLI::App& app, Invocation& invocation);
void addCauses(CLI::App& app, Invocation& invocation);
void addExplain(CLI::App& app, Invocation& invocation);
void addDemo(CLI::App& app, Invocation& invocation);
void addCompletion(CLI::App& app, Invocation& invocation);

} // namespace connectorscope
