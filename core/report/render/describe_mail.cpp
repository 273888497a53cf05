#include "core/report/render/describe_parts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace connectorscope {
namespace {

Phrase filterPhrase(BypassedFilter filter)
{
    switch (filter) {
    case BypassedFilter::Recipient:
        return Phrase::FilterRecipient;
    case BypassedFilter::Sender:
        return Phrase::FilterSender;
    case BypassedFilter::Connection:
        return Phrase::FilterConnection;
    case BypassedFilter::Content:
        break;
    }
    return Phrase::FilterContent;
}

Phrase statePhrase(RunState state)
{
    constexpr std::array phrases = {
        Phrase::StateRunning,        Phrase::StateExposed,       Phrase::StateStalled,
        Phrase::StateOutcomeUnknown, Phrase::StateUndoUncertain, Phrase::StateHandedOver,
        Phrase::StateIneffective,    Phrase::StateBadMailed,     Phrase::StateDeleted,
        Phrase::StateFailed,         Phrase::StateCancelled,     Phrase::StateUndone};
    static_assert(phrases.size() == runStates.size());
    return phrases.at(static_cast<std::size_t>(state));
}

ReportTone stateTone(RunState state)
{
    switch (state) {
    case RunState::HandedOver:
        return ReportTone::Well;
    case RunState::Stalled:
    case RunState::OutcomeUnknown:
    case RunState::UndoUncertain:
    case RunState::Ineffective:
        return ReportTone::AtRisk;
    case RunState::BadMailed:
    case RunState::Failed:
        return ReportTone::Blocked;
    default:
        return ReportTone::Neutral;
    }
}

DocumentCell stateCell(const ReportWords& words, RunState state)
{
    return ReportWords::named(words.say(statePhrase(state)), toString(state), stateTone(state));
}

/// Kinds are stored as words of the journal; one that only a newer program knows stays as it is.
DocumentCell kindCell(const ReportWords& words, const std::string& kind)
{
    constexpr auto known = std::to_array<std::pair<std::string_view, Phrase>>({
        {"requeue", Phrase::KindRequeue},
        {"delete", Phrase::KindDelete},
        {"held", Phrase::DeedHeld},
        {"released", Phrase::DeedReleased},
        {"acknowledged", Phrase::DeedAcknowledged},
    });
    for (const auto& [name, phrase] : known)
        if (name == kind)
            return ReportWords::named(words.say(phrase), kind);
    return ReportWords::words(kind);
}

/// "CONTOSO\admin, WS1": who acted, and where.
DocumentCell actorCell(const std::string& account, const std::string& machine)
{
    if (account.empty() && machine.empty())
        return ReportWords::absent();
    return ReportWords::words(account + (account.empty() || machine.empty() ? "" : ", ") + machine);
}

DocumentCell wordsOrDash(std::string_view text)
{
    return text.empty() ? ReportWords::absent() : ReportWords::words(text);
}

/// What each filter would have said: "Sender Filtering: ... Connection Filtering: ...".
std::string reasonsOf(const ReportWords& words, const ReportFiltered& message)
{
    std::string all;
    for (const ReportFilterWord& word : message.words) {
        const Phrase filter = filterPhrase(word.filter);
        // The judge names the filter already, in its own language.
        const std::string named = say(Language::English, filter) + ": ";
        std::string_view reason = word.reason;
        if (reason.starts_with(named))
            reason.remove_prefix(named.size());
        if (!all.empty())
            all += all.ends_with('.') ? " " : "; ";
        all += words.say(filter) + ": " + words.told(reason);
    }
    return all;
}

DocumentTable sumsOfFilters(const ReportWords& words)
{
    DocumentTable table;
    table.key = "filters";
    table.title = words.say(Phrase::FiltersSums);
    table.columns = {words.column("filter", Phrase::Filter), words.numberColumn("stopped", Phrase::Stopped),
                     words.numberColumn("for_one_recipient", Phrase::ForSome)};
    for (const ReportFilterSum& sum : words.report().filters.sums)
        table.rows.push_back({ReportWords::named(words.say(filterPhrase(sum.filter)), toString(sum.filter)),
                              words.number(sum.stopped), words.number(sum.forSome)});
    return table;
}

DocumentTable filteredTable(const ReportWords& words)
{
    DocumentTable table;
    table.key = "filtered";
    table.title = words.say(Phrase::FiltersListed);
    table.whenEmpty = words.say(Phrase::NothingFiltered);
    table.columns = {words.column("id", Phrase::Id),           words.column("seen", Phrase::Seen),
                     words.column("from", Phrase::From),       words.column("to", Phrase::To),
                     words.column("subject", Phrase::Subject), words.column("reasons", Phrase::Reason)};
    for (const ReportFiltered& message : words.report().filters.listed) {
        std::string recipients;
        for (const std::string& recipient : message.recipients)
            recipients += (recipients.empty() ? "" : ", ") + recipient;
        const std::string reasons = reasonsOf(words, message);
        const bool isStopped = std::any_of(message.words.begin(), message.words.end(),
                                           [](const ReportFilterWord& word) { return word.stops; });
        table.rows.push_back(
            {ReportWords::words(message.id), words.moment(message.seen), wordsOrDash(message.sender),
             wordsOrDash(recipients), wordsOrDash(message.subject),
             ReportWords::named(reasons, reasons, isStopped ? ReportTone::Blocked : ReportTone::AtRisk)});
    }
    return table;
}

DocumentTable sumsOfRuns(const ReportWords& words)
{
    DocumentTable table;
    table.key = "run_sums";
    table.title = words.say(Phrase::RunSums);
    table.whenEmpty = words.say(Phrase::NoRuns);
    table.columns = {words.column("kind", Phrase::Kind), words.column("state", Phrase::State),
                     words.numberColumn("count", Phrase::Count)};
    for (const ReportRunSum& sum : words.report().done.sums)
        table.rows.push_back(
            {kindCell(words, sum.kind), stateCell(words, sum.state), words.number(sum.count)});
    return table;
}

DocumentTable runsTable(const ReportWords& words)
{
    DocumentTable table;
    table.key = "runs";
    table.title = words.say(Phrase::Runs);
    table.whenEmpty = words.say(Phrase::NoDeeds);
    table.columns = {words.column("run", Phrase::Id),
                     words.column("kind", Phrase::Kind),
                     words.column("state", Phrase::State),
                     words.column("message", Phrase::Message),
                     words.column("subject", Phrase::Subject),
                     words.column("outcome", Phrase::Outcome),
                     words.column("began", Phrase::Began),
                     words.column("ended", Phrase::Ended),
                     words.column("by", Phrase::By)};
    for (const ReportRun& run : words.report().done.runs)
        table.rows.push_back({ReportWords::words(run.id), kindCell(words, run.kind),
                              stateCell(words, run.state), ReportWords::words(run.message),
                              wordsOrDash(run.subject), words.toldCell(run.outcome), words.moment(run.began),
                              words.moment(run.ended), actorCell(run.account, run.machine)});
    return table;
}

DocumentTable deedsTable(const ReportWords& words)
{
    DocumentTable table;
    table.key = "deeds";
    table.title = words.say(Phrase::Deeds);
    table.whenEmpty = words.say(Phrase::NoDeeds);
    table.columns = {words.column("kind", Phrase::Kind), words.column("at", Phrase::At),
                     words.column("message", Phrase::Message), words.column("note", Phrase::Note),
                     words.column("by", Phrase::By)};
    for (const ReportDeed& deed : words.report().done.deeds)
        table.rows.push_back({kindCell(words, deed.kind), words.moment(deed.at),
                              ReportWords::words(deed.message), wordsOrDash(deed.note),
                              actorCell(deed.account, deed.machine)});
    return table;
}

void sayUnlisted(const ReportWords& words, Phrase what, std::uint64_t count, DocumentSection& section)
{
    if (count > 0)
        section.sentences.push_back(words.say(what) + ": " +
                                    words.say(Phrase::MoreUnlisted, {words.count(count)}));
}

} // namespace

DocumentSection describeFilters(const ReportWords& words)
{
    const ReportFilters& filters = words.report().filters;
    DocumentSection section = words.section("filters", Phrase::PartFilters);
    section.sentences.push_back(
        words.say(Phrase::FiltersSentence, {words.count(filters.messages), words.count(filters.stopped)}));
    sayUnlisted(words, Phrase::FiltersListed, filters.unlisted, section);
    section.tables = {sumsOfFilters(words), filteredTable(words)};
    return section;
}

DocumentSection describeDone(const ReportWords& words)
{
    const ReportDone& done = words.report().done;
    DocumentSection section = words.section("done", Phrase::PartDone);
    sayUnlisted(words, Phrase::Runs, done.unlistedRuns, section);
    sayUnlisted(words, Phrase::Deeds, done.unlistedDeeds, section);
    section.tables = {sumsOfRuns(words), runsTable(words), deedsTable(words)};
    return section;
}

} // namespace connectorscope
