#include "core/demo/demo_past.h"

#include "core/demo/demo_dice.h"

#include <algorithm>
#include <set>

namespace connectorscope {

namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// What is larger has no place in a history that is made in a moment.
constexpr std::size_t largestPastFile = 64 * 1024;
/// Nothing of the past happens later than that before now: what lies there is the present's.
constexpr minutes quietBefore{20};
constexpr minutes transferCycle{15};
constexpr seconds settleTime{5};

/// The kinds of mail that came.
struct PastKinds
{
    std::vector<DemoFile> passing; ///< that the connector can transfer
    std::vector<DemoFile> failing;
};

Result<PastKinds> kindsOf(const std::vector<DemoFile>& manifest, const ScanRules& rules, UtcTime now)
{
    PastKinds kinds;
    for (const DemoFile& file : manifest) {
        const bool isIncoming = file.folder == FolderKind::Incoming;
        if (file.isCompanion || (!isIncoming && file.folder != FolderKind::Failed))
            continue;
        const auto content = demoFileContent(file, now);
        if (!content)
            return fail(content.error());
        if (content->size() > largestPastFile)
            continue;
        const ScannedMessage scanned = scanBytes(*content, rules, file.folder);
        if (scanned.diagnosis.primary == CauseId::AlreadyTransferred)
            continue;
        if (isIncoming && scanned.diagnosis.verdict == Verdict::Clean)
            kinds.passing.push_back(file);
        else if (!isIncoming && scanned.diagnosis.verdict == Verdict::Blocked)
            kinds.failing.push_back(file);
    }
    return kinds;
}

class PastWriter
{
public:
    PastWriter(const ScanRules& rules, UtcTime now, std::size_t firstMessage)
        : m_rules(rules)
        , m_end(now - quietBefore)
        , m_message(firstMessage)
    {
    }

    Result<> addDay(UtcTime day, const PastKinds& kinds);
    std::vector<DemoMoment> take() { return std::move(m_moments); }

private:
    struct Letter
    {
        Place place;
        FileStamp stamp;
        std::string content;
        ScannedMessage scanned;
        DemoFile kind;
        bool hasOwnWords = false;
    };

    Result<> addPassing(UtcTime arrival, const DemoFile& kind);
    Result<> addFailing(UtcTime arrival, const DemoFile& kind);
    /// The message comes into Incoming Mail and is read there. False: one of the same bytes came before.
    Result<bool> arrive(UtcTime at, const DemoFile& kind, Letter& letter);
    void addOwnWords(Letter& letter);
    void passOn(UtcTime at, const Letter& letter);
    void pickUp(UtcTime at, const Place& place, const FileStamp& stamp, bool isOfRun);
    void requeue(UtcTime at, const Letter& letter);
    WatchRecord& record(RecordKind kind, UtcTime at, Place place, const FileStamp& stamp);
    FileStamp stampOf(UtcTime at, std::uint64_t size);

    const ScanRules& m_rules;
    UtcTime m_end;
    std::size_t m_message;
    DemoDice m_dice{2003};
    std::vector<DemoMoment> m_moments;
    std::set<Xxh3Digest> m_contents;
};

FileStamp PastWriter::stampOf(UtcTime at, std::uint64_t size)
{
    return {size, at, m_dice.next(), static_cast<std::uint32_t>(m_dice.next())};
}

WatchRecord& PastWriter::record(RecordKind kind, UtcTime at, Place place, const FileStamp& stamp)
{
    WatchRecord record;
    record.kind = kind;
    record.at = at;
    record.place = std::move(place);
    record.stamp = stamp;
    m_moments.push_back({at, m_message, DemoRecord{std::move(record)}});
    return std::get<DemoRecord>(m_moments.back().what).record;
}

Result<bool> PastWriter::arrive(UtcTime at, const DemoFile& kind, Letter& letter)
{
    letter.kind = kind;
    letter.kind.name = m_dice.hex(8) + ".eml";
    auto content = demoFileContent(letter.kind, at);
    if (!content)
        return fail(content.error());
    letter.content = std::move(*content);
    letter.scanned = scanBytes(letter.content, m_rules, FolderKind::Incoming);
    addOwnWords(letter);
    if (!m_contents.insert(letter.scanned.content).second)
        return false;
    letter.place = {FolderKind::Incoming, letter.kind.name};
    letter.stamp = stampOf(at, letter.content.size());
    letter.scanned.stamp = letter.stamp;
    record(RecordKind::Arrived, at, letter.place, letter.stamp);
    WatchRecord& judged = record(RecordKind::Judged, at + settleTime, letter.place, letter.stamp);
    judged.countsAsArrived = true;
    judged.scanned = letter.scanned;
    return true;
}

/// Mail of one kind does not say the same each time. If it did, what was requeued then would keep what lies
/// there now from being requeued: it would go out twice.
void PastWriter::addOwnWords(Letter& letter)
{
    std::string content = letter.content + letter.kind.name + "\r\n";
    ScannedMessage scanned = scanBytes(content, m_rules, FolderKind::Incoming);
    letter.hasOwnWords = scanned.diagnosis.primary == letter.scanned.diagnosis.primary &&
                         likenessOf(scanned) != likenessOf(letter.scanned);
    if (!letter.hasOwnWords)
        return;
    letter.content = std::move(content);
    letter.scanned = std::move(scanned);
}

void PastWriter::pickUp(UtcTime at, const Place& place, const FileStamp& stamp, bool isOfRun)
{
    for (const bool arrives : {true, false}) {
        WatchRecord& seen =
            record(arrives ? RecordKind::Arrived : RecordKind::Gone,
                   arrives ? at : at + m_dice.between(seconds(10), seconds(50)), place, stamp);
        seen.countsAsHandedOver = !arrives;
        std::get<DemoRecord>(m_moments.back().what).isOfRun = isOfRun;
    }
}

void PastWriter::passOn(UtcTime at, const Letter& letter)
{
    record(RecordKind::Gone, at, letter.place, letter.stamp);
    pickUp(at + seconds(1), {FolderKind::PickUp, m_dice.hex(10) + ".eml"},
           stampOf(at, letter.stamp.size + 420), false);
}

void PastWriter::requeue(UtcTime at, const Letter& letter)
{
    const FileStamp stamp = stampOf(at, letter.stamp.size + 96);
    m_moments.push_back({at, m_message, DemoRequeue{letter.place, stamp}});
    record(RecordKind::Gone, at + seconds(1), letter.place, letter.stamp);
    pickUp(at + seconds(2), {FolderKind::PickUp, {}}, stamp, true);
    m_moments.push_back({at + minutes(1), m_message, DemoHandOver{}});
}

Result<> PastWriter::addPassing(UtcTime arrival, const DemoFile& kind)
{
    Letter letter;
    const auto came = arrive(arrival, kind, letter);
    if (!came)
        return fail(came.error());
    if (*came)
        passOn(arrival + m_dice.between(minutes(1), transferCycle), letter);
    ++m_message;
    return {};
}

Result<> PastWriter::addFailing(UtcTime arrival, const DemoFile& kind)
{
    Letter letter;
    const auto came = arrive(arrival, kind, letter);
    if (!came)
        return fail(came.error());
    const UtcTime failure = arrival + m_dice.between(minutes(1), transferCycle);
    const UtcTime solved = failure + m_dice.between(hours(1), hours(40));
    if (!*came || solved + hours(1) > m_end) {
        ++m_message;
        return {};
    }
    const Place from = std::exchange(letter.place, {FolderKind::Failed, letter.place.name});
    WatchRecord& moved = record(RecordKind::Moved, failure, letter.place, letter.stamp);
    moved.from = from;
    moved.countsAsFailed = true;
    WatchRecord& judged = record(RecordKind::Judged, failure + settleTime, letter.place, letter.stamp);
    judged.isAttempt = true;
    judged.scanned = scanBytes(letter.content, m_rules, FolderKind::Failed);
    judged.scanned->stamp = letter.stamp;
    const std::size_t end = m_dice.below(4);
    switch (end == 0 && !letter.hasOwnWords ? 2 : end) {
    case 0: // with its repair, by this program
        requeue(solved, letter);
        break;
    case 1: { // mended in an editor and put back by hand
        Place back{FolderKind::Incoming, letter.place.name};
        record(RecordKind::Moved, solved, back, letter.stamp).from = letter.place;
        letter.place = std::move(back);
        passOn(solved + m_dice.between(minutes(1), transferCycle), letter);
        break;
    }
    default: // nobody wanted it
        if (m_dice.oneIn(2))
            m_moments.push_back({solved - minutes(20), m_message, DemoNote{"advertising, will be removed"}});
        record(RecordKind::Gone, solved, letter.place, letter.stamp);
        break;
    }
    ++m_message;
    return {};
}

Result<> PastWriter::addDay(UtcTime day, const PastKinds& kinds)
{
    const unsigned weekday = std::chrono::weekday(std::chrono::floor<std::chrono::days>(day)).c_encoding();
    const bool isWorkday = weekday != 0 && weekday != 6;
    const std::size_t passing = isWorkday ? 14 + m_dice.below(8) : 2 + m_dice.below(4);
    const std::size_t failing = isWorkday ? m_dice.below(4) : m_dice.below(2);
    const auto arrival = [&] {
        return day + (isWorkday && !m_dice.oneIn(5) ? m_dice.between(hours(6), hours(17))
                                                    : m_dice.between(hours(0), hours(23)));
    };
    for (std::size_t i = 0; i < passing; ++i) {
        const UtcTime at = arrival();
        const DemoFile& kind = kinds.passing[m_dice.below(kinds.passing.size())];
        if (at + 2 * transferCycle > m_end)
            continue;
        if (auto added = addPassing(at, kind); !added)
            return added;
    }
    for (std::size_t i = 0; i < failing; ++i) {
        const UtcTime at = arrival();
        const DemoFile& kind = kinds.failing[m_dice.below(kinds.failing.size())];
        if (at + hours(44) > m_end)
            continue;
        if (auto added = addFailing(at, kind); !added)
            return added;
    }
    return {};
}

} // namespace

Result<std::vector<DemoMoment>> demoPast(const std::vector<DemoFile>& manifest, const ScanRules& rules,
                                         UtcTime now, std::size_t firstMessage)
{
    const auto kinds = kindsOf(manifest, rules, now);
    if (!kinds)
        return fail(kinds.error());
    if (kinds->passing.empty() || kinds->failing.empty())
        return fail(ErrorCode::NotFound, "the demonstration has no mail to make a history of");
    PastWriter writer(rules, now, firstMessage);
    const UtcTime first = std::chrono::ceil<std::chrono::days>(now - demoHistory);
    for (UtcTime day = first; day < now; day += hours(24)) {
        if (auto added = writer.addDay(day, *kinds); !added)
            return fail(std::move(added.error()));
    }
    return writer.take();
}

} // namespace connectorscope
