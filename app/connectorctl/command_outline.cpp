#include "app/connectorctl/command_outline.h"

#include "core/diagnosis/catalogue.h"

#include <CLI/CLI.hpp>

namespace connectorscope {
namespace {

/// Options are written so that they tell: the type name "auto|always|never" lists the choices; arguments that
/// are called PATH, DIR, FILE and CAUSE, and options whose type is FILE and CAUSE, are such.
OutlinedValue valueOf(const CLI::Option& option)
{
    OutlinedValue value;
    value.wanted = option.get_items_expected_max() > 0;
    value.many = option.get_expected_max() > 1;
    const std::string type = option.get_type_name();
    const std::string& name = option.get_single_name();
    value.path = name == "PATH" || name == "DIR" || name == "FILE" || type == "FILE";
    if (name == "CAUSE" || type == "CAUSE") {
        for (const Cause& cause : catalogue())
            value.choices.emplace_back(cause.id);
    } else if (type.find('|') != std::string::npos) {
        std::size_t begin = 0;
        while (begin != std::string::npos) {
            const std::size_t bar = type.find('|', begin);
            value.choices.push_back(type.substr(begin, bar == std::string::npos ? bar : bar - begin));
            begin = bar == std::string::npos ? bar : bar + 1;
        }
    }
    return value;
}

std::vector<OutlinedOption> optionsOf(const CLI::App& app)
{
    std::vector<OutlinedOption> options;
    for (const CLI::Option* option : app.get_options()) {
        if (!option->nonpositional())
            continue;
        OutlinedOption outlined;
        for (const std::string& name : option->get_snames())
            outlined.names.push_back("-" + name);
        for (const std::string& name : option->get_lnames())
            outlined.names.push_back("--" + name);
        outlined.description = option->get_description();
        outlined.value = valueOf(*option);
        options.push_back(std::move(outlined));
    }
    return options;
}

} // namespace

CommandOutline outlineOf(const CLI::App& app)
{
    CommandOutline outline;
    outline.options = optionsOf(app);
    for (const CLI::App* verb : app.get_subcommands([](const CLI::App*) { return true; })) {
        OutlinedVerb outlined;
        outlined.name = verb->get_name();
        outlined.description = verb->get_description();
        outlined.options = optionsOf(*verb);
        // The verb has --help itself; --version is for the program.
        for (const OutlinedOption& option : outline.options)
            if (option.value.wanted)
                outlined.options.push_back(option);
        for (const CLI::Option* option : verb->get_options()) {
            if (!option->get_positional())
                continue;
            outlined.argument = valueOf(*option);
            outlined.argumentName = option->get_single_name();
        }
        outline.verbs.push_back(std::move(outlined));
    }
    return outline;
}

} // namespace connectorscope
