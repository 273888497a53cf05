#include "tests/core/pipeline/random_site.h"
#include "tests/support/small_files.h"

#include <algorithm>
#include <utility>

namespace connectorscope {
namespace {

std::string wordsOf(const std::set<Spot>& spots)
{
    static constexpr std::array<const char*, 7> words = {
        "in Failed Mail", "in Incoming Mail", "in PickUp", "held", "taken", "deleted", "of unknown fate"};
    std::string text;
    for (const Spot spot : spots)
        text += (text.empty() ? "" : " or ") + std::string(words.at(static_cast<std::size_t>(spot)));
    return text;
}

} // namespace

/// Each message is in one place, which the model allows; whatever was claimed once is in the vault.
void RandomSite::look()
{
    const auto runs = m_user.runs();
    for (Letter& letter : m_letters)
        lookAt(letter, runs);
}

void RandomSite::lookAt(Letter& letter, const std::vector<RunRow>& runs)
{
    std::vector<const RunRow*> own; // the latest first
    for (const RunRow& run : runs)
        if (run.message == letter.id)
            own.push_back(&run);
    const RunState last = own.empty() ? RunState::Running : own.front()->state;
    const std::vector<Spot> copies = copiesOf(letter);
    Spot now = copies.empty() ? Spot::Unknown : copies.front();
    if (copies.empty() && last == RunState::Deleted)
        now = Spot::Deleted;
    const bool isUnknown = last == RunState::OutcomeUnknown || last == RunState::UndoUncertain;
    const bool wasExposed = letter.allowed.contains(exposedSpot()) || letter.spot == exposedSpot();
    const bool isTakenRightly = now == Spot::Taken && wasExposed;
    if (copies.size() > 1)
        addFailure(letter, "is there " + std::to_string(copies.size()) + " times");
    else if (now == Spot::Unknown && !isUnknown)
        addFailure(letter, "is lost, its run '" + std::string(toString(last)) + "'");
    else if (!letter.allowed.contains(now) && !isTakenRightly)
        addFailure(letter, "is " + wordsOf({now}) + " and may be " + wordsOf(letter.allowed));
    const bool wasClaimed =
        std::ranges::any_of(own, [](const RunRow* run) { return run->original.has_value(); });
    const bool mustBeKept = now == Spot::Deleted || now == Spot::Unknown || now == Spot::PickUp;
    if ((wasClaimed || mustBeKept) && m_user.vaulted(letter.mail) != letter.mail)
        addFailure(letter, "is not in the vault");
    if (now != letter.spot)
        ++m_timesIn.at(static_cast<std::size_t>(now));
    letter.spot = now;
}

std::vector<Spot> RandomSite::copiesOf(const Letter& letter)
{
    std::vector<Spot> copies(static_cast<std::size_t>(letter.taken), Spot::Taken);
    const std::string subject = "Subject: " + letter.subject + "\r\n";
    const auto count = [&](const std::filesystem::path& folder, Spot spot) {
        if (exists(m_disk, folder))
            for (const std::string& name : namesIn(m_disk, folder))
                if (readFile(m_disk, folder / name).find(subject) != std::string::npos)
                    copies.push_back(spot);
    };
    count(m_user.m.folder(FolderKind::Failed), Spot::Failed);
    count(m_user.m.folder(FolderKind::Incoming), Spot::Incoming);
    count(m_user.m.folder(FolderKind::PickUp), Spot::PickUp);
    count(m_user.m.staging() / "held", Spot::Held);
    return copies;
}

void RandomSite::addFailure(const Letter& letter, const std::string& what)
{
    if (std::exchange(m_hasFailed, true))
        return;
    std::string story;
    for (const std::string& line : m_story)
        story += "\n  " + line;
    const auto journal = RunJournal::open(m_user.m.site.folders.work, {"anna", "server"}).value();
    const auto runs = journal->runsOfMessage(letter.id).value();
    for (const RunRow& run : runs) {
        story += "\n  run " + run.id + ", " + std::string(toString(run.state)) + ": " + run.outcome;
        const auto steps = journal->steps(run.id).value();
        for (const StepRow& step : steps)
            story += "\n    " + std::string(toString(step.step)) + ' ' + std::string(toString(step.phase)) +
                     ' ' + step.detail;
    }
    ADD_FAILURE() << "seed " << m_seed << ": message " << letter.subject << ' ' << what << story;
}

} // namespace connectorscope
