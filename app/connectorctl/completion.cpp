#include "app/connectorctl/completion_scripts.h"
#include "app/connectorctl/invocation.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace connectorscope {

void addCompletion(CLI::App& app, Invocation& invocation)
{
    CLI::App* verb = app.add_subcommand("completion", "Print a script that completes commands in a shell");
    const auto shell = std::make_shared<std::string>();
    verb->add_option("SHELL", *shell, "The shell that reads the script")
        ->required()
        ->type_name("bash|zsh|fish")
        ->check(CLI::IsMember({"bash", "zsh", "fish"}).description(""));
    verb->callback([&app, &invocation, shell] {
        // The app may be gone when the verb runs; its outline is a value.
        invocation.run = [outline = outlineOf(app), shell](Environment& environment) {
            environment.out << (*shell == "bash"  ? bashCompletion(outline)
                                : *shell == "zsh" ? zshCompletion(outline)
                                                  : fishCompletion(outline));
            return ExitStatus::Well;
        };
    });
}

} // namespace connectorscope
