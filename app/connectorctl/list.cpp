#include "app/connectorctl/invocation.h"
#include "app/connectorctl/list_run.h"
#include "app/connectorctl/site_session.h"

#include <CLI/CLI.hpp>

#include <array>
#include <memory>
#include <utility>

namespace connectorscope {
namespace {

constexpr std::array<std::pair<std::string_view, GroupBy>, 7> groups = {{{"cause", GroupBy::Cause},
                                                                         {"recipient", GroupBy::Recipient},
                                                                         {"sender", GroupBy::Sender},
                                                                         {"hour", GroupBy::Hour},
                                                                         {"folder", GroupBy::Folder},
                                                                         {"verdict", GroupBy::Verdict},
                                                                         {"state", GroupBy::State}}};

constexpr std::array<std::pair<std::string_view, SortColumn>, 9> columns = {
    {{"since", SortColumn::Since},
     {"folder", SortColumn::Folder},
     {"verdict", SortColumn::Verdict},
     {"cause", SortColumn::Cause},
     {"size", SortColumn::Size},
     {"subject", SortColumn::Subject},
     {"sender", SortColumn::Sender},
     {"recipient", SortColumn::Recipient},
     {"name", SortColumn::FileName}}};

/// An option that takes one of the names of a table.
template <class Table>
void addChoice(CLI::App& verb, const std::string& option, std::string& value, const Table& table,
               const std::string& description)
{
    std::string type;
    std::vector<std::string> names;
    for (const auto& entry : table) {
        names.emplace_back(entry.first);
        type += (type.empty() ? "" : "|") + names.back();
    }
    verb.add_option(option, value, description)->type_name(type)->check(CLI::IsMember(names).description(""));
}

template <class Table>
auto valueNamed(const Table& table, const std::string& name)
{
    std::optional<typename Table::value_type::second_type> value;
    for (const auto& entry : table)
        if (entry.first == name)
            value = entry.second;
    return value;
}

std::vector<MessageState> statesNamed(const std::vector<std::string>& names)
{
    std::vector<MessageState> states;
    for (const MessageState state : messageStates)
        for (const std::string& name : names)
            if (toString(state) == name)
                states.push_back(state);
    return states;
}

} // namespace

void addList(CLI::App& app, Invocation& invocation)
{
    struct Options
    {
        std::string site;
        std::string group;
        std::string sort;
        std::vector<std::string> states;
        ListRequest request;
    };
    CLI::App* verb = app.add_subcommand("list", "Say what is stuck, for whom, why, and since when");
    const auto options = std::make_shared<Options>();
    addSiteOption(*verb, options->site);
    addSelectors(*verb, options->request.selectors);
    verb->add_flag("--all-messages", options->request.everything, "Also what is not stuck");
    verb->add_option("--state", options->states,
                     "What has become of it (default: present, still in its folder)")
        ->type_name("present|held|replaced|handed-over|gone|deleted")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->check(
            CLI::IsMember({"present", "held", "replaced", "handed-over", "gone", "deleted"}).description(""));
    addChoice(*verb, "--group-by", options->group, groups, "Count instead of list");
    addChoice(*verb, "--sort", options->sort, columns, "Sort by this (default: the worst, then the oldest)");
    verb->add_flag("--reverse", options->request.descending,
                   "The other way round: of ages, the newest first");
    verb->add_flag("--json", options->request.json, "Print JSON, one object a line");
    verb->callback([&invocation, options] {
        if (options->request.selectors.all && options->request.everything)
            throw CLI::ValidationError("--all",
                                       "it means all that is stuck; --all-messages lists the others, too");
        invocation.run = [&invocation, options](Environment& environment) {
            ListRequest& request = options->request;
            request.group = valueNamed(groups, options->group);
            request.sort = valueNamed(columns, options->sort);
            request.states = statesNamed(options->states);
            // What has left its folder is not stuck: who asks for it wants to see it.
            for (const MessageState state : request.states)
                request.everything = request.everything || state != MessageState::Present;
            request.style = invocation.outStyle(environment);
            const auto site = openSite(options->site, environment);
            return site ? list(*site, request, environment) : site.error();
        };
    });
}

} // namespace connectorscope
