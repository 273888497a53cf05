#pragma once

#include "app/connectorctl/environment.h"
#include "app/connectorctl/exit_status.h"
#include "app/connectorctl/selectors.h"
#include "core/index/index_reader.h"
#include "core/site/site.h"

#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}

namespace connectorscope {

/// Which messages a verb shall change: those that are named, or what the selectors pick.
struct MessageChoice
{
    std::vector<std::string> typed; ///< ids or beginnings of them
    Selectors selectors;

    bool hasSelectors() const;
};

/// ID... and the selectors, of which one or the other has to be given. `all`: what --all means.
void addMessageChoice(CLI::App& verb, MessageChoice& choice, const std::string& all);
/// To be called when the command line is read. Throws CLI::ValidationError where both or none was given.
void checkMessageChoice(const MessageChoice& choice);

/// What selectors may pick from.
enum class ChoiceOf : std::uint8_t
{
    Stuck, ///< what is stuck and in no run; what is held is not
    Held
};

struct ChosenMessages
{
    std::vector<std::string> ids;         ///< each once
    ExitStatus status = ExitStatus::Well; ///< graver where something could not be looked at
};

/// Finds them. Before selectors pick, the site is scanned unless another program watches it. What is wrong is
/// told on standard error; what remains then is the exit status.
tl::expected<ChosenMessages, ExitStatus> chooseMessages(const Site& site, const MessageChoice& choice,
                                                        ChoiceOf from, std::string_view program,
                                                        Environment& environment,
                                                        const std::stop_token& stop);

/// The exit status of a verb that has `done` what it does with them; tells what prevented it.
ExitStatus endOf(const ChosenMessages& chosen, const Result<ExitStatus>& done, Environment& environment);

} // namespace connectorscope
