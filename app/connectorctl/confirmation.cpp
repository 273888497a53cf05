#include "app/connectorctl/confirmation.h"

#include "app/connectorctl/questions.h"
#include "core/base/ascii.h"

namespace connectorscope {

std::optional<ExitStatus> refusedByPerson(Environment& environment, const std::string& what)
{
    if (!environment.terminal.inIsTerminal) {
        environment.err << "connectorctl: " << what << "? Nobody can be asked here. --yes says yes.\n";
        return ExitStatus::Usage;
    }
    const auto answer = ask(environment, what + "? yes or no", "no", [](const std::string& typed) {
        const std::string lower = toAsciiLower(typed);
        const bool isAnswer = lower == "y" || lower == "yes" || lower == "n" || lower == "no";
        return isAnswer ? std::string() : std::string("yes or no?");
    });
    if (environment.interrupted())
        return ExitStatus::Interrupted;
    if (answer && asciiLower(answer->front()) == 'y')
        return std::nullopt;
    environment.err << "Nothing was changed.\n";
    return ExitStatus::Found;
}

} // namespace connectorscope
