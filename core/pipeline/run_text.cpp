#include "core/pipeline/run_text.h"

#include "core/base/path_text.h"
#include "core/index/stuck.h"
#include "core/pipeline/retry_policy.h"
#include "core/pipeline/run_planner.h"

namespace connectorscope {

RunMood moodOf(RunState state)
{
    switch (state) {
    case RunState::Running:
    case RunState::Exposed:
        return RunMood::UnderWay;
    case RunState::Stalled:
        return RunMood::Late;
    case RunState::OutcomeUnknown:
    case RunState::UndoUncertain:
        return RunMood::NeedsPerson;
    case RunState::HandedOver:
        return RunMood::Well;
    case RunState::Ineffective:
    case RunState::Failed:
        return RunMood::Blocked;
    case RunState::BadMailed:
        return RunMood::Corrupt;
    case RunState::Deleted:
    case RunState::Cancelled:
    case RunState::Undone:
        break;
    }
    return RunMood::Over;
}

std::string_view stateWords(RunState state)
{
    switch (state) {
    case RunState::Running:
        return "running";
    case RunState::Exposed:
        return "on its way";
    case RunState::Stalled:
        return "stalled";
    case RunState::OutcomeUnknown:
        return "outcome unknown";
    case RunState::UndoUncertain:
        return "undo uncertain";
    case RunState::HandedOver:
        return "handed over";
    case RunState::Ineffective:
        return "ineffective";
    case RunState::BadMailed:
        return "in BadMail";
    case RunState::Deleted:
        return "deleted";
    case RunState::Failed:
        return "failed";
    case RunState::Cancelled:
        return "cancelled";
    case RunState::Undone:
        break;
    }
    return "undone";
}

bool needsPerson(RunState state)
{
    return state == RunState::Stalled || canBeDecided(state);
}

bool canBeUndone(RunState state)
{
    return state == RunState::Exposed || state == RunState::Stalled || state == RunState::Deleted;
}

bool canBeDecided(RunState state)
{
    return state == RunState::OutcomeUnknown || state == RunState::UndoUncertain;
}

std::string attemptWords(const RunRow& run)
{
    if (run.attempt == 0)
        return {};
    const std::string attempt = "attempt " + std::to_string(run.attempt);
    return run.isAutomatic ? "automatic, " + attempt + " of " + std::to_string(mostAutomaticAttempts)
                           : attempt;
}

std::optional<UtcTime> nextTry(const Site& site, const RunRow& run)
{
    return site.pipeline.automaticRetry ? run.retryAt : std::nullopt;
}

std::string nextTryWords(int attempt, std::string_view moment)
{
    return (attempt < mostAutomaticAttempts ? "next try " : "held ") + std::string(moment);
}

std::string retryMark(int attempt, bool isAutomatic, const std::optional<UtcTime>& retryAt,
                      std::string (*moment)(UtcTime time))
{
    if (!isAutomatic && !retryAt)
        return {};
    std::string mark = "[";
    if (isAutomatic)
        mark += "automatic, " + std::to_string(attempt) + " of " + std::to_string(mostAutomaticAttempts);
    if (retryAt)
        mark += (isAutomatic ? "; " : "") + nextTryWords(attempt, moment(*retryAt));
    return mark + "] ";
}

std::string outcomeOf(const RunRow& run)
{
    if (!run.outcome.empty())
        return run.outcome;
    switch (run.state) {
    case RunState::Running:
        return "It is under way.";
    case RunState::Exposed:
        return "It waits to be taken.";
    case RunState::Stalled:
        return "It has been waiting to be taken for too long.";
    case RunState::OutcomeUnknown:
        return "It stopped where nobody can know whether it was handed over.";
    case RunState::UndoUncertain:
        return "It was taken back or handed over; nobody can know which.";
    case RunState::HandedOver:
        return "It was handed over.";
    case RunState::Ineffective:
        return "It came back to Failed Mail.";
    case RunState::BadMailed:
        return "The SMTP service has put it into BadMail.";
    case RunState::Deleted:
        return "It lies in the vault.";
    case RunState::Failed:
    case RunState::Cancelled:
        return "Nothing went out; the message is where it was.";
    case RunState::Undone:
        break;
    }
    return "The original is back in its folder.";
}

std::vector<std::string> recipientsOf(const RunRow& run)
{
    std::vector<std::string> mailboxes;
    if (const auto plan = storedPlanFrom(run.envelope))
        for (const PlannedRecipient& recipient : plan->envelope.recipients)
            mailboxes.push_back(recipient.mailbox);
    return mailboxes;
}

std::vector<RunFact> factsOf(const Site& site, const RunRow& run, const RunTimeWords& words)
{
    std::vector<RunFact> facts;
    facts.push_back({"Outcome", outcomeOf(run)});
    facts.push_back({"Kind", run.kind + (run.attempt > 0 ? ", " + attemptWords(run) : std::string())});
    if (const auto next = nextTry(site, run))
        facts.push_back({"By itself", nextTryWords(run.attempt, words.moment(*next))});
    facts.push_back({"Message", run.message});
    facts.push_back({"From", displayText(pathOf(site, run.source))});
    std::string to;
    for (const std::string& mailbox : recipientsOf(run))
        to += (to.empty() ? "" : ", ") + mailbox;
    if (!to.empty())
        facts.push_back({"To", to});
    if (run.original)
        facts.push_back({"In the vault", hexText(*run.original)});
    facts.push_back(
        {"Began", words.moment(run.began) + ", by " + run.actor.account + " on " + run.actor.machine});
    if (run.ended)
        facts.push_back(
            {"Ended", words.moment(*run.ended) + ", after " + words.span(*run.ended - run.began)});
    return facts;
}

std::string stepText(const StepRow& step)
{
    std::string text = std::string(toString(step.step)) + " " + std::string(toString(step.phase));
    if (!step.path.empty())
        text += ": " + displayText(pathFromBytes(step.path));
    if (!step.detail.empty())
        text += " (" + step.detail + ")";
    return text;
}

} // namespace connectorscope
