#include "app/connectorctl/completion_scripts.h"

namespace connectorscope {
namespace {

/// Text inside '...' in which : [ ] have a meaning of their own.
std::string zshQuoted(const std::string& text)
{
    std::string safe;
    for (const char c : text) {
        if (c == ':' || c == '[' || c == ']' || c == '\\')
            safe += '\\';
        if (c == '\'')
            safe += "'\\'";
        safe += c;
    }
    return safe;
}

std::string actionOf(const OutlinedValue& value)
{
    if (value.path)
        return "_files";
    std::string choices;
    for (const std::string& choice : value.choices)
        choices += (choices.empty() ? "" : " ") + choice;
    return choices.empty() ? " " : "(" + choices + ")";
}

std::string argumentsOf(const std::vector<OutlinedOption>& options, const std::string& indent)
{
    std::string text;
    for (const OutlinedOption& option : options)
        for (const std::string& name : option.names) {
            text += " \\\n" + indent;
            text += "'" + name + (option.value.wanted ? "=" : "") + "[" + zshQuoted(option.description) + "]";
            if (option.value.wanted)
                text += ":value:" + actionOf(option.value);
            text += "'";
        }
    return text;
}

} // namespace

std::string zshCompletion(const CommandOutline& outline)
{
    std::string script = "#compdef connectorctl\n"
                         "# zsh completion of connectorctl, made by 'connectorctl completion zsh'\n"
                         "_connectorctl() {\n"
                         "    local curcontext=\"$curcontext\" state line\n"
                         "    typeset -A opt_args\n"
                         "    local -a verbs=(\n";
    for (const OutlinedVerb& verb : outline.verbs)
        script += "        '" + verb.name + ":" + zshQuoted(verb.description) + "'\n";
    script += "    )\n    _arguments -C" + argumentsOf(outline.options, "        ") +
              " \\\n        '1:verb:->verb' \\\n        '*::argument:->argument'\n"
              "    case $state in\n"
              "    verb) _describe verb verbs ;;\n"
              "    argument)\n"
              "        case $words[1] in\n";
    for (const OutlinedVerb& verb : outline.verbs) {
        script += "        " + verb.name + ")\n            _arguments" +
                  argumentsOf(verb.options, "                ");
        if (verb.argument.wanted)
            script += std::string(" \\\n                '") + (verb.argument.many ? "*" : "1") + ":" +
                      zshQuoted(verb.argumentName) + ":" + actionOf(verb.argument) + "'";
        script += "\n            ;;\n";
    }
    return script + "        esac\n        ;;\n    esac\n}\n"
                    "if [ \"$funcstack[1]\" = _connectorctl ]; then\n"
                    "    _connectorctl \"$@\"\n"
                    "else\n"
                    "    compdef _connectorctl connectorctl\n"
                    "fi\n";
}

} // namespace connectorscope
