#include "app/connectorctl/cause_output.h"
#include "app/connectorctl/invocation.h"
#include "app/connectorctl/text_layout.h"
#include "core/base/escape.h"
#include "core/base/suggestions.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

namespace connectorscope {
namespace {

constexpr std::size_t headingColumns = 16;

/// "Label           text", wrapped beside the label.
void printEntry(std::ostream& out, const Style& style, std::size_t columns, std::string_view label,
                std::string_view text)
{
    const std::size_t room = std::max<std::size_t>(columns, headingColumns + 20) - headingColumns;
    bool first = true;
    for (const std::string& line : wrapText(text, room)) {
        out << style.paint(Tone::Muted, padTo(first ? label : "", headingColumns)) << line << '\n';
        first = false;
    }
}

std::string whatIsSeen(const Cause& cause)
{
    if (cause.symbol.empty() && cause.hresult.empty())
        return "no error code";
    std::string seen(cause.symbol);
    if (!cause.symbol.empty() && !cause.hresult.empty())
        seen += ", ";
    return seen.append(cause.hresult);
}

void printCause(std::ostream& out, const Style& style, std::size_t columns, const Cause& cause)
{
    columns = std::min(columns, widestText);
    const Look look = lookOf(cause.severity);
    out << style.paint(look.tone, look.sign) << ' ' << style.paint(Tone::Strong, cause.title) << "  "
        << style.paint(Tone::Muted, cause.id) << "\n\n";
    for (const std::string& line : wrapText(cause.meaning, columns))
        out << line << '\n';
    out << '\n';
    const auto entry = [&](std::string_view label, std::string_view text) {
        printEntry(out, style, columns, label, text);
    };
    entry("Severity", std::string(toString(cause.severity)) + ": " + std::string(inWords(cause.severity)));
    entry("Shows", std::string(inWords(cause.scope)) + ", " + std::string(inWords(cause.stage)));
    entry("Error code", whatIsSeen(cause));
    entry("How sure", std::string(toString(cause.basis)) + ": " + std::string(inWords(cause.basis)));
    entry("Retry", inWords(cause.retry));
    entry("Repair", cause.repair.empty() ? "none" : cause.repair);
    entry("What to do", cause.advice);
}

/// Error codes are what an administrator finds in the event log, so they lead to their causes as well.
std::vector<std::string_view> causesMeantBy(std::string_view typed)
{
    std::string upper(typed);
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    std::vector<std::string_view> ids;
    std::vector<std::string_view> ofCode;
    for (const Cause& cause : catalogue()) {
        ids.push_back(cause.id);
        std::string code(cause.hresult);
        std::replace(code.begin(), code.end(), 'x', 'X');
        if (!upper.empty() && (upper == cause.symbol || upper == code))
            ofCode.push_back(cause.id);
    }
    return ofCode.empty() ? nearestNames(typed, ids) : ofCode;
}

ExitStatus explain(Environment& environment, const Invocation& invocation, const std::string& id, bool json)
{
    const Cause* cause = findCause(id);
    if (cause == nullptr) {
        const std::vector<std::string_view> meant = causesMeantBy(id);
        environment.err << "connectorctl: there is no cause '" << escapeControls(id) << "'. "
                        << (meant.empty() ? "'connectorctl causes' lists them."
                                          : "Did you mean " + asChoice(meant) + "?")
                        << '\n';
        return ExitStatus::Usage;
    }
    if (json)
        environment.out << causeAsJson(*cause) << '\n';
    else
        printCause(environment.out, invocation.outStyle(environment), environment.terminal.columns, *cause);
    return ExitStatus::Well;
}

} // namespace

void addExplain(CLI::App& app, Invocation& invocation)
{
    struct Options
    {
        std::string cause;
        bool json = false;
    };
    CLI::App* verb = app.add_subcommand("explain", "Say what a cause means and what to do about it");
    const auto options = std::make_shared<Options>();
    verb->add_option("CAUSE", options->cause, "The cause, as 'causes' and 'diagnose' name it")
        ->required()
        ->type_name("");
    verb->add_flag("--json", options->json, "Print JSON");
    verb->callback([&invocation, options] {
        invocation.run = [&invocation, options](Environment& environment) {
            return explain(environment, invocation, options->cause, options->json);
        };
    });
}

} // namespace connectorscope
