#include "core/index/day_state.h"
#include "core/index/stored_values.h"
#include "core/watch/scanned_message.h"

#include <array>
#include <map>
#include <unordered_map>
#include <utility>

namespace connectorscope {

namespace {

/// A file as its events tell it, one after the other.
struct FoldedFile
{
    bool isPresent = false;
    LyingFile file;
    Verdict verdictBefore = Verdict::Pending; ///< it was left behind
};

std::optional<Verdict> verdictNamed(std::string_view text)
{
    for (const Verdict verdict : {Verdict::Pending, Verdict::Unreadable, Verdict::Corrupt, Verdict::Blocked,
                                  Verdict::AtRisk, Verdict::Clean})
        if (toString(verdict) == text)
            return verdict;
    return std::nullopt;
}

class EventFolding
{
public:
    explicit EventFolding(const Names& names)
        : m_arrived(names.of(toString(RecordKind::Arrived)))
        , m_changed(names.of(toString(RecordKind::Changed)))
        , m_moved(names.of(toString(RecordKind::Moved)))
        , m_judged(names.of(toString(RecordKind::Judged)))
        , m_findingAdded(names.of(toString(RecordKind::FindingAdded)))
        , m_leaving{names.of(toString(RecordKind::Gone)), names.of(std::string_view("held")),
                    names.of(std::string_view("deleted"))}
    {
    }

    struct Event
    {
        std::int64_t kind = 0;
        UtcTime at;
        FolderKind folder = FolderKind::None;
        std::optional<CauseId> cause;
        std::string detail;
    };

    void fold(const Event& event, FoldedFile& file) const
    {
        if (event.kind == m_arrived || event.kind == m_changed)
            begin(event, file, file.isPresent ? file.file.since : event.at);
        else if (event.kind == m_moved)
            move(event, file);
        else if (event.kind == m_judged)
            judge(event, file);
        else if (event.kind == m_findingAdded)
            addFinding(event, file);
        else if (event.kind == m_leaving[0] || event.kind == m_leaving[1] || event.kind == m_leaving[2])
            file.isPresent = false;
    }

private:
    static void begin(const Event& event, FoldedFile& file, UtcTime since)
    {
        file = {true, {event.folder, since, Verdict::Pending, event.cause, false}, Verdict::Pending};
    }

    static void move(const Event& event, FoldedFile& file)
    {
        file.isPresent = true;
        file.file.folder = event.folder;
        file.file.since = event.at;
        file.file.cause = event.cause;
        if (std::exchange(file.file.leftBehind, false))
            file.file.verdict = file.verdictBefore;
    }

    static void judge(const Event& event, FoldedFile& file)
    {
        if (!file.isPresent)
            begin(event, file, event.at);
        // Of what could not be read, the event says why.
        file.file.verdict =
            verdictNamed(event.detail)
                .value_or(event.cause == CauseId::StillArriving ? Verdict::Pending : Verdict::Unreadable);
        file.file.cause = event.cause;
        file.file.leftBehind = false;
    }

    static void addFinding(const Event& event, FoldedFile& file)
    {
        if (event.cause != CauseId::LeftBehind)
            return;
        const auto findingOf = [](CauseId cause) {
            Finding finding;
            finding.cause = cause;
            finding.severity = causeOf(cause).severity;
            return finding;
        };
        Diagnosis known{file.file.verdict, file.file.cause, {}};
        if (known.primary)
            known.findings.push_back(findingOf(*known.primary));
        const Diagnosis judged = withFinding(std::move(known), findingOf(*event.cause));
        file.verdictBefore = file.file.verdict;
        file.file.leftBehind = true;
        file.file.verdict = judged.verdict;
        file.file.cause = judged.primary;
    }

    std::int64_t m_arrived;
    std::int64_t m_changed;
    std::int64_t m_moved;
    std::int64_t m_judged;
    std::int64_t m_findingAdded;
    std::array<std::int64_t, 3> m_leaving;
};

/// Files to which something happened since then, and their messages.
std::unordered_map<std::int64_t, std::int64_t> changedSince(DayReader::State& state, UtcTime moment)
{
    std::unordered_map<std::int64_t, std::int64_t> files;
    Query query =
        state.database->query("SELECT file, at, message FROM event WHERE number > ? AND file IS NOT NULL");
    query.bind(state.lastEventBefore(moment));
    while (query.step()) {
        if (timeOf(query.number(1)) < moment)
            continue;
        std::int64_t& message = files[query.number(0)];
        if (!query.isNull(2))
            message = query.number(2);
    }
    return files;
}

FoldedFile foldedFile(DayReader::State& state, const EventFolding& folding, std::int64_t file,
                      std::int64_t message, UtcTime before)
{
    std::map<std::int64_t, EventFolding::Event> events;
    const auto take = [&](Query& query) {
        while (query.step()) {
            const UtcTime at = timeOf(query.number(2));
            if (at < before)
                events[query.number(0)] = {query.number(1), at, state.names.folder(query.number(3)),
                                           state.names.cause(query.number(4)), query.text(5)};
        }
    };
    {
        Query unread = state.database->query("SELECT number, kind, at, folder, cause, detail FROM event "
                                             "WHERE file = ? AND message IS NULL");
        unread.bind(file);
        take(unread);
    }
    if (message != 0) {
        Query read = state.database->query(
            "SELECT number, kind, at, folder, cause, detail FROM event WHERE message = ? AND file = ?");
        read.bind(message).bind(file);
        take(read);
    }
    FoldedFile folded;
    for (const auto& [number, event] : events)
        folding.fold(event, folded);
    return folded;
}

} // namespace

void visitLying(DayReader::State& state, UtcTime before, const std::function<void(const LyingFile&)>& visit)
{
    const auto changed = changedSince(state, before);
    {
        Query query = state.database->query(
            "SELECT number, folder, since, verdict, cause, left_behind FROM file WHERE is_present");
        while (query.step()) {
            const UtcTime since = timeOf(query.number(2));
            if (since >= before || (!changed.empty() && changed.contains(query.number(0))))
                continue;
            visit({state.names.folder(query.number(1)), since, state.names.verdict(query.number(3)),
                   state.names.cause(query.number(4)), query.number(5) != 0});
        }
    }
    const EventFolding folding(state.names);
    for (const auto& [file, message] : changed) {
        const FoldedFile folded = foldedFile(state, folding, file, message, before);
        if (folded.isPresent)
            visit(folded.file);
    }
}

} // namespace connectorscope
