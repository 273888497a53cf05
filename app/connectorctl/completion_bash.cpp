#include "app/connectorctl/completion_scripts.h"

namespace connectorscope {
namespace {

// Nothing of the package bash-completion is used: it is not installed everywhere.
constexpr const char* scriptBegin =
    R"(# bash completion of connectorctl, made by 'connectorctl completion bash'
_connectorctl() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
    local verb='' options='' words='' paths='' index
    # Bash takes --color=always for three words.
    if [[ $current == '=' ]]; then
        current=''
    elif [[ $previous == '=' ]]; then
        previous=${COMP_WORDS[COMP_CWORD-2]}
    fi
    COMPREPLY=()
)";

constexpr const char* scriptEnd = R"(    if [[ $current == -* ]]; then
        COMPREPLY=($(compgen -W "$options" -- "$current"))
    elif [[ -n $words ]]; then
        COMPREPLY=($(compgen -W "$words" -- "$current"))
    elif [[ -n $paths ]]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}
complete -F _connectorctl connectorctl
)";

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::string namesOf(const std::vector<OutlinedOption>& options)
{
    std::string text;
    for (const OutlinedOption& option : options)
        text += (text.empty() ? "" : " ") + joined(option.names);
    return text;
}

/// The options of the verb that take a value, as branches of a `case` on the word before.
std::string valueBranches(const std::vector<OutlinedOption>& options)
{
    std::string text;
    for (const OutlinedOption& option : options) {
        if (!option.value.wanted)
            continue;
        std::string pattern;
        for (const std::string& name : option.names)
            pattern += (pattern.empty() ? "" : "|") + name;
        text += "        " + pattern + ") ";
        if (option.value.path)
            text += "compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$current\"); return ;;\n";
        else
            text += "COMPREPLY=($(compgen -W '" + joined(option.value.choices) +
                    "' -- \"$current\")); return ;;\n";
    }
    return text;
}

} // namespace

std::string bashCompletion(const CommandOutline& outline)
{
    std::string verbs;
    std::vector<OutlinedOption> all = outline.options;
    for (const OutlinedVerb& verb : outline.verbs) {
        verbs += (verbs.empty() ? "" : " ") + verb.name;
        for (const OutlinedOption& option : verb.options) {
            bool known = false;
            for (const OutlinedOption& other : all)
                known = known || other.names == option.names;
            if (!known)
                all.push_back(option);
        }
    }
    std::string pattern = verbs;
    for (char& c : pattern)
        c = c == ' ' ? '|' : c;

    std::string script = scriptBegin;
    script += "    for ((index = 1; index < COMP_CWORD; index++)); do\n"
              "        case ${COMP_WORDS[index]} in\n"
              "        " +
              pattern +
              ") verb=${COMP_WORDS[index]}; break ;;\n"
              "        esac\n"
              "    done\n";
    script += "    case $previous in\n" + valueBranches(all) + "    esac\n";
    script +=
        "    case $verb in\n    '') words='" + verbs + "' options='" + namesOf(outline.options) + "' ;;\n";
    for (const OutlinedVerb& verb : outline.verbs) {
        script += "    " + verb.name + ") options='" + namesOf(verb.options) + "'";
        if (verb.argument.path)
            script += " paths=1";
        if (!verb.argument.choices.empty())
            script += " words='" + joined(verb.argument.choices) + "'";
        script += " ;;\n";
    }
    return script + "    esac\n" + scriptEnd;
}

} // namespace connectorscope
