#include "tests/core/pipeline/random_site.h"
#include <algorithm>
#include <chrono>

namespace connectorscope {
namespace {

FolderKind folderOfSpot(Spot spot)
{
    return spot == Spot::Incoming ? FolderKind::Incoming : FolderKind::Failed;
}

bool isOfUnknownFate(const RunRow& run)
{
    return run.state == RunState::OutcomeUnknown || run.state == RunState::UndoUncertain;
}

} // namespace

RandomSite::RandomSite(unsigned seed)
    : m_random(seed * 2654435761U + 1)
    , m_seed(seed)
    , m_disk(m_diskClock)
    , m_user(&m_disk)
    , m_isHurried(oneIn(2))
{
    if (oneIn(3))
        m_user.m.site.pipeline.transfer = Carrier::External;
    for (int i = 0; i < 3; ++i)
        arrive();
    scan();
}

Spot RandomSite::exposedSpot() const
{
    return m_user.m.site.pipeline.transfer == Carrier::BuiltIn ? Spot::PickUp : Spot::Incoming;
}

FolderKind RandomSite::exposedFolder() const
{
    return exposedSpot() == Spot::PickUp ? FolderKind::PickUp : FolderKind::Incoming;
}

void RandomSite::step()
{
    for (Letter& letter : m_letters)
        letter.allowed = {letter.spot};
    switch (below(16)) {
    case 0:
    case 1:
        arrive();
        break;
    case 2:
        scan();
        break;
    case 3:
    case 4:
        requeue(1);
        break;
    case 5:
    case 6:
    case 7:
        requeue(5); // fewer than the folders that the vault flushes on several threads
        break;
    case 8:
    case 9:
        undo();
        break;
    case 10:
        hold();
        break;
    case 11:
        release();
        break;
    case 12:
        remove();
        break;
    case 13:
        observe();
        break;
    case 14:
        m_story.emplace_back("the consumer takes");
        consume();
        break;
    default:
        passTime();
    }
    look();
}

void RandomSite::end()
{
    for (Letter& letter : m_letters)
        letter.allowed = {letter.spot};
    m_isHurried = false;
    decideUnknown();
    look();
    for (const Letter& letter : m_letters)
        if (letter.spot == Spot::Unknown)
            addFailure(letter, "is still unknown after somebody has decided");
}

void RandomSite::arrive()
{
    Letter letter;
    letter.subject = std::to_string(m_letters.size());
    letter.mail = cleanMail(letter.subject);
    letter.origin = oneIn(4) ? Spot::Incoming : Spot::Failed;
    letter.spot = letter.origin;
    letter.allowed = {letter.origin};
    m_story.push_back(letter.subject + " arrives");
    m_user.m.put(folderOfSpot(letter.origin), letter.subject + ".eml", letter.mail);
    m_letters.push_back(std::move(letter));
}

void RandomSite::scan()
{
    m_story.emplace_back("the watch looks");
    m_user.m.scan();
    const auto index = IndexReader::open(m_user.m.site.folders.work).value();
    const MessagePage page = index->page({}, MessageOrder(), 10'000).value();
    for (Letter& letter : m_letters)
        for (const MessageRow& row : page.rows)
            if (letter.id.empty() && row.subject == letter.subject)
                letter.id = row.id;
}

std::vector<RandomSite::Letter*> RandomSite::someIn(const std::set<Spot>& spots, std::size_t most)
{
    std::vector<Letter*> found;
    for (Letter& letter : m_letters)
        if (spots.contains(letter.spot) && !letter.id.empty())
            found.push_back(&letter);
    std::ranges::shuffle(found, m_random);
    found.resize(std::min(found.size(), most));
    return found;
}

void RandomSite::requeue(std::size_t most)
{
    const bool isFresh = !oneIn(4);
    if (isFresh)
        scan();
    std::vector<std::string> ids;
    const auto letters = someIn({Spot::Failed, Spot::Incoming}, most);
    std::string names;
    for (Letter* letter : letters) {
        ids.push_back(letter->id);
        letter->allowed.insert(exposedSpot());
        names += ' ' + letter->subject;
    }
    if (ids.empty())
        return;
    m_story.push_back("requeue of" + names);
    const bool hasEnded = run([&](Pipeline& pipeline) {
        EXPECT_TRUE(pipeline.requeue(ids, {}, [&](const RunReceipt& receipt) {
            for (Letter* letter : letters)
                if (letter->id == receipt.message && receipt.state == RunState::Exposed)
                    letter->allowed = {exposedSpot()};
        }));
    });
    // Nothing is in its way; an external one may be refused until one has proved the connector.
    const bool mustGo = hasEnded && isFresh && exposedSpot() == Spot::PickUp;
    for (Letter* letter : letters) {
        if (mustGo)
            letter->allowed = {Spot::PickUp};
        if (!hasEnded)
            letter->allowed.insert({letter->spot, Spot::Failed, exposedSpot()});
    }
}

void RandomSite::remove()
{
    scan();
    for (Letter* letter : someIn({Spot::Failed, Spot::Incoming}, 1)) {
        m_story.push_back("deletion of " + letter->subject);
        const std::vector<std::string> ids = {letter->id};
        const bool hasEnded = run([&](Pipeline& pipeline) { EXPECT_TRUE(pipeline.deleteMessages(ids, {})); });
        letter->allowed.insert(Spot::Deleted);
        if (hasEnded && letter->spot != exposedSpot())
            letter->allowed = {Spot::Deleted};
    }
}

void RandomSite::hold()
{
    scan();
    for (Letter* letter : someIn({Spot::Failed}, 1)) {
        m_story.push_back("hold of " + letter->subject);
        const bool hasEnded =
            run([&](Pipeline& pipeline) { EXPECT_TRUE(pipeline.hold(letter->id, "random")); });
        letter->allowed.insert(Spot::Held);
        if (hasEnded)
            letter->allowed = {Spot::Held};
    }
}

void RandomSite::release()
{
    for (Letter* letter : someIn({Spot::Held}, 1)) {
        m_story.push_back("release of " + letter->subject);
        const bool hasEnded =
            run([&](Pipeline& pipeline) { EXPECT_TRUE(pipeline.release(letter->id, "random")); });
        letter->allowed.insert(Spot::Failed);
        if (hasEnded)
            letter->allowed = {Spot::Failed};
    }
}

void RandomSite::undo()
{
    const auto runs = m_user.runs();
    if (runs.empty())
        return;
    const RunRow& row = runs[below(static_cast<unsigned>(runs.size()))];
    const auto letter = std::ranges::find(m_letters, row.message, &Letter::id);
    // After a power failure a person asks a recipient, as the outcome of the run says, before a second undo.
    if (row.state == RunState::Deleted && letter->taken > 0)
        return;
    m_story.push_back("undo of the run of " + letter->subject + " (" + std::string(toString(row.state)) +
                      ")");
    const Spot source = row.source.folder == FolderKind::Incoming ? Spot::Incoming : Spot::Failed;
    const bool isOut = row.state == RunState::Exposed || row.state == RunState::Stalled;
    const bool hasEnded = run([&](Pipeline& pipeline) { (void)pipeline.undo(row.id); });
    if (!isOut && row.state != RunState::Deleted)
        return;
    if (hasEnded && letter->spot != Spot::Taken && letter->spot != Spot::Unknown)
        letter->allowed = {source};
    else
        letter->allowed.insert(source);
}

void RandomSite::decideUnknown()
{
    for (const RunRow& row : m_user.runs()) {
        if (!isOfUnknownFate(row))
            continue;
        Letter& letter = *std::ranges::find(m_letters, row.message, &Letter::id);
        const auto decision = letter.taken > 0 ? OutcomeDecision::HandedOver : OutcomeDecision::Undone;
        m_story.push_back("decision on " + letter.subject);
        EXPECT_TRUE(m_user.open()->decide(row.id, decision));
        if (letter.taken == 0)
            letter.allowed = {row.source.folder == FolderKind::Incoming ? Spot::Incoming : Spot::Failed};
    }
}

void RandomSite::observe()
{
    m_story.emplace_back("observation");
    (void)run([](Pipeline& pipeline) { EXPECT_TRUE(pipeline.observe({})); });
}

void RandomSite::passTime()
{
    const std::chrono::minutes minutes(below(180));
    const bool isBack = oneIn(4);
    m_story.push_back((isBack ? "the clock is set back by " : "time passes: ") +
                      std::to_string(minutes.count()) + " min");
    if (isBack)
        m_user.m.clock.setNow(m_user.m.clock.now() - minutes);
    else
        m_user.m.clock.advance(minutes);
}

} // namespace connectorscope
