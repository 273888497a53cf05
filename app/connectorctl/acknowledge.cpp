#include "app/connectorctl/invocation.h"
#include "app/connectorctl/message_lookup.h"
#include "app/connectorctl/site_session.h"
#include "core/base/escape.h"
#include "core/base/json_text.h"
#include "core/base/time_text.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace connectorscope {
namespace {

struct AcknowledgeOptions
{
    std::string site;
    std::string id;
    std::string note;
    bool json = false;
};

ExitStatus statusOf(const Error& error)
{
    return error.code == ErrorCode::BadInput || error.code == ErrorCode::NotFound ? ExitStatus::Usage
                                                                                  : ExitStatus::Environment;
}

Result<std::string> acknowledge(const Site& site, const AcknowledgeOptions& options, UtcTime now)
{
    const Result<std::unique_ptr<JournalReader>> journal = JournalReader::open(site.folders.work);
    if (!journal)
        return fail(journal.error());
    Result<std::string> id = messageIdMeant(**journal, options.id);
    if (!id)
        return id;
    const Result<> noted =
        acknowledgeMessage(site.folders.work, *id, Acknowledgement{now, options.note, currentActor()});
    if (!noted)
        return fail(noted.error());
    return id;
}

ExitStatus run(const AcknowledgeOptions& options, Environment& environment)
{
    const auto site = openSite(options.site, environment);
    if (!site)
        return site.error();
    const UtcTime now = environment.clock.now();
    const Result<std::string> id = acknowledge(*site, options, now);
    if (!id) {
        tellError(environment, id.error());
        return statusOf(id.error());
    }
    if (options.json) {
        nlohmann::ordered_json json;
        json["schema"] = jsonSchema;
        json["id"] = *id;
        json["at"] = utcText(now);
        json["note"] = options.note;
        environment.out << asLine(json) << '\n';
    } else {
        environment.out << *id << ": noted. It is still listed while it is stuck.\n";
    }
    return ExitStatus::Well;
}

} // namespace

void addAcknowledge(CLI::App& app, Invocation& invocation)
{
    CLI::App* verb = app.add_subcommand("acknowledge", "Note that you know of a message, and what you know");
    const auto options = std::make_shared<AcknowledgeOptions>();
    addSiteOption(*verb, options->site);
    verb->add_option("ID", options->id, "The message, as 'list' names it; a beginning is enough")
        ->required()
        ->type_name("");
    verb->add_option("--note", options->note, "What the next person should know")
        ->required()
        ->type_name("TEXT")
        ->check([](const std::string& note) { return note.empty() ? std::string("the note is empty") : ""; });
    verb->add_flag("--json", options->json, "Print JSON");
    verb->callback([&invocation, options] {
        invocation.run = [options](Environment& environment) { return run(*options, environment); };
    });
}

} // namespace connectorscope
