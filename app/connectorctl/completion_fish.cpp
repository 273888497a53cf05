#include "app/connectorctl/completion_scripts.h"

namespace connectorscope {
namespace {

std::string fishQuoted(const std::string& text)
{
    std::string safe = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\')
            safe += '\\';
        safe += c;
    }
    return safe + "'";
}

std::string choicesOf(const OutlinedValue& value)
{
    std::string text;
    for (const std::string& choice : value.choices)
        text += (text.empty() ? "" : " ") + choice;
    return text;
}

std::string linesOf(const std::vector<OutlinedOption>& options, const std::string& condition)
{
    std::string lines;
    for (const OutlinedOption& option : options) {
        lines += "complete -c connectorctl -n " + fishQuoted(condition);
        for (const std::string& name : option.names)
            lines += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
        if (option.value.wanted)
            lines += option.value.path ? " -r -F" : " -x -a " + fishQuoted(choicesOf(option.value));
        lines += " -d " + fishQuoted(option.description) + "\n";
    }
    return lines;
}

} // namespace

std::string fishCompletion(const CommandOutline& outline)
{
    std::string script = "# fish completion of connectorctl, made by 'connectorctl completion fish'\n"
                         "complete -c connectorctl -f\n";
    script += linesOf(outline.options, "__fish_use_subcommand");
    for (const OutlinedVerb& verb : outline.verbs)
        script += "complete -c connectorctl -n __fish_use_subcommand -a " + verb.name + " -d " +
                  fishQuoted(verb.description) + "\n";
    for (const OutlinedVerb& verb : outline.verbs) {
        const std::string condition = "__fish_seen_subcommand_from " + verb.name;
        script += linesOf(verb.options, condition);
        if (verb.argument.path)
            script += "complete -c connectorctl -n " + fishQuoted(condition) + " -F\n";
        else if (!verb.argument.choices.empty())
            script += "complete -c connectorctl -n " + fishQuoted(condition) + " -a " +
                      fishQuoted(choicesOf(verb.argument)) + "\n";
    }
    return script;
}

} // namespace connectorscope
